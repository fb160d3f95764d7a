<div class="wrap">
  <header class="record-head">
    <h1>{{PAGE_TITLE}}</h1>
    <p class="lede">[[Your password is right. Now show that you have your app.]]</p>
  </header>
  {{>fields/errors.tpl}}
  <form class="usa-form part" method="post" action="{{PREFIX}}/sign-in/code">
    {{>fields/form_token.tpl}}
    <input type="hidden" name="step" value="{{STEP}}">
    {{#FIELD}}{{>fields/field.tpl}}{{/FIELD}}
    <button class="usa-button" type="submit">[[Sign in]]</button>
    <p class="meta">[[Each code counts for half a minute. If codes are refused one after the other, set the clock of your device by the network; or use a recovery code, and set up the app again.]]</p>
    <p class="meta">[[Without the app and the codes, sign in with a passkey, or ask whoever runs this hub to remove the app from your account.]]</p>
  </form>
</div>
