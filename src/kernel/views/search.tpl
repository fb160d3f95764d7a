<form class="search" action="{{SITE_SEARCH_URL}}" role="search" aria-label="[[Site]]">
  <div class="search-box">
    <label class="usa-sr-only" for="site-search">[[Search the record]]</label>
    <input id="site-search" name="q" type="search" value="{{PAGE_SEARCH_TEXT}}" placeholder="[[City, partner or topic]]" maxlength="200"
      data-suggest="{{SITE_SUGGEST_URL}}" data-suggest-label="[[Suggestions]]" data-suggest-one="[[1 suggestion]]"
      data-suggest-count="[[{count} suggestions, use the arrow keys]]" data-suggest-none="[[No suggestions]]"
      data-suggest-unrecorded="[[nothing recorded yet]]">
  </div>
  <button class="search-button" type="submit"><svg class="usa-icon" role="img" aria-label="[[Search]]" focusable="false"><use href="{{@img/icons.svg}}#search"></use></svg></button>
</form>
