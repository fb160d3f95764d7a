// Builds everything a browser loads: styles, islands, fonts and images, each named by its content so that it can be cached for ever.
//   node web/build.mjs --out build/share/assets
// manifest.json maps each plain name ("css/site.css") to the hashed one that pages link to.
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import * as esbuild from 'esbuild'
import * as sass from 'sass'
import subsetFont from 'subset-font'
import { fonts, icons } from './build-inputs.mjs'
import { coarseCountriesGeoJson, countriesGeoJson, statesGeoJson, worldSvg } from './map-shapes.mjs'

const web = dirname(fileURLToPath(import.meta.url))
const packages = resolve(web, '../node_modules')
const uswds = join(packages, '@uswds/uswds')
const browsers = ['chrome100', 'edge100', 'firefox100', 'safari15.4']

const { values: options } = parseArgs({ options: { out: { type: 'string' } } })
if (!options.out) {
  console.error('usage: node web/build.mjs --out <folder>')
  process.exit(2)
}
const out = resolve(options.out)
const manifest = {}
const sizes = []

// Only the folders this script writes are cleared, so a mistyped --out costs nothing.
for (const folder of ['css', 'js', 'fonts', 'img', 'map']) rmSync(join(out, folder), { recursive: true, force: true })

for (const font of fonts) {
  // Hinting doubles the size and modern rasterizers ignore it.
  const subset = await subsetFont(readFileSync(join(packages, font.file)), font.letters, { targetFormat: 'woff2', noHinting: true })
  emit(`fonts/${font.name}.woff2`, subset)
}
// The Open Font License asks that its text travels with the fonts.
emit('fonts/merriweather-license.txt', readFileSync(join(packages, '@fontsource/merriweather/LICENSE')))
emit('fonts/public-sans-license.txt', readFileSync(join(uswds, 'LICENSE.md')))

for (const file of readdirSync(join(web, 'images')).sort()) emit(`img/${file}`, readFileSync(join(web, 'images', file)))
emit('img/icons.svg', Buffer.from(iconSprite()))
emit('map/world.svg', Buffer.from(worldSvg()))
emit('map/countries-coarse.json', Buffer.from(coarseCountriesGeoJson()))
emit('map/countries.json', Buffer.from(countriesGeoJson()))
emit('map/states.json', Buffer.from(statesGeoJson()))
emit('css/site.css', Buffer.from(await styles()))
emit('css/map.css', await minified(join(packages, 'maplibre-gl/dist/maplibre-gl.css')))
for (const [name, code] of await islands()) emit(name, code)
// The map's worker is a program of its own; under its own name the content security policy needs no exception for it.
emit('js/map-worker.js', await minified(join(packages, 'maplibre-gl/dist/maplibre-gl-worker.mjs')))
emit('js/maplibre-license.txt', readFileSync(join(packages, 'maplibre-gl/LICENSE.txt')))

writeFileSync(join(out, 'manifest.json'), JSON.stringify(manifest, null, 2) + '\n')
for (const [name, plain, compressed] of sizes) console.log(`${name.padEnd(44)} ${String(plain).padStart(7)} ${String(compressed).padStart(7)}`)

function emit(name, content) {
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 10)
  const hashed = name.replace(/(\.[^.]+)$/, `.${hash}$1`)
  const path = join(out, hashed)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, content)
  manifest[name] = hashed
  if (name.endsWith('.woff2')) {
    sizes.push([hashed, content.length, content.length])
    return
  }
  const brotli = brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: content.length } })
  writeFileSync(`${path}.br`, brotli)
  writeFileSync(`${path}.gz`, gzipSync(content, { level: 9 }))
  sizes.push([hashed, content.length, brotli.length])
}

// One <symbol> per icon: <svg class="usa-icon"><use href="…/icons.<hash>.svg#search"/></svg>
function iconSprite() {
  const symbols = icons.map((name) => {
    const svg = readFileSync(join(uswds, `dist/img/usa-icons/${name}.svg`), 'utf8')
    const viewBox = svg.match(/viewBox="([^"]+)"/)[1]
    const drawing = svg.replace(/^[\s\S]*?<svg[^>]*>/, '').replace(/<\/svg>\s*$/, '')
    return `<symbol id="${name}" viewBox="${viewBox}">${drawing}</symbol>`
  })
  return `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join('')}</svg>`
}

async function styles() {
  const compiled = sass.compile(join(web, 'styles/site.scss'), {
    loadPaths: [join(web, 'styles'), join(uswds, 'packages')],
    quietDeps: true,
  })
  const { code } = await esbuild.transform(compiled.css, { loader: 'css', minify: true, target: browsers, legalComments: 'none' })
  // Font and image names inside the sheet become their hashed names; what is not ours must be one of the USWDS images.
  return code.replace(/url\(["']?\.\.\/([^"')]+)["']?\)/g, (_, name) => {
    if (!manifest[name]) emit(name, readFileSync(join(uswds, 'dist', name)))
    return `url(../${manifest[name]})`
  })
}

async function minified(file) {
  const loader = file.endsWith('.css') ? 'css' : 'js'
  const { code } = await esbuild.transform(readFileSync(file, 'utf8'), { loader, minify: true, target: loader === 'css' ? browsers : 'es2022', legalComments: 'none' })
  return Buffer.from(code)
}

async function islands() {
  const entries = readdirSync(join(web, 'islands')).filter((file) => file.endsWith('.ts')).sort()
  const built = await esbuild.build({
    entryPoints: entries.map((file) => join(web, 'islands', file)),
    bundle: true, minify: true, format: 'iife', target: 'es2020', write: false, outdir: '/js', outbase: join(web, 'islands'),
    legalComments: 'none',
  })
  return built.outputFiles.map((file) => [`js/${file.path.split('/').pop()}`, Buffer.from(file.contents)])
}
