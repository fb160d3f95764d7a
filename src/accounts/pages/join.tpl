<div class="wrap">
  <header class="record-head">
    <p class="kicker"><a href="{{ACTOR_URL}}">{{ACTOR_NAME}}</a></p>
    <h1>[[Act for {{ACTOR_NAME}}]]</h1>
    <p class="lede">[[Members of a government or organization change its records themselves. Everybody else can suggest changes.]]</p>
  </header>
  {{#IS_MEMBER}}
  <p>[[You are a member already.]] <a href="{{PREFIX}}/account">[[Your account]]</a></p>
  {{/IS_MEMBER}}
  {{#DOMAIN}}
  <form class="usa-form part" method="post" action="{{PREFIX}}/join/{{SLUG}}">{{>fields/form_token.tpl}}
    <p>[[Your address is on {{DOMAIN}}, so you can join at once.]]</p>
    <button class="usa-button" type="submit">[[Join]]</button>
  </form>
  {{/DOMAIN}}
  {{#ASKING}}
  <form class="usa-form part" method="post" action="{{PREFIX}}/join/{{SLUG}}">{{>fields/form_token.tpl}}
    {{#REASON_FIELD}}{{>fields/field.tpl}}{{/REASON_FIELD}}
    <button class="usa-button" type="submit">[[Ask to join]]</button>
    <p class="meta">[[A moderator decides, and you are told by mail. A manager can also invite you.]]</p>
  </form>
  {{/ASKING}}
</div>
