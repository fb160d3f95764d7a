import type { ExpressionSpecification, StyleSpecification } from 'maplibre-gl'

// The colors of web/styles/_map.scss, which draws the same without a script.
const sea = '#f3f7fa'
const land = '#e4e4dd'
const shades = ['#d3e5ec', '#b3d5e1', '#8bc1d3', '#62abc2', '#3b92ad']
const border = '#ffffff'
const navy = '#162e51'
const tieColors = { partnership: '#005ea2', presence: '#c05600', membership: '#8168b3' }

const letters = ['Public Sans', 'sans-serif'] // drawn by the browser: no server of glyphs is asked
const isOne: ExpressionSpecification = ['has', 'slug']
const isCluster: ExpressionSpecification = ['has', 'count']
const level: ExpressionSpecification = ['coalesce', ['feature-state', 'level'], 0]

/** The layers that one can press, what is smallest first. */
export const pressable = ['one', 'clusters', 'ties']

export function styleOf(frame: HTMLElement): StyleSpecification {
  const absolute = (address: string) => location.origin + address
  return {
    version: 8,
    sources: {
      countries: { type: 'geojson', data: absolute(frame.dataset.countries!), promoteId: 'code', tolerance: 0.2 },
      states: { type: 'geojson', data: absolute(frame.dataset.states!) },
      ties: { type: 'geojson', data: { type: 'FeatureCollection', features: [] } },
      actors: { type: 'vector', tiles: [absolute(frame.dataset.tiles!)], maxzoom: 16 },
    },
    layers: [
      { id: 'sea', type: 'background', paint: { 'background-color': sea } },
      { id: 'land', type: 'fill', source: 'countries', paint: { 'fill-color': ['match', level, 1, shades[0]!, 2, shades[1]!, 3, shades[2]!, 4, shades[3]!, 5, shades[4]!, land] } },
      { id: 'borders', type: 'line', source: 'countries', paint: { 'line-color': border, 'line-width': 0.8 } },
      { id: 'states', type: 'line', source: 'states', minzoom: 2.5, paint: { 'line-color': border, 'line-width': 0.8 } },
      {
        id: 'ties', type: 'line', source: 'ties', layout: { 'line-cap': 'round' },
        paint: {
          'line-color': ['match', ['get', 'kind'], 'partnership', tieColors.partnership, 'presence', tieColors.presence, tieColors.membership],
          'line-width': ['interpolate', ['linear'], ['zoom'], 0, 0.9, 6, 2],
          'line-opacity': 0.55,
        },
      },
      {
        id: 'clusters', type: 'circle', source: 'actors', 'source-layer': 'actors', filter: isCluster,
        paint: {
          'circle-color': navy, 'circle-opacity': 0.9, 'circle-stroke-color': border, 'circle-stroke-width': 1.5,
          'circle-radius': ['interpolate', ['linear'], ['ln', ['get', 'count']], 0, 9, 4, 14, 11, 24],
        },
      },
      {
        id: 'counts', type: 'symbol', source: 'actors', 'source-layer': 'actors', filter: isCluster,
        layout: {
          'text-field': ['number-format', ['get', 'count'], { locale: document.documentElement.lang }], 'text-font': letters, 'text-size': 11,
          'text-allow-overlap': true, 'text-ignore-placement': true,
        },
        paint: { 'text-color': '#ffffff' },
      },
      {
        id: 'one', type: 'circle', source: 'actors', 'source-layer': 'actors', filter: isOne,
        paint: { 'circle-color': navy, 'circle-stroke-color': border, 'circle-stroke-width': 1.5, 'circle-radius': 6 },
      },
      {
        id: 'names', type: 'symbol', source: 'actors', 'source-layer': 'actors', filter: isOne, minzoom: 3,
        layout: { 'text-field': ['get', 'name'], 'text-font': letters, 'text-size': 12, 'text-anchor': 'top', 'text-offset': [0, 0.7], 'text-max-width': 9 },
        paint: { 'text-color': navy, 'text-halo-color': '#ffffff', 'text-halo-width': 1.4 },
      },
    ],
  }
}
