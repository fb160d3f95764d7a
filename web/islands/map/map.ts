import { GeoJSONSource, Map as MapView, NavigationControl, setWorkerUrl } from 'maplibre-gl'
import type { LngLat, MapGeoJSONFeature } from 'maplibre-gl'

import { Card, textOf } from './card'
import { offerDownload } from './download'
import { showInView } from './in-view'
import { pressable, styleOf } from './style'

interface Ties extends GeoJSON.FeatureCollection {
  recorded: number
  shown: number
  cut: boolean
  countries: Record<string, number>
}

/** As the server shades: see shade_level in world_map.cpp. */
const shadeLevel = (count: number) => [1, 2, 5, 10, 25].filter((least) => count >= least).length

const fineZoom = 2.5 // where a coarse coast begins to show its corners
const farthestZoom = 16
const worldWidth = 512 // pixels at zoom 0

export function showMap(frame: HTMLElement): void {
  setWorkerUrl(new URL(frame.dataset.worker!, location.href).href)
  const drawing = frame.querySelector('svg')
  const place = document.createElement('div')
  place.className = 'map-canvas'
  frame.append(place)
  const text = textOf(frame)
  const map = new MapView({
    container: place,
    style: styleOf(frame),
    center: [-20, 28],
    zoom: Math.log2(frame.clientWidth / worldWidth),
    minZoom: -1,
    maxZoom: farthestZoom,
    hash: 'at',
    attributionControl: false, // the page says it, in words that can be read and translated
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    fadeDuration: 0,
    locale: {
      'Map.Title': text('map'),
      'NavigationControl.ZoomIn': text('nearer'),
      'NavigationControl.ZoomOut': text('farther'),
    },
  })
  map.touchZoomRotate.disableRotation()
  map.addControl(new NavigationControl({ showCompass: false }), 'top-right')
  const bounds = frame.dataset.bounds?.split(',').map(Number)
  if (bounds?.length === 4 && !location.hash.includes('at=')) {
    map.fitBounds(bounds as [number, number, number, number], { padding: 40, maxZoom: 8, animate: false })
  }
  const card = new Card(frame, map.getCanvas())

  map.once('load', () => {
    frame.classList.add('is-live')
    drawing?.remove()
    void showTies(map, frame)
    showInView(map, frame)
    refineShapes(map, frame)
    offerDownload(map, frame)
  })
  map.on('click', (event) => press(map, card, frame, featureNear(map, event.point), event.lngLat))
  pressByKeyboard(map, card, frame)
  map.on('mousemove', (event) => {
    map.getCanvas().style.cursor = featureNear(map, event.point) ? 'pointer' : ''
  })
}

/** Enter presses what is nearest to the middle, which a cross marks while the keyboard moves the map. */
function pressByKeyboard(map: MapView, card: Card, frame: HTMLElement): void {
  const cross = document.createElement('div')
  cross.className = 'map-cross'
  cross.setAttribute('aria-hidden', 'true')
  const canvas = map.getCanvas()
  canvas.after(cross)
  canvas.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter') return
    event.preventDefault()
    const middle = map.project(map.getCenter())
    let feature: MapGeoJSONFeature | undefined
    for (let reach = 4; !feature && reach <= 128; reach *= 2) feature = featureNear(map, middle, reach)
    void press(map, card, frame, feature, map.getCenter()).then(() => card.focus())
  })
}

function featureNear(map: MapView, { x, y }: { x: number, y: number }, reach = 4): MapGeoJSONFeature | undefined { // a finger or a trembling hand is not exact
  if (!map.isStyleLoaded() && !map.getLayer(pressable[0]!)) return undefined
  const found = map.queryRenderedFeatures([[x - reach, y - reach], [x + reach, y + reach]], { layers: pressable })
  return found.find((feature) => feature.source === 'actors') ?? found[0]
}

async function press(map: MapView, card: Card, frame: HTMLElement, feature: MapGeoJSONFeature | undefined, pressed: LngLat): Promise<void> {
  if (!feature) {
    card.close()
    return
  }
  const { properties, geometry } = feature
  if (feature.source === 'ties') {
    card.showTie(properties)
    return
  }
  if (properties.slug) {
    card.showActor(properties)
    return
  }
  const at = geometry.type === 'Point' ? (geometry.coordinates as [number, number]) : pressed.toArray()
  if (properties.one_place || map.getZoom() >= farthestZoom - 1) {
    await card.showSeveral(at, properties.count, frame.dataset.inView!)
    return
  }
  map.easeTo({ center: at, zoom: Math.min(farthestZoom, map.getZoom() + 2), animate: !matchMedia('(prefers-reduced-motion: reduce)').matches })
}

/** The whole earth needs coarse shapes only; whoever looks closer gets the fine ones, once. */
function refineShapes(map: MapView, frame: HTMLElement): void {
  if (map.getZoom() < fineZoom) {
    map.once('zoomend', () => refineShapes(map, frame))
    return
  }
  map.getSource<GeoJSONSource>('countries')?.setData(location.origin + frame.dataset.countriesFine!)
}

async function showTies(map: MapView, frame: HTMLElement): Promise<void> {
  const answer = await fetch(frame.dataset.ties!)
  if (!answer.ok) return
  const ties = (await answer.json()) as Ties
  map.getSource<GeoJSONSource>('ties')?.setData({ type: 'FeatureCollection', features: ties.features })
  for (const [country, count] of Object.entries(ties.countries)) {
    map.setFeatureState({ source: 'countries', id: country }, { level: shadeLevel(count) })
  }
  const status = document.querySelector('[data-map-status]')
  if (status && ties.shown < ties.recorded) {
    const number = (count: number) => count.toLocaleString(document.documentElement.lang)
    const sentence = textOf(frame)(ties.cut ? 'ties-cut' : 'ties-unplaced')
    status.textContent = sentence.replace('{shown}', number(ties.shown)).replace('{recorded}', number(ties.recorded))
  }
}
