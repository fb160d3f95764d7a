{{#EXPORT}}
<details class="export">
  <summary>[[Export]]<svg class="usa-icon" aria-hidden="true" focusable="false"><use href="{{@img/icons.svg}}#expand_more"></use></svg></summary>
  <ul>
    {{#EXPORT_ITEM}}
    <li><a href="{{EXPORT_URL}}">{{EXPORT_LABEL}}</a> <span class="meta">{{EXPORT_PURPOSE}}</span></li>
    {{/EXPORT_ITEM}}
  </ul>
</details>
<details class="export" id="as-of">
  <summary>[[As of a date]]<svg class="usa-icon" aria-hidden="true" focusable="false"><use href="{{@img/icons.svg}}#expand_more"></use></svg></summary>
  <form class="date-form" action="{{DATED_URL}}" method="get">
    {{#DATED_FILTER}}
    <input type="hidden" name="{{FILTER_NAME}}" value="{{FILTER_VALUE}}">
    {{/DATED_FILTER}}
    <label>[[Show this as it stood at the end of]] <input class="usa-input" type="date" name="as_of" required></label>
    <button class="usa-button usa-button--outline" type="submit">[[Show]]</button>
  </form>
</details>
{{/EXPORT}}
