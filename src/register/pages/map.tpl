<link rel="stylesheet" href="{{@css/map.css}}">
<script src="{{@js/map.js}}" defer></script>
<div class="wrap">
  <header class="record-head">
    <h1>[[Map]]</h1>
    <p class="lede">[[Who works with the world, where, and with which countries.]]</p>
    {{>register/list-or-map.tpl}}
  </header>
  <div class="with-facets">
    {{>register/filters.tpl}}
    <div>
      <h2 class="usa-sr-only">[[Results]]</h2>
      {{>register/chips.tpl}}
      <div class="list-head">
        <p>{{TOTAL}}</p>
        <p class="meta">{{SHOWN}}</p>
        {{>register/export.tpl}}
      </div>
      <figure class="map">
        {{>register/map-frame.tpl}}
        <figcaption>
          <ul class="map-legend">
            <li><span class="map-key map-key-partnership"></span>[[Partnerships]]</li>
            <li><span class="map-key map-key-presence"></span>[[Offices abroad]]</li>
            <li><span class="map-key map-key-membership"></span>[[Memberships]]</li>
            <li><span>[[Ties with a country]]</span>{{#SHADE_STEP}}<span class="map-step map-step-{{STEP_LEVEL}}">{{STEP_RANGE}}</span>{{/SHADE_STEP}}</li>
          </ul>
          <p class="meta" role="status" data-map-status></p>
          <p class="meta">[[Shapes: Natural Earth, US Census Bureau]]</p>
        </figcaption>
      </figure>
      <ul class="inline map-tools">
        <li><a href="{{LIST_URL}}">[[Show as table]]</a></li>
        <li data-map-download hidden><button class="usa-button usa-button--unstyled" type="button">[[Download as an image]]</button></li>
      </ul>
      <details class="map-embed">
        <summary>[[Embed]]</summary>
        <label class="usa-label" for="embed-code">[[Copy this into your page]]</label>
        <textarea class="usa-input map-code" id="embed-code" rows="3" readonly>{{EMBED_CODE:pre_escape}}</textarea>
      </details>
      <details class="map-in-view" data-map-in-view hidden>
        <summary><h2>[[In view]] <span class="count" data-map-in-view-count></span></h2></summary>
        <ol class="entries-grid" data-map-in-view-list></ol>
        <p><button class="usa-button usa-button--outline" type="button" data-map-in-view-more hidden>[[Show more]]</button></p>
      </details>
      <section class="part" id="table">
        <h2>[[As a table]]</h2>
        {{#NOTHING}}
        <p>[[No government or organization on record meets all of these filters. Remove one above, or search for a place by name.]]</p>
        {{/NOTHING}}
        {{#TABLE}}
        {{>register/table.tpl}}
        {{/TABLE}}
        {{>pagination.tpl}}
      </section>
    </div>
  </div>
</div>
