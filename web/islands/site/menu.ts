// The menu and the filters are <details>, which browsers open and close themselves. This adds what they leave out:
// Escape and a press outside close the menu, and browsers whose styles cannot show a closed <details> open it where there is room.

export function enhanceMenus(): void {
  const menu = document.querySelector<HTMLDetailsElement>('details.menu')
  if (menu) closeOnLeaving(menu)
  if (CSS.supports('selector(::details-content)')) return
  for (const details of document.querySelectorAll<HTMLDetailsElement>('details[data-open-from]')) {
    const wide = matchMedia(`(min-width: ${details.dataset.openFrom})`)
    const follow = () => { details.open = wide.matches }
    wide.addEventListener('change', follow)
    follow()
  }
}

function closeOnLeaving(menu: HTMLDetailsElement): void {
  menu.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || !menu.open) return
    menu.open = false
    menu.querySelector('summary')?.focus()
  })
  document.addEventListener('pointerdown', (event) => {
    if (menu.open && !menu.contains(event.target as Node) && !wideMenu(menu)) menu.open = false
  })
}

function wideMenu(menu: HTMLDetailsElement): boolean {
  return matchMedia(`(min-width: ${menu.dataset.openFrom})`).matches
}
