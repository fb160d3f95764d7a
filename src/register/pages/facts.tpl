<dl class="facts">
  {{#FACT}}
  <dt>{{LABEL}}</dt><dd>{{#VALUE}}{{#COMMA}}, {{/COMMA}}{{>register/cell.tpl}}{{/VALUE}}</dd>
  {{/FACT}}
</dl>
