<div class="wrap">
  <header class="record-head">
    <h1>[[Sign in]]</h1>
    {{#IS_FIRST}}
    <p class="lede">[[You make the first administrator of this hub.]]</p>
    {{/IS_FIRST}}
    {{#INVITED_TO}}
    <p class="lede">[[You are invited to keep the records of {{INVITED_TO}}.]]</p>
    {{/INVITED_TO}}
    {{#IS_SIGN_IN}}
    <p class="lede">[[You sign in as {{EMAIL}}.]]</p>
    {{/IS_SIGN_IN}}
    {{#IS_NEW_EMAIL}}
    <p class="lede">[[Your account uses {{EMAIL}} from now on.]]</p>
    {{/IS_NEW_EMAIL}}
  </header>
  {{>fields/errors.tpl}}
  <form class="usa-form part" method="post" action="{{PREFIX}}/sign-in/link/{{TOKEN}}">
    {{>fields/form_token.tpl}}
    {{#FIELD}}{{>fields/field.tpl}}{{/FIELD}}
    <button class="usa-button" type="submit">[[Sign in]]</button>
    {{#ASKS_FOR_CODE}}<p class="meta">[[Each code counts for half a minute. If codes are refused one after the other, set the clock of your device by the network; or use a recovery code, and set up the app again.]]</p>
    <p class="meta">[[Without the app and the codes, sign in with a passkey, or ask whoever runs this hub to remove the app from your account.]]</p>{{/ASKS_FOR_CODE}}
  </form>
</div>
