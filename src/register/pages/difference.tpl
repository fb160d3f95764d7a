<table class="data diff stack">
  <caption class="usa-sr-only">{{DIFFERENCE_CAPTION}}</caption>
  <thead><tr><th scope="col">[[Field]]</th><th scope="col">{{BEFORE_HEADING}}</th><th scope="col">{{AFTER_HEADING}}</th></tr></thead>
  <tbody>
    {{#CHANGE}}
    <tr><th scope="row">{{LABEL}}</th><td data-label="{{BEFORE_HEADING}}"><span>{{#WAS_EMPTY}}<span class="meta">[[empty]]</span>{{/WAS_EMPTY}}{{#BEFORE}}{{#SAME}}{{TEXT}}{{/SAME}}{{#REMOVED}}<del>{{TEXT}}</del>{{/REMOVED}}{{/BEFORE}}</span></td><td data-label="{{AFTER_HEADING}}"><span>{{#IS_EMPTY}}<span class="meta">[[empty]]</span>{{/IS_EMPTY}}{{#AFTER}}{{#SAME}}{{TEXT}}{{/SAME}}{{#ADDED}}<ins>{{TEXT}}</ins>{{/ADDED}}{{/AFTER}}</span></td></tr>
    {{/CHANGE}}
  </tbody>
</table>
