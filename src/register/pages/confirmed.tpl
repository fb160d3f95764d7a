{{#CONFIRMED}}
<div class="confirmed">
  {{#CONFIRMED_LINE}}
  <p class="meta">{{TEXT}}</p>
  {{/CONFIRMED_LINE}}
  {{#MAY_CONFIRM}}
  <p class="meta"><a href="{{CONFIRM_URL}}" rel="nofollow">[[Say that this is right]]</a></p>
  {{/MAY_CONFIRM}}
  {{#MAY_ASK}}
  <p class="meta"><a href="{{CONFIRM_URL}}" rel="nofollow">[[Ask the other side]]</a></p>
  {{/MAY_ASK}}
  {{#STILL_TRUE}}
  <form method="post" action="{{CONFIRM_URL}}">
    <input type="hidden" name="form_token" value="{{CONFIRM_FORM_TOKEN}}">
    <input type="hidden" name="seen_change" value="{{SEEN_CHANGE}}">
    <button class="usa-button usa-button--outline" type="submit" name="act" value="confirm">[[Still true]]</button>
  </form>
  {{/STILL_TRUE}}
</div>
{{/CONFIRMED}}
