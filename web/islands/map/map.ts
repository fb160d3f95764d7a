import { GeoJSONSource, Map as MapView, NavigationControl, setWorkerUrl } from 'maplibre-gl'
import type { MapGeoJSONFeature, MapMouseEvent } from 'maplibre-gl'

import { Card, textOf } from './card'
import { offerDownload } from './download'
import { showInView } from './in-view'
import { pressable, styleOf } from './style'

interface Ties extends GeoJSON.FeatureCollection {
  recorded: number
  shown: number
  countries: Record<string, number>
}

/** As the server shades: see shade_level in world_map.cpp. */
const shadeLevel = (count: number) => [1, 2, 5, 10, 25].filter((least) => count >= least).length

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
    offerDownload(map, frame)
  })
  map.on('click', (event) => press(map, card, frame, event))
  map.on('mousemove', (event) => {
    map.getCanvas().style.cursor = featureAt(map, event) ? 'pointer' : ''
  })
}

function featureAt(map: MapView, event: MapMouseEvent): MapGeoJSONFeature | undefined {
  if (!map.isStyleLoaded() && !map.getLayer(pressable[0]!)) return undefined
  const { x, y } = event.point
  const reach = 4 // a finger or a trembling hand is not exact
  const found = map.queryRenderedFeatures([[x - reach, y - reach], [x + reach, y + reach]], { layers: pressable })
  return found.find((feature) => feature.source === 'actors') ?? found[0]
}

function press(map: MapView, card: Card, frame: HTMLElement, event: MapMouseEvent): void {
  const feature = featureAt(map, event)
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
  const at = geometry.type === 'Point' ? (geometry.coordinates as [number, number]) : event.lngLat.toArray()
  if (properties.one_place || map.getZoom() >= farthestZoom - 1) {
    void card.showSeveral(at, properties.count, frame.dataset.inView!)
    return
  }
  map.easeTo({ center: at, zoom: Math.min(farthestZoom, map.getZoom() + 2), animate: !matchMedia('(prefers-reduced-motion: reduce)').matches })
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
    status.textContent = textOf(frame)('ties').replace('{shown}', number(ties.shown)).replace('{recorded}', number(ties.recorded))
  }
}
