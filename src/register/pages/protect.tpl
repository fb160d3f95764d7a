<div class="wrap">
  <header class="record-head">
    <p class="kicker">{{SUBJECT}}</p>
    <h1>[[Protect this page]]</h1>
    <p class="lede">[[Only moderators change a protected record directly. Everybody can still suggest a change.]]</p>
  </header>
  {{#IS_OPEN}}
  <form class="usa-form part" method="post" action="{{PROTECT_URL}}">
    {{>fields/form_token.tpl}}
    {{#REASON_FIELD}}{{>fields/field.tpl}}{{/REASON_FIELD}}
    <div class="buttons">
      <button class="usa-button" type="submit" name="act" value="protect">[[Protect]]</button>
      <a class="usa-button usa-button--outline" href="{{RECORD_URL}}">[[Leave it as it is]]</a>
    </div>
  </form>
  {{/IS_OPEN}}
  {{#IS_PROTECTED}}
  <form class="usa-form part" method="post" action="{{PROTECT_URL}}">
    {{>fields/form_token.tpl}}
    <p>[[It is protected: {{REASON}}]]</p>
    <div class="buttons">
      <button class="usa-button" type="submit" name="act" value="open">[[Protect it no longer]]</button>
      <a class="usa-button usa-button--outline" href="{{RECORD_URL}}">[[Leave it as it is]]</a>
    </div>
  </form>
  {{/IS_PROTECTED}}
</div>
