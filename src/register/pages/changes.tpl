{{#CREATED}}
<dl class="facts">
  {{#CHANGE}}
  <dt>{{LABEL}}</dt><dd>{{AFTER}}</dd>
  {{/CHANGE}}
</dl>
{{/CREATED}}
{{#CHANGES}}
<table class="data diff stack">
  <caption class="usa-sr-only">[[What changes]]</caption>
  <thead><tr><th scope="col">[[Field]]</th><th scope="col">[[Before]]</th><th scope="col">[[After]]</th></tr></thead>
  <tbody>
    {{#CHANGE}}
    <tr><th scope="row">{{LABEL}}</th><td data-label="[[Before]]">{{#WAS_EMPTY}}<span class="meta">[[empty]]</span>{{/WAS_EMPTY}}{{#BEFORE}}<del>{{BEFORE}}</del>{{/BEFORE}}</td><td data-label="[[After]]">{{#IS_EMPTY}}<span class="meta">[[empty]]</span>{{/IS_EMPTY}}{{#AFTER}}<ins>{{AFTER}}</ins>{{/AFTER}}</td></tr>
    {{/CHANGE}}
  </tbody>
</table>
{{/CHANGES}}
