import type { Map as MapView } from 'maplibre-gl'

import { actorItem } from './card'
import type { ActorInView } from './card'

interface Part {
  total: number
  page: number
  pages: number
  items: ActorInView[]
}

/** Below the map, as a list that the keyboard and a screen reader can go through: everybody who is on it now. */
export function showInView(map: MapView, frame: HTMLElement): void {
  const section = document.querySelector<HTMLDetailsElement>('[data-map-in-view]')
  const count = section?.querySelector<HTMLElement>('[data-map-in-view-count]')
  const list = section?.querySelector<HTMLElement>('[data-map-in-view-list]')
  const more = section?.querySelector<HTMLButtonElement>('[data-map-in-view-more]')
  if (!section || !count || !list || !more) return
  section.open = matchMedia('(min-width: 64em)').matches // on a phone the list would push the table far down
  const address = frame.dataset.inView!
  const prefix = frame.dataset.prefix ?? ''
  let asked = 0
  let page = 1

  async function load(next: number): Promise<void> {
    const turn = ++asked
    const { _sw: southWest, _ne: northEast } = map.getBounds()
    const bounds = [southWest.lng, southWest.lat, northEast.lng, northEast.lat].map((degrees) => degrees.toFixed(5))
    const answer = await fetch(`${address}${address.includes('?') ? '&' : '?'}bounds=${bounds.join(',')}&page=${next}`)
    if (!answer.ok || turn !== asked) return // the map has moved on
    const part = (await answer.json()) as Part
    page = part.page
    const items = part.items.map((actor) => actorItem(prefix, actor))
    if (page === 1) list!.replaceChildren(...items)
    else list!.append(...items)
    if (page > 1) items[0]?.querySelector('a')?.focus()
    count!.textContent = part.total.toLocaleString(document.documentElement.lang)
    more!.hidden = page >= part.pages
    section!.hidden = false
  }

  let waiting = 0
  map.on('moveend', () => {
    clearTimeout(waiting)
    waiting = window.setTimeout(() => void load(1), 200)
  })
  more.addEventListener('click', () => void load(page + 1))
  void load(1)
}
