<div class="wrap">
  <header class="record-head">
    <h1>{{PAGE_TITLE}}</h1>
    <p class="lede">[[With a password you sign in without waiting for a mail. A passkey is quicker and safer. A link by mail goes on working, with the code of your app once you have set one up.]]</p>
  </header>
  {{>fields/errors.tpl}}
  <section class="part">
    {{#HAS_PASSWORD}}
    <p>{{PASSWORD_SET}}</p>
    {{/HAS_PASSWORD}}
    {{#HAS_NO_PASSWORD}}
    <p>[[You have no password yet.]]</p>
    {{/HAS_NO_PASSWORD}}
    <form class="usa-form" method="post" action="{{PREFIX}}/account/password">
      {{>fields/form_token.tpl}}
      <input type="text" name="username" value="{{EMAIL}}" autocomplete="username" hidden>
      {{#FIELD}}{{>fields/field.tpl}}{{/FIELD}}
      {{>fields/show_password.tpl}}
      <button class="usa-button" type="submit">{{#CHANGES}}[[Change the password]]{{/CHANGES}}{{#HAS_NO_PASSWORD}}[[Set the password]]{{/HAS_NO_PASSWORD}}</button>
      <p class="meta">[[You stay signed in here and are signed out everywhere else.]]</p>
    </form>
    {{#HAS_PASSWORD}}
    <form class="usa-form" method="post" action="{{PREFIX}}/account/password/remove">{{>fields/form_token.tpl}}<button class="usa-button usa-button--outline" type="submit">[[Remove the password]]</button>
      <p class="meta">[[An app that makes codes is removed with it.]]</p></form>
    {{/HAS_PASSWORD}}
  </section>
  <section class="part">
    <h2>[[Codes of an app]]</h2>
    {{#HAS_NO_APP}}
    <p>[[An authenticator app on your phone shows six digits, others every half-minute. Once it is set up, signing in with the password or a link by mail asks for them as well: who learns your password or reads your mail cannot get in. The password may then be shorter, with 8 letters.]]</p>
    <form method="post" action="{{PREFIX}}/account/password/app">{{>fields/form_token.tpl}}<button class="usa-button usa-button--outline" type="submit">[[Set up an app]]</button></form>
    {{/HAS_NO_APP}}
    {{#HAS_APP}}
    <p>{{APP_SINCE}} {{CODES_LEFT}}</p>
    <form class="usa-form" method="post" action="{{PREFIX}}/account/password/codes">{{>fields/form_token.tpl}}<button class="usa-button usa-button--outline" type="submit">[[Make new recovery codes]]</button>
      <p class="meta">[[The ones you have end with that.]]</p></form>
    {{#APP_CAN_GO}}
    <form class="usa-form" method="post" action="{{PREFIX}}/account/password/app/remove">{{>fields/form_token.tpl}}<button class="usa-button usa-button--outline" type="submit">[[Remove the app]]</button></form>
    {{/APP_CAN_GO}}
    {{#APP_IS_NEEDED}}
    <p>[[To remove the app, set a password of at least 15 letters first, or remove the password.]]</p>
    {{/APP_IS_NEEDED}}
    {{/HAS_APP}}
  </section>
</div>
