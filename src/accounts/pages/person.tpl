<div class="wrap">
  <header class="record-head">
    <p class="kicker"><a href="{{PREFIX}}/people">[[People]]</a></p>
    <h1>{{PERSON}}</h1>
    {{#ACCOUNT}}
    <p class="lede">{{EMAIL}} · {{ROLE}} · [[Since {{SINCE}}]]{{#IS_DISABLED}} · [[disabled]]{{/IS_DISABLED}}</p>
    {{/ACCOUNT}}
  </header>
  <section class="part">
    <h2>[[Acts for]]</h2>
    <ul class="entries">
      {{#ACTOR}}
      <li><a href="{{MEMBERS_URL}}">{{ACTOR_NAME}}</a> {{#IS_MANAGER}}<span class="tag">[[Manager]]</span>{{/IS_MANAGER}}</li>
      {{/ACTOR}}
    </ul>
  </section>
  <section class="part">
    <h2>[[Role]]</h2>
    <form class="usa-form" method="post" action="{{PREFIX}}/people/{{ACCOUNT_ID}}">{{>fields/form_token.tpl}}
      {{#ROLE_FIELD}}{{>fields/field.tpl}}{{/ROLE_FIELD}}
      <button class="usa-button" type="submit" name="act" value="role">[[Save]]</button>
    </form>
  </section>
  <section class="part">
    <h2>[[More]]</h2>
    <form class="acts" method="post" action="{{PREFIX}}/people/{{ACCOUNT_ID}}">{{>fields/form_token.tpl}}
      {{#IS_NOT_TRUSTED}}<button class="usa-button usa-button--outline" type="submit" name="act" value="trust">[[Trust: changes of public records apply at once]]</button>{{/IS_NOT_TRUSTED}}
      {{#IS_TRUSTED}}<button class="usa-button usa-button--outline" type="submit" name="act" value="distrust">[[No longer trust: changes wait for a moderator]]</button>{{/IS_TRUSTED}}
      <button class="usa-button usa-button--outline" type="submit" name="act" value="sign-out">[[End all sessions and revoke all API tokens]]</button>
      <a class="usa-button usa-button--outline" href="{{BLOCK_URL}}">[[Block from changing the record]]</a>
      {{#CAN_DISABLE}}<button class="usa-button usa-button--outline" type="submit" name="act" value="disable">[[Disable the account]]</button>{{/CAN_DISABLE}}
      {{#CAN_ENABLE}}<button class="usa-button usa-button--outline" type="submit" name="act" value="enable">[[Let them sign in again]]</button>{{/CAN_ENABLE}}
    </form>
  </section>
</div>
