{{#FOLLOW}}
<div class="follow">
  {{#FOLLOW_STRANGER}}
  <a class="usa-button usa-button--outline" href="{{FOLLOW_URL}}" rel="nofollow">[[Follow]]</a>
  {{/FOLLOW_STRANGER}}
  {{#NOT_FOLLOWED}}
  <form method="post" action="{{FOLLOW_ACTION}}">
    <input type="hidden" name="form_token" value="{{FOLLOW_FORM_TOKEN}}">
    <input type="hidden" name="page" value="{{FOLLOW_PAGE}}">
    <button class="usa-button usa-button--outline" type="submit">[[Follow]]</button>
  </form>
  {{/NOT_FOLLOWED}}
  {{#FOLLOWED}}
  <p class="meta">[[You follow this.]] {{FREQUENCY}}. <a href="{{FOLLOW_URL}}" rel="nofollow">[[Change or stop]]</a></p>
  {{/FOLLOWED}}
</div>
{{/FOLLOW}}
