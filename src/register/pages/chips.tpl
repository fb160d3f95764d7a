{{#CHIPS}}
<ul class="chips" aria-label="[[Active filters]]">
  {{#CHIP}}
  <li><a class="chip" href="{{CHIP_URL}}"><span class="usa-sr-only">[[Remove filter:]] </span>{{CHIP_LABEL}}<svg class="usa-icon" aria-hidden="true" focusable="false"><use href="{{@img/icons.svg}}#close"></use></svg></a></li>
  {{/CHIP}}
  <li><a class="chip chip-clear" href="{{FILTERED_URL}}">[[Clear all]]</a></li>
</ul>
{{/CHIPS}}
