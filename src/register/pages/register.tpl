<div class="wrap">
  <header class="record-head">
    <h1>[[Register]]</h1>
    <p class="lede">[[Every government and organization with something on the record.]]</p>
    {{>register/list-or-map.tpl}}
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
    {{>register/filters.tpl}}
    <div>
      <h2 class="usa-sr-only">[[Results]]</h2>
      {{>register/chips.tpl}}
      <div class="list-head">
        <p>{{TOTAL}}</p>
        <nav class="sort" aria-label="[[Order]]"><ul><li>[[Sort by]]</li>{{#SORT}}<li><a href="{{SORT_URL}}"{{#SORT_CURRENT}} aria-current="true"{{/SORT_CURRENT}}>{{SORT_LABEL}}</a></li>{{/SORT}}</ul></nav>
        {{>register/follow.tpl}}
        {{>register/export.tpl}}
      </div>
      {{#NOTHING}}
      <section class="notice">
        <h2>[[Nothing matches]]</h2>
        <p>[[No government or organization on record meets all of these filters. Remove one above, or search for a place by name.]] <a href="{{FILTERED_URL}}">[[Show all governments and organizations]]</a></p>
        <p>[[If you know of one that does, it can be added with its source.]] <a href="{{PREFIX}}/about-the-data#adding">[[How records are added]]</a></p>
      </section>
      {{/NOTHING}}
      {{#TABLE}}
      {{>register/table.tpl}}
      {{/TABLE}}
      {{>pagination.tpl}}
      {{#PAGE_FEED_URL}}
      <p class="more"><a href="{{PAGE_FEED_URL}}">[[Follow changes (Atom feed)]]</a></p>
      {{/PAGE_FEED_URL}}
    </div>
  </div>
</div>
