<div class="wrap">
  <header class="record-head">
    <p class="kicker">[[Follow]]</p>
    <h1>{{TARGET}}</h1>
    <p class="lede">[[You are told what others change, in one e-mail with everything that you follow.]]</p>
  </header>
  <form class="record-form" method="post" action="{{FOLLOW_ACTION}}">
    {{>fields/form_token.tpl}}
    <input type="hidden" name="page" value="{{TARGET_PATH}}">
    {{#FREQUENCY_FIELD}}{{>fields/field.tpl}}{{/FREQUENCY_FIELD}}
    <div class="buttons">
      {{#IS_NEW}}
      <button class="usa-button" type="submit" name="act" value="follow">[[Follow]]</button>
      {{/IS_NEW}}
      {{#IS_FOLLOWED}}
      <button class="usa-button" type="submit" name="act" value="follow">[[Save]]</button>
      <button class="usa-button usa-button--outline" type="submit" name="act" value="stop">[[Stop following]]</button>
      {{/IS_FOLLOWED}}
    </div>
  </form>
  <ul class="inline">
    <li><a href="{{TARGET_URL}}">[[Back to the page]]</a></li>
    <li><a href="{{OVERVIEW_URL}}">[[Everything you follow]]</a></li>
  </ul>
</div>
