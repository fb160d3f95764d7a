<div class="wrap">
  <header class="record-head">
    <p class="kicker">[[Confirm]]</p>
    <h1>{{SUBJECT}}</h1>
  </header>
  {{#LINK_SENT}}
  <section class="notice" role="status"><p>[[The link is on its way.]]</p></section>
  {{/LINK_SENT}}
  {{>fields/errors.tpl}}
  <section class="part">
    <h2>[[What it says now]]</h2>
    {{>register/confirm-what.tpl}}
    {{#ACTS_FOR_NONE}}
    <p class="notice">[[Only those to whom a record belongs can confirm it.]]</p>
    {{/ACTS_FOR_NONE}}
    {{#OWN_SAID}}
    <p>[[You have said so for {{OWN_SIDES}}.]]</p>
    {{/OWN_SAID}}
    {{#CONFIRM_FORM}}
    <form class="record-form" method="post" action="{{CONFIRM_URL}}">
      {{>fields/form_token.tpl}}
      <input type="hidden" name="seen_change" value="{{SEEN_CHANGE}}">
      <p>[[You say so for {{OWN_SIDES}}.]]</p>
      <button class="usa-button" type="submit" name="act" value="confirm">[[Yes, this is right]]</button>
    </form>
    {{/CONFIRM_FORM}}
  </section>
  {{#ASK_FORM}}
  <section class="part">
    <h2>[[Ask the other side]]</h2>
    <form class="record-form" method="post" action="{{CONFIRM_URL}}">
      {{>fields/form_token.tpl}}
      {{#ASK_FIELD}}{{>fields/field.tpl}}{{/ASK_FIELD}}
      <button class="usa-button usa-button--outline" type="submit" name="act" value="ask">[[Send the link]]</button>
    </form>
  </section>
  {{/ASK_FORM}}
</div>
