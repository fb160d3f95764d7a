// Puts the sample pages into the common layout, with the hashed names of the built assets.
// A sample begins with a comment: <!-- title: Los Angeles; nav: register; search: yes -->
import { readFileSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const folder = join(dirname(fileURLToPath(import.meta.url)), 'samples')
const parts = new Set(['layout.html', 'search-form.html'])

export function sampleNames() {
  return readdirSync(folder).filter((file) => file.endsWith('.html') && !parts.has(file)).map((file) => file.replace('.html', '')).sort()
}

export function samplePage(name, manifest) {
  const source = readFileSync(join(folder, `${name}.html`), 'utf8')
  const head = source.match(/^<!-- title: (.*?); nav: (.*?); search: (yes|no) -->\n/)
  if (!head) throw new Error(`${name}.html does not begin with its title, nav and search`)
  const [comment, title, nav, search] = head
  return readFileSync(join(folder, 'layout.html'), 'utf8')
    .replace('{{title}}', title)
    .replace('{{search}}', search === 'yes' ? readFileSync(join(folder, 'search-form.html'), 'utf8').trim() : '')
    .replace('{{main}}', () => source.slice(comment.length).trim())
    .replace(/\{\{current:(.*?)\}\}/g, (_, section) => (section === nav ? ' aria-current="true"' : ''))
    .replaceAll('{{icons}}', '{{asset:img/icons.svg}}')
    .replace(/\{\{asset:(.*?)\}\}/g, (_, asset) => {
      if (!manifest[asset]) throw new Error(`${name}.html asks for ${asset}, which is not built`)
      return `/assets/${manifest[asset]}`
    })
}
