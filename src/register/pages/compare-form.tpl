{{#COMPARE}}
<form class="compare-form" action="{{COMPARE_ACTION}}" method="get">
  {{#FIELD}}
  {{>fields/field.tpl}}
  {{/FIELD}}
  <button class="usa-button usa-button--outline" type="submit">[[Compare versions]]</button>
</form>
{{/COMPARE}}
