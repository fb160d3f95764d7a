// How names are folded to plain letters, for slugs and for comparing names across sources.

// Letters that NFKD does not take apart.
const LETTERS = {
  ß: 'ss', ø: 'o', ł: 'l', đ: 'd', ð: 'd', æ: 'ae', œ: 'oe', þ: 'th', ı: 'i', ħ: 'h', ŧ: 't', ŋ: 'ng', ĸ: 'k', ə: 'e', ǝ: 'e',
};

// Apostrophes and the letters written like them belong to a word, they do not part two: "Coeur d'Alene", "Ta`ū".
const APOSTROPHES = /['‘’ʻʼʽʾʿ`´ʹʺ"“”]/gu;

// Lower case, no accents, one space between words, letters and digits only. Other scripts vanish.
export function fold(name) {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(APOSTROPHES, '')
    .replace(/&/g, ' and ')
    .replace(/[^a-z0-9 ]/g, (letter) => LETTERS[letter] ?? ' ')
    .replace(/ +/g, ' ')
    .trim();
}

// The words of a slug; empty when nothing in the name can be written in ASCII.
export function slugWords(name, maximum = 60) {
  const words = fold(name).replace(/ /g, '-');
  if (words.length <= maximum) return words;
  const cut = words.lastIndexOf('-', maximum);
  return words.slice(0, cut > 0 ? cut : maximum);
}

// A name as it may stand in the file: no control characters, one space between words.
export function clean(name) {
  return name.replace(/[\p{Cc}\s]+/gu, ' ').trim();
}

// Each name once, without those that only repeat `name`, in the order given.
export function otherNames(name, candidates) {
  const names = new Set();
  for (const candidate of candidates) {
    const other = clean(candidate ?? '').replaceAll('|', '/');
    if (other && other !== name) names.add(other);
  }
  return [...names];
}
