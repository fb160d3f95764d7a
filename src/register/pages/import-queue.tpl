<div class="wrap">
  <header class="record-head">
    <h1>[[Rows that wait for a decision]]</h1>
    <p class="lede">[[What the program was not certain of. What you decide is stored in your name, and holds for the same row of later files.]]</p>
  </header>
  {{#PROBLEM}}
  <section class="notice" role="alert"><h2>[[Not all could be decided]]</h2><p>{{PROBLEM}}</p></section>
  {{/PROBLEM}}
  <form class="queue-filter" method="get" action="{{QUEUE_URL}}">
    {{#FACET}}
    {{>fields/field.tpl}}
    {{/FACET}}
    <button class="usa-button usa-button--outline" type="submit">[[Show]]</button>
  </form>
  <p class="meta">{{TOTAL}}</p>
  {{#EMPTY}}
  <p class="notice">[[Nothing here. Well done.]]</p>
  {{/EMPTY}}
  {{#QUEUE}}
  <form method="post" action="{{DECIDE_URL}}">
    {{>fields/form_token.tpl}}
    <ol class="queue">
      {{#ENTRY}}
      <li id="row-{{ID}}">
        <p class="meta">{{NOUN}} · {{FILE}}, {{LINE}} · {{ROW}}</p>
        <dl class="cells">{{#CELL}}<div><dt>{{LABEL}}</dt><dd>{{VALUE}}</dd></div>{{/CELL}}</dl>
        {{#QUESTION}}
        <fieldset class="choices">
          <legend>“{{WRITTEN}}” <span class="why">{{WHY}}</span></legend>
          {{#CANDIDATE}}
          <div class="usa-radio"><input class="usa-radio__input" type="radio" id="{{CHOICE_ID}}" name="row-{{ID}}" value="{{SLUG}}"><label class="usa-radio__label" for="{{CHOICE_ID}}">{{NAME}} <span class="place">{{SCORE}} [[of 100]]: {{REASONS}}</span></label> <a class="look" href="{{URL}}">[[Look]]<span class="usa-sr-only"> {{NAME}}</span></a></div>
          {{/CANDIDATE}}
          {{#MAY_BE_NEW}}
          <div class="usa-radio"><input class="usa-radio__input" type="radio" id="row-{{ID}}-new" name="row-{{ID}}" value="new"><label class="usa-radio__label" for="row-{{ID}}-new">[[Somebody new, to be recorded as the row says]]</label></div>
          {{/MAY_BE_NEW}}
          <div class="usa-radio"><input class="usa-radio__input" type="radio" id="row-{{ID}}-other" name="row-{{ID}}" value="other"><label class="usa-radio__label" for="row-{{ID}}-other">[[Another: the last part of the address of its page]]</label> <input class="usa-input" name="other-{{ID}}" aria-label="[[Another: the last part of the address of its page]]" maxlength="100" autocapitalize="none" spellcheck="false"></div>
          <div class="usa-radio"><input class="usa-radio__input" type="radio" id="row-{{ID}}-skip" name="row-{{ID}}" value="skip"><label class="usa-radio__label" for="row-{{ID}}-skip">[[Leave this row out]]</label></div>
          <div class="usa-radio"><input class="usa-radio__input" type="radio" id="row-{{ID}}-later" name="row-{{ID}}" value="" checked><label class="usa-radio__label" for="row-{{ID}}-later">[[Decide later]]</label></div>
          {{#NEXT}}<p class="meta">[[It is asked next:]] “{{NEXT}}”</p>{{/NEXT}}
        </fieldset>
        {{/QUESTION}}
        {{#DECIDED}}
        <p class="meta">{{BY}} · <time datetime="{{AT}}">{{ON}}</time>{{#ANSWER}} · “{{WRITTEN}}” → <a href="{{URL}}" translate="no">{{SLUG}}</a>{{/ANSWER}}</p>
        {{/DECIDED}}
        {{#MAY_ASK_AGAIN}}
        <div class="usa-checkbox"><input class="usa-checkbox__input" type="checkbox" id="again-{{ID}}" name="row-{{ID}}" value="again"><label class="usa-checkbox__label" for="again-{{ID}}">[[Ask about this row again]]</label></div>
        {{/MAY_ASK_AGAIN}}
      </li>
      {{/ENTRY}}
    </ol>
    {{#SAVE}}
    <div class="buttons"><button class="usa-button" type="submit" name="act" value="save">[[Save what you chose]]</button></div>
    {{/SAVE}}
    {{#ALL}}
    <fieldset class="about">
      <legend>{{HEADING}}</legend>
      <input type="hidden" name="up_to" value="{{UP_TO}}">
      <p>[[Look at some of them first. Rows that are left out can be asked about again; what is stored can be taken back in the history of its record.]]</p>
      <div class="buttons">
        <button class="usa-button usa-button--outline" type="submit" name="act" value="take_all">{{TAKE_ALL}}</button>
        <button class="usa-button usa-button--outline" type="submit" name="act" value="skip_all">{{SKIP_ALL}}</button>
      </div>
    </fieldset>
    {{/ALL}}
  </form>
  {{/QUEUE}}
  {{>pagination.tpl}}
</div>
