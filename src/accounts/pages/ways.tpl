<div class="wrap">
  <header class="record-head">
    <h1>{{PAGE_TITLE}}</h1>
    <p class="lede">[[A link by mail works on every device. A passkey is quicker and safer: your device keeps it, and your fingerprint, face or PIN unlocks it.]]</p>
  </header>
  {{#NEEDS_PASSKEY}}
  <section class="notice">
    <h2>[[Your role needs a passkey]]</h2>
    <p>[[Add one here, and you have what your role lets you do. If you have one already, sign out and sign in with it.]]</p>
  </section>
  {{/NEEDS_PASSKEY}}
  {{#NEEDS_SECOND_FACTOR}}
  <section class="notice">
    <h2>[[One more step before you use your account]]</h2>
    <p>[[Everybody on this hub signs in with two factors. Add a passkey below.]]{{#OFFERS_APP}} [[Or set up an app that makes codes, under “Password and codes of an app”.]]{{/OFFERS_APP}} [[Until then you can read everything that is public.]]</p>
  </section>
  {{/NEEDS_SECOND_FACTOR}}
  {{#NEEDS_ITS_SECOND_FACTOR}}
  <section class="notice">
    <h2>[[Sign in with your second factor]]</h2>
    <p>[[Everybody on this hub signs in with two factors, and you have set up yours: sign out, and sign in with your passkey, the codes of your app, or the site that is linked with your account. If you have lost it, ask whoever runs this hub.]] [[Until then you can read everything that is public.]]</p>
    <form method="post" action="{{PREFIX}}/sign-out">{{>fields/form_token.tpl}}<button class="usa-button" type="submit">[[Sign out]]</button></form>
  </section>
  {{/NEEDS_ITS_SECOND_FACTOR}}
  {{#MAY_CHANGE}}
  <section class="part">
    <h2>[[Passkeys]]</h2>
    {{#HAS_PASSKEYS}}
    <ul class="entries">
      {{#PASSKEY}}
      <li><h3 class="entry-name">{{PASSKEY_NAME}}</h3>
        <ul class="inline meta"><li>{{PASSKEY_MADE}}</li>{{#PASSKEY_USED}}<li>{{PASSKEY_USED}}</li>{{/PASSKEY_USED}}</ul>
        <form method="post" action="{{PREFIX}}/account/ways/passkeys/{{PASSKEY_ID}}/remove">{{>fields/form_token.tpl}}<button class="usa-button usa-button--outline" type="submit">[[Remove {{PASSKEY_NAME}}]]</button></form>
      </li>
      {{/PASSKEY}}
    </ul>
    {{/HAS_PASSKEYS}}
    {{#HAS_NO_PASSKEYS}}
    <p>[[You have no passkey yet.]]</p>
    {{/HAS_NO_PASSKEYS}}
    <form class="usa-form" method="post" action="{{PREFIX}}/account/ways/passkeys" data-passkey="make" data-challenge="{{PREFIX}}/account/ways/passkeys/challenge" hidden>
      {{>fields/form_token.tpl}}
      <input type="hidden" name="client_data">
      <input type="hidden" name="authenticator_data">
      <label class="usa-label" for="passkey-name">[[Name of the new passkey]]</label>
      <span class="usa-hint" id="passkey-name-hint">[[So that you know it again, such as “Office laptop”]]</span>
      <input class="usa-input" id="passkey-name" name="name" maxlength="60" autocomplete="off" aria-describedby="passkey-name-hint">
      <button class="usa-button" type="submit">[[Add a passkey]]</button>
      <p class="usa-error-message" data-passkey-problem tabindex="-1" role="alert" hidden>[[No passkey was added. Try again.]]</p>
    </form>
    <noscript><p>[[To add a passkey, allow JavaScript for this page.]]</p></noscript>
    <script src="{{@js/passkeys.js}}" defer></script>
  </section>
  {{#HAS_PASSWORDS}}
  <section class="part">
    <h2>[[Password]]</h2>
    <p>{{PASSWORD_STATE}} <a href="{{PREFIX}}/account/password">[[Password and codes of an app]]</a></p>
  </section>
  {{/HAS_PASSWORDS}}
  {{#HAS_ISSUERS}}
  <section class="part">
    <h2>[[Through another site]]</h2>
    <ul class="entries">
      {{#ISSUER}}
      <li><h3 class="entry-name">{{ISSUER_NAME}}</h3>
        {{#ISSUER_IS_LINKED}}
        <p class="meta">{{ISSUER_LINKED}}</p>
        <form method="post" action="{{PREFIX}}/account/ways/with/{{ISSUER_LINK_ID}}/remove">{{>fields/form_token.tpl}}<button class="usa-button usa-button--outline" type="submit">[[Remove {{ISSUER_NAME}}]]</button></form>
        {{/ISSUER_IS_LINKED}}
        {{#ISSUER_IS_NOT_LINKED}}
        <form method="post" action="{{PREFIX}}/sign-in/with/{{ISSUER_KEY}}">{{>fields/form_token.tpl}}<input type="hidden" name="link" value="1"><button class="usa-button" type="submit">[[Link {{ISSUER_NAME}}]]</button></form>
        {{/ISSUER_IS_NOT_LINKED}}
      </li>
      {{/ISSUER}}
    </ul>
  </section>
  {{/HAS_ISSUERS}}
  {{/MAY_CHANGE}}
</div>
