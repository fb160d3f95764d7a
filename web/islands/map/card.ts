/** The words of the map in the page's language, which stand in its `data-text-…` attributes. */
export function textOf(frame: HTMLElement): (name: string) => string {
  return (name) => frame.getAttribute(`data-text-${name}`) ?? ''
}

export interface ActorInView {
  name: string
  label: string
  place: string
  url: string
}

export function linkTo(prefix: string, url: string, text: string): HTMLAnchorElement {
  const link = document.createElement('a')
  // A map of a past day leads to the pages of that day.
  const asOf = new URLSearchParams(location.search).get('as_of')
  link.href = prefix + url + (asOf ? `?as_of=${encodeURIComponent(asOf)}` : '')
  link.textContent = text
  return link
}

/** A name that leads to its page, with small print. */
export function actorItem(prefix: string, actor: ActorInView): HTMLLIElement {
  const item = document.createElement('li')
  const note = document.createElement('span')
  note.className = 'meta'
  note.textContent = [actor.label, actor.place].filter(Boolean).join(' · ')
  item.append(linkTo(prefix, actor.url, actor.name), document.createElement('br'), note)
  return item
}

/** What was pressed on the map, in words; Escape closes it. */
export class Card {
  private readonly box = document.createElement('div')
  private readonly content = document.createElement('div')
  private readonly text: (name: string) => string
  private readonly prefix: string

  constructor(frame: HTMLElement, private readonly canvas: HTMLElement) {
    this.text = textOf(frame)
    this.prefix = frame.dataset.prefix ?? ''
    this.box.className = 'map-card'
    this.box.hidden = true
    this.box.setAttribute('role', 'group')
    const close = document.createElement('button')
    close.type = 'button'
    close.className = 'map-card-close'
    close.setAttribute('aria-label', this.text('close'))
    close.textContent = '×'
    close.addEventListener('click', () => this.close())
    this.content.setAttribute('aria-live', 'polite')
    this.box.append(close, this.content)
    frame.append(this.box)
    frame.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') this.close()
    })
  }

  close(): void {
    if (this.box.hidden) return
    const hadFocus = this.box.contains(document.activeElement)
    this.box.hidden = true
    if (hadFocus) this.canvas.focus({ preventScroll: true })
  }

  /** For who came by the keyboard: on to the links in it. */
  focus(): void {
    if (!this.box.hidden) this.content.querySelector('a')?.focus()
  }

  showActor(actor: Record<string, string>): void {
    this.show(actor.name!, actor.label!, [this.open(`/register/${actor.slug}`)])
  }

  showTie(tie: Record<string, string>): void {
    const ends = document.createElement('p')
    ends.append(linkTo(this.prefix, tie.from_url!, tie.from!), ' – ', linkTo(this.prefix, tie.to_url!, tie.to!))
    this.show(tie.title ?? tie.label!, tie.title ? tie.label! : '', [ends, this.open(tie.url!)])
  }

  /** Everybody at one spot: no zoom tells them apart. */
  async showSeveral([longitude, latitude]: [number, number], count: number, address: string): Promise<void> {
    const near = 0.0008 // degrees, wider than a cell of the last tiles
    const bounds = [longitude - near, latitude - near, longitude + near, latitude + near].map((degrees) => degrees.toFixed(6))
    const answer = await fetch(`${address}${address.includes('?') ? '&' : '?'}bounds=${bounds.join(',')}`)
    if (!answer.ok) return
    const { items } = (await answer.json()) as { items: ActorInView[] }
    const list = document.createElement('ul')
    list.className = 'plain'
    list.append(...items.map((actor) => actorItem(this.prefix, actor)))
    this.show(this.text('several').replace('{n}', count.toLocaleString(document.documentElement.lang)), '', [list])
  }

  private open(url: string): HTMLParagraphElement {
    const paragraph = document.createElement('p')
    paragraph.append(linkTo(this.prefix, url, this.text('open')))
    return paragraph
  }

  private show(title: string, label: string, parts: HTMLElement[]): void {
    const heading = document.createElement('p')
    heading.className = 'map-card-title'
    heading.textContent = title
    const small = document.createElement('p')
    small.className = 'meta'
    small.textContent = label
    this.content.replaceChildren(heading, ...(label ? [small] : []), ...parts)
    this.box.hidden = false
  }
}
