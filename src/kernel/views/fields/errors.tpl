{{#ERROR_SUMMARY}}
<div class="usa-alert usa-alert--error" role="alert">
  <div class="usa-alert__body">
    <h2 class="usa-alert__heading">[[Some answers need another look]]</h2>
    <ul>
      {{#ERROR_ITEM}}
      <li><a href="#{{FIELD_NAME}}">{{FIELD_LABEL}}: {{FIELD_ERROR}}</a></li>
      {{/ERROR_ITEM}}
    </ul>
  </div>
</div>
{{/ERROR_SUMMARY}}
