<div class="wrap">
  <header class="record-head">
    <p class="kicker">[[Error {{ERROR_STATUS}}]]</p>
    <h1>{{TITLE}}</h1>
    {{#ERROR_MESSAGE}}
    <p class="lede">{{ERROR_MESSAGE}}</p>
    {{/ERROR_MESSAGE}}
  </header>
  <p>{{ERROR_ADVICE}}</p>
  {{#ERROR_SEARCH}}
  {{>search.tpl}}
  {{/ERROR_SEARCH}}
  <p class="more"><a href="{{HOME}}">[[Go to the home page]]</a></p>
  {{#REQUEST_ID}}
  <p class="meta">[[Number of this request: {{REQUEST_ID}}]]</p>
  {{/REQUEST_ID}}
</div>
