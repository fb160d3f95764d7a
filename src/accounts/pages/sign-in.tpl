<div class="wrap">
  <header class="record-head">
    <h1>[[Sign in]]</h1>
    {{#IS_AGAIN}}<p class="lede">[[What you want to do needs to be sure that it is you: sign in again.]]</p>{{/IS_AGAIN}}
    {{#IS_FIRST_TIME}}<p class="lede">[[Reading needs no account. With one you can keep your government's records, and follow what you care about.]]</p>{{/IS_FIRST_TIME}}
  </header>
  {{>fields/errors.tpl}}
  {{#CANNOT_SEND}}
  <section class="notice">
    <h2>[[This hub cannot send mail yet]]</h2>
    <p>[[Signing in needs a link that is sent by mail. Whoever runs this hub must name a mail server in its settings.]]</p>
  </section>
  {{/CANNOT_SEND}}
  {{#CAN_SEND}}
  <form class="usa-form part" method="post" action="{{PREFIX}}/sign-in">
    {{>fields/form_token.tpl}}
    <input type="hidden" name="return_to" value="{{RETURN_TO}}">
    {{#FIELD}}{{>fields/field.tpl}}{{/FIELD}}
    <button class="usa-button" type="submit">[[Send me a link]]</button>
    <p class="meta">[[The link works once, within {{LINK_MINUTES}} minutes. No password is needed.]] {{#IS_OPEN}}[[If you have no account yet, it makes one.]]{{/IS_OPEN}}</p>
  </form>
  {{/CAN_SEND}}
  {{#PASSWORD_FORM}}
  <form class="usa-form part" method="post" action="{{PREFIX}}/sign-in/password">
    <h2>[[With a password]]</h2>
    {{>fields/form_token.tpl}}
    <input type="hidden" name="return_to" value="{{RETURN_TO}}">
    {{#PASSWORD_FIELD}}{{>fields/field.tpl}}{{/PASSWORD_FIELD}}
    {{>fields/show_password.tpl}}
    <button class="usa-button usa-button--outline" type="submit">[[Sign in with the password]]</button>
    <p class="meta">[[No password, or forgotten? Take a link by mail, then set one in your account.]]</p>
  </form>
  {{/PASSWORD_FORM}}
  <section class="part">
    {{>accounts/show-passkey.tpl}}
    {{#ISSUER}}
    <form class="usa-form" method="post" action="{{PREFIX}}/sign-in/with/{{ISSUER_KEY}}">
      {{>fields/form_token.tpl}}
      <input type="hidden" name="return_to" value="{{RETURN_TO}}">
      <button class="usa-button usa-button--outline" type="submit">[[Sign in with {{ISSUER_NAME}}]]</button>
    </form>
    {{/ISSUER}}
  </section>
</div>
