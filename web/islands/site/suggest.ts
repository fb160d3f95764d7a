// Suggestions under a search field, after the ARIA 1.2 combobox pattern. The form works without them.
// Every word shown comes from data- attributes of the field, so the page's language decides.

interface Suggestion {
  slug: string
  url: string
  name: string
  kind_label: string
  place: string
  recorded: boolean
}

interface Answer {
  total: number
  items: Suggestion[]
}

const pause_ms = 80
let fields = 0

export function enhanceSearches(): void {
  for (const field of document.querySelectorAll<HTMLInputElement>('input[data-suggest]')) enhance(field)
}

function enhance(field: HTMLInputElement): void {
  const list = document.createElement('ul')
  const announcement = document.createElement('div')
  let items: Suggestion[] = []
  let active = -1
  let timer = 0
  let request: AbortController | undefined

  list.id = `suggestions-${++fields}`
  list.className = 'suggestions'
  list.setAttribute('role', 'listbox')
  list.setAttribute('aria-label', word('suggestLabel'))
  list.hidden = true
  announcement.className = 'usa-sr-only'
  announcement.setAttribute('role', 'status')
  field.after(list, announcement)
  field.setAttribute('role', 'combobox')
  field.setAttribute('aria-autocomplete', 'list')
  field.setAttribute('aria-controls', list.id)
  field.setAttribute('aria-expanded', 'false')
  field.autocomplete = 'off'

  field.addEventListener('input', () => {
    cancel()
    if (!field.value.trim()) return close()
    timer = window.setTimeout(ask, pause_ms)
  })
  field.addEventListener('keydown', onKey)
  field.addEventListener('blur', () => { cancel(); close() })
  field.form?.addEventListener('submit', () => { cancel(); close() })
  // Coming back with the browser's history shows the page as it was left.
  window.addEventListener('pagehide', () => { cancel(); close() })

  // The press must not take the focus from the field, or the list is gone before the click arrives.
  list.addEventListener('pointerdown', (event) => event.preventDefault())
  list.addEventListener('click', (event) => {
    const option = (event.target as Element).closest<HTMLElement>('[role=option]')
    if (option) follow(Number(option.dataset.index))
  })

  async function ask(): Promise<void> {
    const current = (request = new AbortController())
    const asked = new URL(field.dataset.suggest!, location.href)
    asked.searchParams.set('suggest', '1')
    asked.searchParams.set('q', field.value.trim())
    try {
      const response = await fetch(asked, { signal: current.signal, headers: { Accept: 'application/json' } })
      if (!response.ok) return close()
      const answer: Answer = await response.json()
      if (request === current) show(answer)
    } catch {
      // Aborted, offline, or not JSON: the form still searches.
      if (request === current) close()
    }
  }

  function show(answer: Answer): void {
    items = answer.items
    active = -1
    field.removeAttribute('aria-activedescendant')
    list.replaceChildren(...items.map(option))
    setOpen(items.length > 0)
    const text = items.length === 0 ? 'suggestNone' : answer.total === 1 ? 'suggestOne' : 'suggestCount'
    announcement.textContent = word(text).replace('{count}', answer.total.toLocaleString(document.documentElement.lang))
  }

  function option(item: Suggestion, index: number): HTMLElement {
    const row = document.createElement('li')
    row.id = `${list.id}-${index}`
    row.dataset.index = String(index)
    row.setAttribute('role', 'option')
    row.setAttribute('aria-selected', 'false')
    row.append(
      span('suggestion-name', item.name),
      span('suggestion-state', item.recorded ? '' : word('suggestUnrecorded')),
      span('suggestion-note', [item.kind_label, item.place].filter(Boolean).join(' · ')),
    )
    return row
  }

  function onKey(event: KeyboardEvent): void {
    if (event.isComposing) return
    const open = !list.hidden
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      if (open) {
        // One step beyond either end is the field itself.
        const places = items.length + 1
        activate(((active + 1 + (event.key === 'ArrowDown' ? 1 : -1) + places) % places) - 1)
      } else if (field.value.trim()) {
        cancel()
        void ask()
      }
    } else if (event.key === 'Enter' && open && active >= 0) {
      event.preventDefault()
      follow(active)
    } else if (event.key === 'Escape' && open) {
      event.preventDefault()
      cancel()
      close()
    }
  }

  function activate(index: number): void {
    list.children[active]?.setAttribute('aria-selected', 'false')
    active = index
    const row = list.children[active]
    if (!row) return field.removeAttribute('aria-activedescendant')
    row.setAttribute('aria-selected', 'true')
    row.scrollIntoView({ block: 'nearest' })
    field.setAttribute('aria-activedescendant', row.id)
  }

  function follow(index: number): void {
    const item = items[index]
    if (item) location.assign(item.url)
  }

  function setOpen(open: boolean): void {
    list.hidden = !open
    field.setAttribute('aria-expanded', String(open))
  }

  function cancel(): void {
    clearTimeout(timer)
    request?.abort()
    request = undefined
  }

  function close(): void {
    items = []
    active = -1
    list.replaceChildren()
    field.removeAttribute('aria-activedescendant')
    announcement.textContent = ''
    setOpen(false)
  }

  function word(name: string): string {
    return field.dataset[name] ?? ''
  }
}

function span(className: string, text: string): HTMLElement {
  const element = document.createElement('span')
  element.className = className
  element.textContent = text
  return element
}
