<div class="wrap">
  <header class="record-head">
    <p class="kicker">[[Confirm]]</p>
    <h1>{{SUBJECT}}</h1>
    <p class="lede">[[You were asked whether this is right, for {{OWN_SIDES}}.]]</p>
  </header>
  {{>fields/errors.tpl}}
  <section class="part">
    <h2>[[What it says now]]</h2>
    {{>register/confirm-what.tpl}}
  </section>
  <form class="record-form" method="post" action="{{CONFIRM_URL}}">
    {{>fields/form_token.tpl}}
    <input type="hidden" name="seen_change" value="{{SEEN_CHANGE}}">
    {{#PERSON_FIELD}}{{>fields/field.tpl}}{{/PERSON_FIELD}}
    <p class="meta">[[Your name and office are kept with the confirmation. The page says only for whom you confirmed it, and when.]]</p>
    <button class="usa-button" type="submit">[[Yes, this is right]]</button>
  </form>
  <p class="meta">[[If something is wrong, suggest a change on its page, or answer whoever sent you this link.]]</p>
</div>
