import type { Map as MapView } from 'maplibre-gl'

const strip = 28 // pixels below the map, for who made it and from what

/** Lets the map as it is shown be saved as a picture, with its sources in it. */
export function offerDownload(map: MapView, frame: HTMLElement): void {
  const item = document.querySelector<HTMLElement>('[data-map-download]')
  if (!item) return
  item.hidden = false
  item.querySelector('button')?.addEventListener('click', () => {
    // What is drawn is only there to be read while the browser draws it.
    map.once('render', () => save(map.getCanvas(), frame))
    map.triggerRepaint()
  })
}

function save(drawn: HTMLCanvasElement, frame: HTMLElement): void {
  const scale = devicePixelRatio
  const picture = document.createElement('canvas')
  picture.width = drawn.width
  picture.height = drawn.height + strip * scale
  const pen = picture.getContext('2d')!
  pen.fillStyle = '#ffffff'
  pen.fillRect(0, 0, picture.width, picture.height)
  pen.drawImage(drawn, 0, 0)
  pen.fillStyle = '#162e51'
  pen.font = `${12 * scale}px "Public Sans", sans-serif`
  pen.textBaseline = 'middle'
  const day = new Date().toISOString().slice(0, 10)
  pen.fillText(`${frame.dataset.site} · ${location.host} · ${day} · ${frame.dataset.credit}`, 10 * scale, drawn.height + (strip / 2) * scale)
  picture.toBlob((blob) => {
    if (!blob) return
    const link = document.createElement('a')
    link.href = URL.createObjectURL(blob)
    link.download = `legation-map-${day}.png`
    link.click()
    URL.revokeObjectURL(link.href)
  }, 'image/png')
}
