// Warns before a session ends, so that nobody loses what they are writing. Without it the foot of the page says the time.
const warnBefore = 150_000 // milliseconds: as Login.gov warns

export function warnBeforeTheSessionEnds(): void {
  const note = document.querySelector<HTMLElement>('.session[data-ends]')
  if (note) schedule(note, Number(note.dataset.ends))
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
    text.textContent = note.dataset.ended ?? ''
    stay.remove()
  }, ends - Date.now())
  stay.addEventListener('click', async () => {
    const later = await endsAfterAnotherRequest(note.dataset.url ?? '/')
    if (later === undefined) return // the time to end stays as it is
    clearTimeout(ended)
    alert.remove()
    schedule(note, later)
  })
}

/** Any page extends the session, and says until when. */
async function endsAfterAnotherRequest(url: string): Promise<number | undefined> {
  try {
    const page = await (await fetch(url)).text()
    const ends = new DOMParser().parseFromString(page, 'text/html').querySelector<HTMLElement>('.session[data-ends]')
    return ends ? Number(ends.dataset.ends) : undefined
  } catch {
    return undefined
  }
}
