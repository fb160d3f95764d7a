<nav class="views" aria-label="[[View]]">
  <ul>
    {{#VIEW}}
    <li><a href="{{VIEW_URL}}"{{#VIEW_CURRENT}} aria-current="page"{{/VIEW_CURRENT}}>{{VIEW_LABEL}}</a></li>
    {{/VIEW}}
  </ul>
</nav>
