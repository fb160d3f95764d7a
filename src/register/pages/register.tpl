<div class="wrap">
  <header class="record-head">
    <h1>[[Register]]</h1>
    <p class="lede">[[Every government and organization with something on the record.]]</p>
    <ul class="inline meta">
      <li><a href="{{PREFIX}}/register/partnerships">[[Partnerships]]</a></li>
      <li><a href="{{PREFIX}}/register/activities">[[Activities]]</a></li>
      <li><a href="{{PREFIX}}/register/practices">[[Practices]]</a></li>
      <li><a href="{{PREFIX}}/register/commitments">[[Commitments]]</a></li>
      <li><a href="{{PREFIX}}/register/people">[[People]]</a></li>
      <li><a href="{{PREFIX}}/register/sources">[[Sources]]</a></li>
    </ul>
  </header>
  <div class="with-facets">
    <details class="facets" data-open-from="62em">
      <summary>[[Filters]]<svg class="usa-icon" aria-hidden="true" focusable="false"><use href="{{@img/icons.svg}}#expand_more"></use></svg></summary>
      <form action="{{LIST_URL}}" aria-label="[[Filters]]">
        {{#FIELD}}
        {{>fields/field.tpl}}
        {{/FIELD}}
        <input type="hidden" name="sort" value="{{SORT_VALUE}}">
        <div class="facet-actions"><button class="usa-button" type="submit">[[Apply filters]]</button> <a href="{{LIST_URL}}">[[Clear all]]</a></div>
      </form>
    </details>
    <div>
      <h2 class="usa-sr-only">[[Results]]</h2>
      {{#CHIPS}}
      <ul class="chips" aria-label="[[Active filters]]">
        {{#CHIP}}
        <li><a class="chip" href="{{CHIP_URL}}"><span class="usa-sr-only">[[Remove filter:]] </span>{{CHIP_LABEL}}<svg class="usa-icon" aria-hidden="true" focusable="false"><use href="{{@img/icons.svg}}#close"></use></svg></a></li>
        {{/CHIP}}
        <li><a class="chip chip-clear" href="{{LIST_URL}}">[[Clear all]]</a></li>
      </ul>
      {{/CHIPS}}
      <div class="list-head">
        <p>{{TOTAL}}</p>
        <nav class="sort" aria-label="[[Order]]"><ul><li>[[Sort by]]</li>{{#SORT}}<li><a href="{{SORT_URL}}"{{#SORT_CURRENT}} aria-current="true"{{/SORT_CURRENT}}>{{SORT_LABEL}}</a></li>{{/SORT}}</ul></nav>
      </div>
      {{#NOTHING}}
      <section class="notice">
        <h2>[[Nothing matches]]</h2>
        <p>[[No government or organization on record meets all of these filters. Remove one above, or search for a place by name.]] <a href="{{LIST_URL}}">[[Show all governments and organizations]]</a></p>
        <p>[[If you know of one that does, it can be added with its source.]] <a href="{{PREFIX}}/about-the-data#adding">[[How records are added]]</a></p>
      </section>
      {{/NOTHING}}
      {{#TABLE}}
      {{>register/table.tpl}}
      {{/TABLE}}
      {{>pagination.tpl}}
      {{>register/export.tpl}}
      {{#PAGE_FEED_URL}}
      <p class="more"><a href="{{PAGE_FEED_URL}}">[[Follow changes (Atom feed)]]</a></p>
      {{/PAGE_FEED_URL}}
    </div>
  </div>
</div>
