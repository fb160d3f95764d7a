{{#EXPORT}}
<details class="export">
  <summary>[[Export]]<svg class="usa-icon" aria-hidden="true" focusable="false"><use href="{{@img/icons.svg}}#expand_more"></use></svg></summary>
  <ul>
    {{#EXPORT_ITEM}}
    <li><a href="{{EXPORT_URL}}">{{EXPORT_LABEL}}</a> <span class="meta">{{EXPORT_PURPOSE}}</span></li>
    {{/EXPORT_ITEM}}
  </ul>
</details>
{{/EXPORT}}
