<details class="facets" data-open-from="62em">
  <summary>[[Filters]]<svg class="usa-icon" aria-hidden="true" focusable="false"><use href="{{@img/icons.svg}}#expand_more"></use></svg></summary>
  <form action="{{FILTERED_URL}}" aria-label="[[Filters]]">
    {{#FIELD}}
    {{>fields/field.tpl}}
    {{/FIELD}}
    <input type="hidden" name="sort" value="{{SORT_VALUE}}">
    <div class="facet-actions"><button class="usa-button" type="submit">[[Apply filters]]</button> <a href="{{FILTERED_URL}}">[[Clear all]]</a></div>
  </form>
</details>
