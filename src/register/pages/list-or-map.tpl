<nav class="views" aria-label="[[View]]">
  <ul>
    {{#VIEW}}
    <li>{{#VIEW_CURRENT}}<span aria-current="page">{{VIEW_LABEL}}</span>{{/VIEW_CURRENT}}{{#VIEW_OTHER}}<a href="{{VIEW_URL}}">{{VIEW_LABEL}}</a>{{/VIEW_OTHER}}</li>
    {{/VIEW}}
  </ul>
</nav>
