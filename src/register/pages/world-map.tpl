<svg class="world-map" viewBox="0 0 1000 487" role="img" aria-label="{{MAP_SUMMARY}}">
  <use class="map-sea" href="{{@map/world.svg}}#sea"></use>
  <use class="map-graticule" href="{{@map/world.svg}}#lines"></use>
  <use class="map-land" href="{{@map/world.svg}}#land"></use>
  {{#SHADE}}<use class="map-land map-shade-{{SHADE_LEVEL}}" href="{{@map/world.svg}}#{{SHADE_COUNTRY}}"></use>{{/SHADE}}
  {{#LINE}}<path class="map-line map-{{LINE_KIND}}" d="{{LINE_PATH}}"></path>{{/LINE}}
  {{#SPOT}}<circle class="map-spot" cx="{{SPOT_X}}" cy="{{SPOT_Y}}" r="{{SPOT_RADIUS}}"></circle>{{#SPOT_COUNTED}}<text class="map-count" x="{{SPOT_X}}" y="{{SPOT_Y}}">{{SPOT_COUNT}}</text>{{/SPOT_COUNTED}}{{/SPOT}}
</svg>
