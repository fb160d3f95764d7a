<div class="wrap">
  <header class="record-head">
    <h1>[[Confirm your address]]</h1>
    <p class="lede">[[One click, and your suggestion goes to whoever keeps the record.]]</p>
  </header>
  <form class="record-form" method="post" action="{{CONFIRM_URL}}">
    {{>fields/form_token.tpl}}
    <input type="hidden" name="key" value="{{CONFIRM_KEY}}">
    <button class="usa-button" type="submit">[[Yes, this is my address]]</button>
  </form>
</div>
