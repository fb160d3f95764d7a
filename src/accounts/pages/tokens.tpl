<div class="wrap">
  <header class="record-head">
    <h1>{{PAGE_TITLE}}</h1>
    <p class="lede">[[For programs and scripts that work in your name. Reading the public record needs none:]] <a href="{{PREFIX}}/developers">[[For developers]]</a></p>
  </header>
  {{>fields/errors.tpl}}
  {{#NEW_TOKEN}}
  <section class="notice" role="status">
    <h2>[[Your new token]]</h2>
    <p>[[Copy it now: it is shown this once, and is kept nowhere. Whoever has it can do what it may.]]</p>
    <p class="code" translate="no">{{NEW_TOKEN}}</p>
  </section>
  {{/NEW_TOKEN}}
  <section class="part">
    <h2>[[Tokens you have]]</h2>
    {{#HAS_NO_TOKENS}}<p>[[You have no token.]]</p>{{/HAS_NO_TOKENS}}
    {{#HAS_TOKENS}}
    <ul class="entries">
      {{#TOKEN}}
      <li><h3 class="entry-name">{{TOKEN_NAME}}{{#HAS_ENDED}} <span class="tag tag-plain">[[expired]]</span>{{/HAS_ENDED}}</h3>
        <ul class="inline meta"><li class="code" translate="no">{{TOKEN_HINT}}…</li>{{#SCOPE}}<li>{{SCOPE_LABEL}}</li>{{/SCOPE}}</ul>
        <ul class="inline meta"><li>[[made {{TOKEN_MADE}}]]</li><li>{{#RUNS}}[[expires {{TOKEN_ENDS}}]]{{/RUNS}}{{#HAS_ENDED}}[[expired {{TOKEN_ENDS}}]]{{/HAS_ENDED}}</li><li>{{#TOKEN_USED}}[[last used {{TOKEN_USED}}]]{{/TOKEN_USED}}{{#WAS_NOT_USED}}[[never used]]{{/WAS_NOT_USED}}</li></ul>
        <form method="post" action="{{PREFIX}}/account/tokens/{{TOKEN_ID}}/revoke">{{>fields/form_token.tpl}}<button class="usa-button usa-button--outline" type="submit">[[Revoke {{TOKEN_NAME}}]]</button></form>
      </li>
      {{/TOKEN}}
    </ul>
    {{/HAS_TOKENS}}
  </section>
  <section class="part">
    <h2>[[Another token]]</h2>
    <form class="usa-form" method="post" action="{{PREFIX}}/account/tokens">
      {{>fields/form_token.tpl}}
      {{#TOKEN_FIELD}}{{>fields/field.tpl}}{{/TOKEN_FIELD}}
      <button class="usa-button" type="submit">[[Make a token]]</button>
    </form>
  </section>
</div>
