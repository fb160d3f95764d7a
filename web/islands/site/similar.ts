// While somebody types the name of a new record: what is recorded already under that name. The form asks the same when it is
// sent, so this only saves the typing. Words come from data- attributes of the form.

interface Similar {
  url: string
  name: string
  place: string
  recorded: boolean
}

const pause_ms = 300
const shortest_name = 3
const most_shown = 5

export function warnOfSimilar(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>('form[data-similar]')) {
    const field = form.querySelector<HTMLInputElement>('#name, #title')
    if (field) watch(form, field)
  }
}

function watch(form: HTMLFormElement, field: HTMLInputElement): void {
  const warning = document.createElement('div')
  warning.setAttribute('role', 'status')
  warning.className = 'similar'
  field.after(warning)
  let timer = 0
  let request: AbortController | undefined

  field.addEventListener('input', () => {
    window.clearTimeout(timer)
    request?.abort()
    timer = window.setTimeout(ask, pause_ms)
  })

  async function ask(): Promise<void> {
    const name = field.value.trim()
    if (name.length < shortest_name) return show([])
    const current = (request = new AbortController())
    const asked = new URL(form.dataset.similar!, location.href)
    asked.searchParams.set('suggest', '1')
    asked.searchParams.set('q', name)
    try {
      const response = await fetch(asked, { signal: current.signal, headers: { Accept: 'application/json' } })
      if (!response.ok) return
      const answer: { items: Similar[] } = await response.json()
      show(answer.items.filter((item) => item.recorded).slice(0, most_shown))
    } catch {
      // Aborted or offline: the form asks when it is sent.
    }
  }

  function show(items: Similar[]): void {
    warning.replaceChildren()
    if (items.length === 0) return
    const list = document.createElement('ul')
    for (const item of items) {
      const link = document.createElement('a')
      link.href = item.url
      link.target = '_blank' // what was typed stays here
      link.textContent = item.place ? `${item.name}, ${item.place}` : item.name
      const entry = document.createElement('li')
      entry.append(link)
      list.append(entry)
    }
    warning.append(form.dataset.similarLabel ?? '', list)
  }
}
