<div class="wrap">
  <header class="record-head">
    <h1>[[Your account]]</h1>
    <p class="lede">{{EMAIL}} · {{ROLE}}</p>
  </header>
  {{#NEEDS_PASSKEY}}
  <section class="notice">
    <h2>[[Sign in with a passkey]]</h2>
    <p>[[Your role needs more than a link by mail. Until then you are a member like everybody.]] <a href="{{PREFIX}}/account/ways">[[Passkeys and other ways to sign in]]</a></p>
  </section>
  {{/NEEDS_PASSKEY}}
  <section class="part">
    <h2>[[Name]]</h2>
    <form class="usa-form" method="post" action="{{PREFIX}}/account/name">
      {{>fields/form_token.tpl}}
      {{#NAME_FIELD}}{{>fields/field.tpl}}{{/NAME_FIELD}}
      <button class="usa-button" type="submit">[[Save]]</button>
    </form>
  </section>
  <section class="part">
    <h2>[[For whom you act]]</h2>
    {{#NO_ACTORS}}<p>[[For nobody yet. On the page of your government or organization, choose “Act for it”.]]</p>{{/NO_ACTORS}}
    <ul class="entries">
      {{#ACTOR}}
      <li><a href="{{ACTOR_URL}}">{{ACTOR_NAME}}</a>{{#MEMBERS_URL}} · <a href="{{MEMBERS_URL}}">[[Members]]</a>{{/MEMBERS_URL}}</li>
      {{/ACTOR}}
      {{#ASKED}}
      <li><a href="{{ACTOR_URL}}">{{ACTOR_NAME}}</a> · [[you asked; a moderator will decide]]</li>
      {{/ASKED}}
    </ul>
  </section>
  {{#LINKS}}
  <section class="part">
    <h2>[[Your work]]</h2>
    <ul class="entries">
      {{#LINK}}
      <li><a href="{{LINK_URL}}">{{LINK_LABEL}}</a></li>
      {{/LINK}}
    </ul>
  </section>
  {{/LINKS}}
  <section class="part">
    <h2>[[Ways to sign in]]</h2>
    <p><a href="{{PREFIX}}/account/ways">[[Passkeys and other ways to sign in]]</a></p>
  </section>
  <section class="part">
    <h2>[[Programs]]</h2>
    <p><a href="{{PREFIX}}/account/tokens">[[API tokens for programs that work in your name]]</a></p>
  </section>
  <section class="part">
    <h2>[[Where you are signed in]]</h2>
    <p>[[This session ends on {{ENDS}} unless you open another page before.]]</p>
    <ul class="entries">
      {{#SESSION}}
      <li><h3 class="entry-name">{{#IS_THIS}}[[This browser]]{{/IS_THIS}}{{#IS_OTHER}}[[Another browser]]{{/IS_OTHER}}</h3>
        <ul class="inline meta"><li>[[Since {{STARTED}}]]</li><li>{{STRENGTH}}</li><li>[[last used {{SEEN}}]]</li><li>{{CLIENT}}</li></ul>
        {{#AGENT}}<p class="meta">{{AGENT}}</p>{{/AGENT}}
        {{#IS_OTHER}}<form method="post" action="{{PREFIX}}/account/sessions/end">{{>fields/form_token.tpl}}<input type="hidden" name="session" value="{{SESSION_ID}}"><button class="usa-button usa-button--outline" type="submit">[[End this session]]</button></form>{{/IS_OTHER}}
      </li>
      {{/SESSION}}
    </ul>
    {{#HAS_OTHERS}}
    <form method="post" action="{{PREFIX}}/account/sessions/end">{{>fields/form_token.tpl}}<input type="hidden" name="session" value="others"><button class="usa-button usa-button--outline" type="submit">[[End all other sessions]]</button></form>
    {{/HAS_OTHERS}}
  </section>
  <section class="part">
    <h2>[[E-mail address]]</h2>
    <form class="usa-form" method="post" action="{{PREFIX}}/account/email">
      {{>fields/form_token.tpl}}
      {{#EMAIL_FIELD}}{{>fields/field.tpl}}{{/EMAIL_FIELD}}
      <button class="usa-button" type="submit">[[Send a link to confirm it]]</button>
    </form>
  </section>
  <section class="part">
    <h2>[[Your data]]</h2>
    <ul class="plain">
      <li><a href="{{PREFIX}}/account/data.json">[[Download everything that is stored about you]]</a></li>
      <li><a href="{{PREFIX}}/account/leave">[[Delete your account]]</a></li>
    </ul>
  </section>
</div>
