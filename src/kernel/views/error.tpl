<div class="wrap">
  <header class="record-head">
    <p class="kicker">[[Error {{ERROR_STATUS}}]]</p>
    <h1>{{PAGE_TITLE}}</h1>
    {{#ERROR_MESSAGE}}
    <p class="lede">{{ERROR_MESSAGE}}</p>
    {{/ERROR_MESSAGE}}
  </header>
  <p>{{ERROR_ADVICE}}</p>
  {{#ERROR_SEARCH}}
  {{>search_large.tpl}}
  {{/ERROR_SEARCH}}
  <ul class="plain">
    <li><a href="{{HOME}}">[[Home]]</a></li>
    {{#SITE_NAVIGATION}}
    <li><a href="{{SITE_LINK_URL}}">{{SITE_LINK_LABEL}}</a></li>
    {{/SITE_NAVIGATION}}
  </ul>
  {{#REQUEST_ID}}
  <p class="more meta">[[Request number:]] <code>{{REQUEST_ID}}</code></p>
  {{/REQUEST_ID}}
</div>
