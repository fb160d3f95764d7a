<div class="map-frame" data-map data-tiles="{{TILES_URL}}" data-ties="{{TIES_URL}}" data-in-view="{{IN_VIEW_URL}}" data-bounds="{{BOUNDS}}" data-prefix="{{PREFIX}}" data-countries="{{@map/countries-coarse.json}}" data-countries-fine="{{@map/countries.json}}" data-states="{{@map/states.json}}" data-worker="{{@js/map-worker.js}}" data-site="{{SITE_NAME}}" data-text-map="[[Map of governments and organizations. Use the arrow keys to move it, plus and minus to zoom, Enter to open what is in the middle.]]" data-text-close="[[Close]]" data-text-open="[[Open the page]]" data-text-several="[[{n} here]]" data-text-more="[[Show more]]" data-text-nearer="[[Zoom in]]" data-text-farther="[[Zoom out]]" data-text-ties="[[{shown} of {recorded} ties are drawn: the others have no known position, or are too many at once.]]" data-credit="[[Shapes: Natural Earth, US Census Bureau]]">
  {{#WORLD_MAP}}
  {{>register/world-map.tpl}}
  {{/WORLD_MAP}}
</div>
