<div class="wrap">
  <header class="record-head">
    <p class="kicker">{{SUBJECT}}</p>
    <h1>[[Take version {{VERSION_NUMBER}} back]]</h1>
    <p class="lede">[[Each field below says again what it said before. What changed since in other fields stays.]]</p>
  </header>
  {{>register/changes.tpl}}
  <form class="record-form" method="post" action="{{REVERT_URL}}">
    {{>fields/form_token.tpl}}
    <input type="hidden" name="version" value="{{VERSION_NUMBER}}">
    <label class="usa-label" for="reason">[[Why?]]</label>
    <input class="usa-input" id="reason" name="reason" maxlength="500">
    <div class="buttons">
      <button class="usa-button" type="submit">[[Take it back]]</button>
      <a class="usa-button usa-button--outline" href="{{HISTORY_URL}}">[[Leave it as it is]]</a>
    </div>
  </form>
</div>
