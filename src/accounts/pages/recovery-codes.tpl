<div class="wrap">
  <header class="record-head">
    <h1>{{PAGE_TITLE}}</h1>
    <p class="lede">[[Each signs you in once in place of a code of the app, should you lose it. Print them or put them into your password manager now: they are not shown again.]]</p>
  </header>
  <ol>
    {{#CODE}}
    <li><code>{{CODE_TEXT}}</code></li>
    {{/CODE}}
  </ol>
  <p><a class="usa-button" href="{{PREFIX}}/account/password">[[I have kept them]]</a></p>
</div>
