// The shapes of the map, from the world-atlas and us-atlas packages: for the map program as GeoJSON, and for pages without
// a script as an SVG of which each country is one element.
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { geoEqualEarth, geoGraticule, geoPath } from 'd3-geo'
import { feature, mesh } from 'topojson-client'

const packages = resolve(fileURLToPath(import.meta.url), '../../node_modules')
const read = (file) => JSON.parse(readFileSync(join(packages, file), 'utf8'))
const isoCodes = '/usr/share/iso-codes/json/iso_3166-1.json' // Debian's iso-codes, as the gazetteer's build reads it

// What src/register/map/equal_earth.cpp assumes.
const width = 1000
const height = 487

const codes = new Map(JSON.parse(readFileSync(isoCodes, 'utf8'))['3166-1'].map((country) => [country.numeric, country.alpha_2]))
const codeOf = (shape) => codes.get(shape.id) ?? (shape.properties.name === 'Kosovo' ? 'XK' : undefined)

function countries(resolution) {
  const topology = read(`world-atlas/countries-${resolution}.json`)
  return feature(topology, topology.objects.countries).features
}

// Two digits after the point are about a kilometer. What is smaller than that at the edge of a shape goes.
function rounded(ring) {
  const points = []
  for (const [longitude, latitude] of ring) {
    const point = [Math.round(longitude * 100) / 100, Math.round(latitude * 100) / 100]
    const last = points.at(-1)
    if (!last || last[0] !== point[0] || last[1] !== point[1]) points.push(point)
  }
  return points
}

// A ring over the antimeridian counts on past 180° instead of running back around the earth; one around a pole, which then
// does not close, is closed below the map's edge.
function unrolled(ring) {
  const points = []
  for (const [longitude, latitude] of ring) {
    const before = points.length > 0 ? points.at(-1)[0] : longitude
    points.push([longitude + 360 * Math.round((before - longitude) / 360), latitude])
  }
  const [first, last] = [points[0], points.at(-1)]
  if (Math.abs(last[0] - first[0]) < 180) return points
  const edge = Math.sign(first[1]) * 89
  return [...points, [last[0], edge], [first[0], edge], first]
}

function polygons(geometry) {
  const all = geometry.type === 'MultiPolygon' ? geometry.coordinates : [geometry.coordinates]
  return all.map((rings) => rings.map((ring) => rounded(unrolled(ring))).filter((ring) => ring.length >= 4)).filter((rings) => rings.length > 0)
}

function collection(shapes) {
  return JSON.stringify({
    type: 'FeatureCollection',
    features: shapes.map((shape) => ({
      type: 'Feature',
      properties: { code: codeOf(shape) ?? '' },
      geometry: { type: 'MultiPolygon', coordinates: polygons(shape.geometry) },
    })),
  })
}

/** Every country with its ISO 3166-1 code, at 1:50 million. */
export const countriesGeoJson = () => collection(countries('50m'))

/** The same for the whole earth at once, at 1:110 million. */
export const coarseCountriesGeoJson = () => collection(coarseCountries())

/** Those that the coarse shapes leave out are taken from the finer ones. */
function coarseCountries() {
  const coarse = countries('110m')
  const known = new Set(coarse.map(codeOf))
  return [...coarse, ...countries('50m').filter((shape) => !known.has(codeOf(shape)))]
}

/** The borders between the states of the United States. */
export function statesGeoJson() {
  const topology = read('us-atlas/states-10m.json')
  const borders = mesh(topology, topology.objects.states, (one, other) => one !== other)
  const lines = borders.coordinates.map(rounded).filter((line) => line.length > 1)
  return JSON.stringify({ type: 'Feature', properties: {}, geometry: { type: 'MultiLineString', coordinates: lines } })
}

/** The world in Equal Earth: `#sea`, `#lines`, `#land`, and each country by its code. */
export function worldSvg() {
  const projection = geoEqualEarth().fitSize([width, height], { type: 'Sphere' })
  const path = geoPath(projection).digits(0)
  const shapes = coarseCountries()
  const land = []
  const named = new Set() // a code names one element: what else has it (a territory drawn apart) is land without a name
  for (const shape of shapes) {
    const drawing = path(shape)
    if (!drawing) continue
    const code = codeOf(shape)
    land.push(code && !named.has(code) ? `<path id="${code}" d="${drawing}"/>` : `<path d="${drawing}"/>`)
    if (code) named.add(code)
  }
  const elements = [
    `<path id="sea" d="${path({ type: 'Sphere' })}"/>`,
    `<path id="lines" d="${path(geoGraticule().step([30, 30])())}"/>`,
    `<g id="land">${land.join('\n')}</g>`,
  ]
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}"><defs>${elements.join('\n')}</defs></svg>`
}
