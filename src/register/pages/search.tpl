<div class="wrap">
  <header class="record-head">
    <h1>[[Search]]</h1>
  </header>
  <form class="search search-large" action="{{PREFIX}}/search" role="search" aria-label="[[Site]]">
    <div class="search-box">
      <label class="usa-sr-only" for="page-search">[[Search the record]]</label>
      <input id="page-search" name="q" type="search" value="{{SEARCH_TEXT}}" maxlength="200"
        data-suggest="{{PREFIX}}/search.json" data-suggest-label="[[Suggestions]]" data-suggest-one="[[1 suggestion]]"
        data-suggest-count="[[{count} suggestions, use the arrow keys]]" data-suggest-none="[[No suggestions]]"
        data-suggest-unrecorded="[[nothing recorded yet]]">
    </div>
    <button class="search-button" type="submit">[[Search]]</button>
  </form>
  {{#NOTHING}}
  <section class="notice">
    <h2>[[Nothing found for “{{QUERY}}”]]</h2>
    <p>[[Check the spelling, try fewer words, or leave out the state or country. Accents and capital letters make no difference.]]</p>
    <p><a href="{{PREFIX}}/register">[[Browse the Register instead]]</a></p>
  </section>
  {{/NOTHING}}
  {{#ASKED_NOTHING}}
  <section class="part prose">
    <h2>[[What you can search for]]</h2>
    <p>[[Governments, organizations, partnerships, activities, practices, convenings, people and themes, by any part of their names. Also every country, state, county, city and town in the world, even where nothing is recorded yet.]]</p>
    <p><a href="{{PREFIX}}/register">[[Browse the Register]]</a></p>
  </section>
  {{/ASKED_NOTHING}}
  {{#RESULTS}}
  <section class="part">
    <div class="list-head">
      <h2>{{TOTAL}}</h2>
      {{>register/follow.tpl}}
      {{>register/export.tpl}}
    </div>
    <ul class="entries">
      {{#FOUND}}
      <li><h3 class="entry-name"><a href="{{URL}}">{{TEXT}}</a> {{#RECORDED}}<span class="tag">{{FOUND_LABEL}}</span>{{/RECORDED}}{{#UNRECORDED}}<span class="tag tag-plain">{{FOUND_LABEL}}</span>{{/UNRECORDED}}</h3><ul class="inline meta">{{#CONTEXT}}<li>{{CONTEXT}}</li>{{/CONTEXT}}{{#UNRECORDED}}<li>[[nothing recorded yet]]</li>{{/UNRECORDED}}</ul></li>
      {{/FOUND}}
    </ul>
  </section>
  {{/RESULTS}}
  {{>pagination.tpl}}
</div>
