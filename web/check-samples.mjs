// Looks at every sample page as a reader would: axe-core, no sideways scrolling down to 320 pixels (which is 1280 at 400 %),
// the strict content security policy of the product, the suggestions by keyboard, and the weight of a first visit.
//   node web/check-samples.mjs --assets build/share/assets --shots /tmp/shots [--only government,register]
import { createServer } from 'node:http'
import { mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { brotliCompressSync } from 'node:zlib'
import { chromium } from 'playwright-core'
import { sampleNames, samplePage } from './samples.mjs'

const { values: options } = parseArgs({ options: {
  assets: { type: 'string', default: 'build/share/assets' }, shots: { type: 'string' }, only: { type: 'string' },
  chromium: { type: 'string', default: '/usr/bin/chromium' },
} })
const manifest = JSON.parse(readFileSync(join(options.assets, 'manifest.json'), 'utf8'))
const names = options.only ? options.only.split(',') : sampleNames()
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const firstVisitLimit = 200 * 1024
const mistakes = []
const types = { css: 'text/css', js: 'text/javascript', svg: 'image/svg+xml', woff2: 'font/woff2' }
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'"

const server = createServer((request, response) => {
  const path = new URL(request.url, 'http://localhost').pathname
  if (path === '/search.json') return send(response, 'application/json', suggestions())
  if (path.startsWith('/assets/')) {
    const file = path.slice('/assets/'.length)
    if (Object.values(manifest).includes(file)) return send(response, types[file.split('.').pop()], readFileSync(join(options.assets, file)))
  }
  const name = path.slice(1)
  if (sampleNames().includes(name)) return send(response, 'text/html; charset=utf-8', samplePage(name, manifest))
  response.writeHead(404).end()
})
await new Promise((listening) => server.listen(0, '127.0.0.1', listening))
const origin = `http://127.0.0.1:${server.address().port}`

const browser = await chromium.launch({ executablePath: options.chromium, args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic',
  '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'] })
try {
  for (const name of names) await look(name)
  await useSuggestions()
  await useWithoutScripts()
} finally {
  await browser.close()
  server.close()
}
for (const mistake of mistakes) console.error(mistake)
console.log(mistakes.length ? `${mistakes.length} mistakes` : `${names.length} pages, no mistakes`)
process.exit(mistakes.length ? 1 : 0)

async function look(name) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, bypassCSP: false })
  const page = await context.newPage()
  const received = []
  page.on('console', (message) => { if (message.type() === 'error') mistakes.push(`${name}: ${message.text()}`) })
  page.on('response', (response) => received.push(new URL(response.url()).pathname))
  await page.goto(`${origin}/${name}`, { waitUntil: 'networkidle' })
  weigh(name, received)
  for (const width of [320, 360, 768, 1280]) {
    await page.setViewportSize({ width, height: 900 })
    const beyond = await page.evaluate(() => [...document.querySelectorAll('body *')]
      .filter((element) => element.getBoundingClientRect().right > document.documentElement.clientWidth + 1 && !element.closest('.usa-sr-only, svg, .hero'))
      .map((element) => `${element.tagName.toLowerCase()}.${element.className}`).slice(0, 3))
    const wider = await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth)
    if (wider || beyond.length) mistakes.push(`${name} at ${width}: wider than the screen: ${beyond.join(', ')}`)
    await page.evaluate(axe)
    const { violations } = await page.evaluate(() => axe.run())
    for (const violation of violations) mistakes.push(`${name} at ${width}: ${violation.id}: ${violation.nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(' | ')}`)
    if (options.shots) {
      mkdirSync(options.shots, { recursive: true })
      await page.screenshot({ path: join(options.shots, `${name}-${width}.png`), fullPage: true })
    }
  }
  await context.close()
}

function weigh(name, received) {
  let total = brotliCompressSync(samplePage(name, manifest)).length
  for (const path of new Set(received)) {
    if (!path.startsWith('/assets/')) continue
    const file = join(options.assets, path.slice('/assets/'.length))
    total += readFileSync(file.endsWith('.woff2') ? file : `${file}.br`).length
  }
  console.log(`${name.padEnd(16)} first visit ${(total / 1024).toFixed(1)} KB`)
  if (total > firstVisitLimit) mistakes.push(`${name}: a first visit takes ${total} bytes`)
}

async function useSuggestions() {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } })
  await page.goto(`${origin}/government`)
  const field = page.locator('#site-search')
  await field.pressSequentially('nag', { delay: 20 })
  await page.locator('[role=option]').first().waitFor()
  expect((await page.locator('[role=status]').first().textContent()).includes('3'), 'the count of suggestions is announced')
  await page.evaluate(axe)
  const { violations } = await page.evaluate(() => axe.run())
  for (const violation of violations) mistakes.push(`suggestions: ${violation.id}`)
  if (options.shots) await page.screenshot({ path: join(options.shots, 'suggestions-1280.png') })
  await field.press('ArrowDown')
  await field.press('ArrowDown')
  expect(await field.getAttribute('aria-activedescendant') === 'suggestions-1-1', 'the second suggestion is active after two steps')
  await field.press('Escape')
  expect(await field.getAttribute('aria-expanded') === 'false', 'Escape closes the suggestions')
  expect(await field.inputValue() === 'nag', 'Escape keeps what was typed')
  await field.press('ArrowDown')
  await page.locator('[role=option]').first().waitFor()
  await field.press('ArrowUp')
  await field.press('Enter')
  await page.waitForURL('**/place')
  await page.close()
}

async function useWithoutScripts() {
  const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 1280, height: 900 } })
  const page = await context.newPage()
  await page.goto(`${origin}/register`)
  expect(await page.getByRole('link', { name: 'Countries', exact: true }).isVisible(), 'the menu shows on a large screen without a script')
  expect(await page.getByRole('button', { name: 'Apply filters' }).isVisible(), 'the filters show on a large screen without a script')
  await page.setViewportSize({ width: 360, height: 800 })
  expect(!(await page.getByRole('button', { name: 'Apply filters' }).isVisible()), 'the filters are closed on a small screen')
  await page.locator('.menu > summary').click()
  expect(await page.getByRole('link', { name: 'Countries', exact: true }).isVisible(), 'the menu opens on a small screen without a script')
  await page.locator('.facets > summary').click()
  expect(await page.getByRole('button', { name: 'Apply filters' }).isVisible(), 'the filters open on a small screen without a script')
  await context.close()
}

function expect(holds, rule) {
  if (!holds) mistakes.push(`not so: ${rule}`)
}

// What the product answers; here always the same three.
function suggestions() {
  return JSON.stringify({ total: 3, items: [
    { slug: 'jp-nagoya', url: '/government', name: 'Nagoya', kind_label: 'Foreign subnational government', place: 'Aichi, Japan', recorded: true },
    { slug: 'jp-nagaoka', url: '/government', name: 'Nagaoka', kind_label: 'Foreign subnational government', place: 'Niigata, Japan', recorded: true },
    { slug: 'us-ar-nagodoches', url: '/place', name: 'Nagog Woods', kind_label: 'Populated place', place: 'Massachusetts, United States', recorded: false },
  ] })
}

function send(response, type, body) {
  response.writeHead(200, { 'Content-Type': type, 'Content-Security-Policy': policy }).end(body)
}
