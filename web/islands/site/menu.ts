// The menu and the filters are <details>, which browsers open and close themselves. This adds what they leave out: Escape closes
// the menu, and browsers whose styles cannot show the content of a closed <details> open it where there is room.
// A press outside does not close the menu: the page would move under the finger.

export function enhanceMenus(): void {
  const menu = document.querySelector<HTMLDetailsElement>('details.menu')
  menu?.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || !menu.open) return
    menu.open = false
    menu.querySelector('summary')?.focus()
  })
  if (CSS.supports('selector(::details-content)')) return
  for (const details of document.querySelectorAll<HTMLDetailsElement>('details[data-open-from]')) {
    const wide = matchMedia(`(min-width: ${details.dataset.openFrom})`)
    const follow = () => { details.open = wide.matches }
    wide.addEventListener('change', follow)
    follow()
  }
}
