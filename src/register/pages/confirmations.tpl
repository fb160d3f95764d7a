<div class="wrap">
  <header class="record-head">
    <h1>[[To confirm]]</h1>
    <p class="lede">[[What the record says of those for whom you act. Everybody sees when it was last confirmed.]]</p>
  </header>
  {{#DONE}}
  <section class="notice" role="status"><p>{{DONE_WORDS}}</p></section>
  {{/DONE}}
  <section class="part">
    <h2>[[Asked by the other side]]</h2>
    {{#NOTHING_ASKED}}
    <p>[[Nobody waits for you.]]</p>
    {{/NOTHING_ASKED}}
    <ul class="entries">
      {{#ASKED}}
      <li><h3 class="entry-name"><a href="{{URL}}">{{TEXT}}</a></h3>
        <ul class="inline meta"><li>{{WHO_ASKS}}</li><li>{{ASKED_ON}}</li></ul></li>
      {{/ASKED}}
    </ul>
  </section>
  {{#STATEMENTS}}
  <form method="post" action="{{CONFIRM_URL}}">
    {{>fields/form_token.tpl}}
    {{#OWNER}}
    <section class="part">
      <h2>[[Is this still true of {{OWNER_NAME}}?]]</h2>
      <p>[[Untick what is not, and change it. What was confirmed longest ago comes first.]]</p>
      <ul class="entries">
        {{#STATEMENT}}
        <li>
          <div class="usa-checkbox"><input class="usa-checkbox__input" id="{{ELEMENT_ID}}" type="checkbox" name="still" value="{{TICKET}}" checked><label class="usa-checkbox__label" for="{{ELEMENT_ID}}">{{TEXT}}</label></div>
          <ul class="inline meta">
            <li>{{NOUN}}</li>
            <li>{{#NEVER}}[[never confirmed]]{{/NEVER}}{{#SINCE_CHANGE}}[[confirmed on {{CONFIRMED_ON}}]]{{/SINCE_CHANGE}}{{#BEFORE_CHANGE}}[[confirmed on {{CONFIRMED_ON}}, and changed since]]{{/BEFORE_CHANGE}}</li>
            {{#QUIET}}<li>{{QUIET}}</li>{{/QUIET}}
            <li><a href="{{URL}}">[[See it]]<span class="usa-sr-only"> {{TEXT}}</span></a></li>
            <li><a href="{{CHANGE_URL}}">[[Change]]<span class="usa-sr-only"> {{TEXT}}</span></a></li>
            {{#CAN_END}}<li><a href="{{END_URL}}">[[It has ended]]<span class="usa-sr-only"> {{TEXT}}</span></a></li>{{/CAN_END}}
          </ul>
        </li>
        {{/STATEMENT}}
      </ul>
    </section>
    {{/OWNER}}
    {{#REST}}
    <p>[[More than fits on one page: {{REST_COUNT}} more come when these are confirmed.]]</p>
    {{/REST}}
    <button class="usa-button" type="submit">[[Everything ticked is still true]]</button>
  </form>
  {{/STATEMENTS}}
</div>
