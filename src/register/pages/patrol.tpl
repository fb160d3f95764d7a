<div class="wrap">
  <header class="record-head">
    <h1>[[Changes to look at]]</h1>
    <p class="lede">[[Trusted editors and new accounts made these changes, and they show already. Say that they are right, or take them back.]]</p>
  </header>
  {{#PROBLEM}}
  <section class="notice" role="alert"><p>{{PROBLEM}}</p></section>
  {{/PROBLEM}}
  {{#EMPTY}}
  <p class="notice">[[Nothing here. Well done.]]</p>
  {{/EMPTY}}
  {{#PATROL}}
  <form method="post" action="{{PATROL_URL}}">
    {{>fields/form_token.tpl}}
    <ol class="queue">
      {{#ENTRY}}
      <li>
        <div class="queue-head">
          <div class="usa-checkbox"><input class="usa-checkbox__input" id="choose-{{ID}}" type="checkbox" name="revision" value="{{ID}}"><label class="usa-checkbox__label" for="choose-{{ID}}"><span class="usa-sr-only">[[Choose]] {{TITLE}}</span></label></div>
          <h2>{{#URL}}<a href="{{URL}}">{{/URL}}{{TITLE}}{{#URL}}</a>{{/URL}}</h2>
        </div>
        <p class="meta">{{AUTHOR}} · <time datetime="{{AT}}">{{ON}}</time>{{#REASON}} · {{REASON}}{{/REASON}}{{#BLOCK_URL}} · <a href="{{BLOCK_URL}}">[[Block whoever it was]]</a>{{/BLOCK_URL}}</p>
        {{>register/changes.tpl}}
      </li>
      {{/ENTRY}}
    </ol>
    <fieldset class="about">
      <legend>[[Decide about the chosen ones]]</legend>
      <label class="usa-label" for="reason">[[Why they are taken back]]</label>
      <input class="usa-input" id="reason" name="reason" maxlength="500">
      <div class="buttons">
        <button class="usa-button" type="submit" name="act" value="right">[[They are right]]</button>
        <button class="usa-button usa-button--outline" type="submit" name="act" value="revert">[[Take them back]]</button>
      </div>
    </fieldset>
  </form>
  {{/PATROL}}
  {{>pagination.tpl}}
</div>
