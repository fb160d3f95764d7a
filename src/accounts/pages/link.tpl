<div class="wrap">
  <header class="record-head">
    <h1>[[Sign in]]</h1>
    {{#IS_FIRST}}
    <p class="lede">[[You make the first administrator of this hub.]]</p>
    {{/IS_FIRST}}
    {{#EMAIL}}
    <p class="lede">[[You sign in as {{EMAIL}}.]]</p>
    {{/EMAIL}}
  </header>
  <form class="usa-form part" method="post" action="{{PREFIX}}/sign-in/link/{{TOKEN}}">
    {{>fields/form_token.tpl}}
    {{#FIELD}}{{>fields/field.tpl}}{{/FIELD}}
    <button class="usa-button" type="submit">[[Sign in]]</button>
  </form>
</div>
