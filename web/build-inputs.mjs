// What is taken from other packages: which letters of which fonts, and which of the USWDS icons.

function letters(...ranges) {
  let text = ''
  for (const [first, last] of ranges) for (let code = first; code <= last; code++) text += String.fromCodePoint(code)
  return text
}

const punctuation = 'ʻʼ–—‘’“”•…‹›€−′″←→✓'
const latin = letters([0x20, 0x7e], [0xa0, 0xff]) + punctuation
// Names of places: Latin Extended-A, Romanian and Azerbaijani letters, Arabic and Sanskrit transliteration, Vietnamese.
const extended = letters([0x100, 0x17f], [0x1ea0, 0x1ef9]) + 'ƏəƠơƯưȘșȚțḌḍḤḥḪḫṢṣṬṭẒẓ'

const merriweather = (part) => `@fontsource/merriweather/files/merriweather-${part}-700-normal.woff2`
const publicSans = (weight) => `@uswds/uswds/dist/fonts/public-sans/PublicSans-${weight}.woff2`

// The heading font comes in two files because USWDS ships Merriweather without the letters of Łódź or Gdańsk;
// a browser fetches the second only for a page whose headings use them.
export const fonts = [
  { name: 'merriweather-bold', file: merriweather('latin'), letters: latin },
  { name: 'merriweather-bold-extended', file: merriweather('latin-ext'), letters: extended },
  { name: 'public-sans-regular', file: publicSans('Regular'), letters: latin + extended },
  { name: 'public-sans-semibold', file: publicSans('SemiBold'), letters: latin + extended },
]

export const icons = ['close', 'expand_more', 'launch', 'menu', 'navigate_before', 'navigate_next', 'search']
