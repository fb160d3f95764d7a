<table class="data stack">
  <caption class="usa-sr-only">{{CAPTION}}</caption>
  <thead><tr>{{#HEAD}}<th scope="col"{{#NUMBER_COLUMN}} class="number"{{/NUMBER_COLUMN}}>{{LABEL}}</th>{{/HEAD}}</tr></thead>
  <tbody>
    {{#ROW}}
    <tr>{{#FIRST}}<th scope="row">{{#LINK}}<a class="name" href="{{URL}}">{{TEXT}}</a>{{/LINK}}{{#PLAIN}}<span>{{TEXT}}</span>{{/PLAIN}}{{>register/citations.tpl}}{{#NOTE}} <span class="place">{{NOTE}}</span>{{/NOTE}}</th>{{/FIRST}}{{#CELL}}<td data-label="{{LABEL}}"{{#NUMBER_COLUMN}} class="number"{{/NUMBER_COLUMN}}>{{#FILLED}}<span>{{>register/cell.tpl}}</span>{{/FILLED}}{{#MISSING}}<span class="meta">{{MISSING}}</span>{{/MISSING}}</td>{{/CELL}}</tr>
    {{/ROW}}
  </tbody>
</table>
