// The map of a page that has one: takes the place of the drawing that the server put there. Where it cannot run, the
// drawing stays, and the table below has everything anyway.
import { showMap } from './map/map'

const frame = document.querySelector<HTMLElement>('[data-map]')
const hasWebGl = document.createElement('canvas').getContext('webgl2') !== null
if (frame && hasWebGl) showMap(frame)
