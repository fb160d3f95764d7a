// Warns before a session ends, so that nobody loses what they are writing, and then takes what somebody saw off the screen.
// Without it the foot of the page says the time.
const warnBefore = 150_000 // milliseconds: as Login.gov warns

let isWriting = false

export function warnBeforeTheSessionEnds(): void {
  const note = document.querySelector<HTMLElement>('.session[data-lasts]')
  if (!note) return
  // A form that came back with mistakes holds what somebody wrote, too.
  isWriting = document.querySelector('form .usa-error-message:not([hidden])') !== null
  document.addEventListener('input', () => { isWriting = true }, { once: true })
  schedule(note, endOf(note))
}

/** By this device's clock, which may be wrong. */
function endOf(note: HTMLElement): number {
  return Date.now() + Number(note.dataset.lasts)
}

function schedule(note: HTMLElement, ends: number): void {
  setTimeout(() => warn(note, ends), Math.max(0, ends - Date.now() - warnBefore))
}

function warn(note: HTMLElement, ends: number): void {
  const alert = document.createElement('div')
  alert.className = 'session-alert'
  alert.setAttribute('role', 'alert')
  const text = document.createElement('p')
  text.textContent = note.dataset.warning ?? ''
  const stay = document.createElement('button')
  stay.type = 'button'
  stay.className = 'usa-button'
  stay.textContent = note.dataset.stay ?? ''
  alert.append(text, stay)
  document.body.append(alert)
  const ended = setTimeout(() => {
    stay.remove()
    if (isWriting) text.textContent = note.dataset.ended ?? ''
    else leave(note)
  }, ends - Date.now())
  stay.addEventListener('click', async () => {
    const later = await endsAfterAnotherRequest(note.dataset.url ?? '/')
    if (later === undefined) return // the time to end stays as it is
    clearTimeout(ended)
    alert.remove()
    schedule(note, later)
  })
}

/** Asks nothing of the server: that could extend the session again and again. */
function leave(note: HTMLElement): void {
  const heading = document.createElement('h1')
  heading.textContent = note.dataset.over ?? ''
  const again = document.createElement('a')
  again.className = 'usa-button'
  again.href = location.href
  again.textContent = note.dataset.again ?? ''
  const wrap = document.createElement('div')
  wrap.className = 'wrap'
  const way = document.createElement('p')
  way.className = 'session-over'
  way.append(again)
  wrap.append(heading, way)
  const main = document.createElement('main')
  main.id = 'main'
  main.tabIndex = -1
  main.append(wrap)
  document.title = heading.textContent
  document.body.replaceChildren(main)
  main.focus() // readers of the screen hear what became of the page
}

/** Any page extends the session, and says until when. */
async function endsAfterAnotherRequest(url: string): Promise<number | undefined> {
  try {
    const page = await (await fetch(url)).text()
    const note = new DOMParser().parseFromString(page, 'text/html').querySelector<HTMLElement>('.session[data-lasts]')
    return note ? endOf(note) : undefined
  } catch {
    return undefined
  }
}
