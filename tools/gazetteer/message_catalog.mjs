// Reads a compiled gettext catalog (.mo): iso-codes keeps the English names of subdivisions in one.
import { readFileSync } from 'node:fs';

const LITTLE_ENDIAN_MAGIC = 0x950412de;

// Returns a Map from the original text to its translation.
export function readMessageCatalog(path) {
  const messages = new Map();
  const bytes = readFileSync(path);
  if (bytes.length < 20 || bytes.readUInt32LE(0) !== LITTLE_ENDIAN_MAGIC) {
    throw new Error(`${path} is not a little-endian gettext catalog`);
  }
  const count = bytes.readUInt32LE(8);
  const originals = bytes.readUInt32LE(12);
  const translations = bytes.readUInt32LE(16);
  const textAt = (table, index) => {
    const length = bytes.readUInt32LE(table + index * 8);
    const offset = bytes.readUInt32LE(table + index * 8 + 4);
    return bytes.toString('utf8', offset, offset + length);
  };
  for (let index = 0; index < count; index += 1) {
    const original = textAt(originals, index);
    const translation = textAt(translations, index);
    // A context precedes the text and is parted from it by U+0004; the empty text is the catalog's header.
    const text = original.slice(original.indexOf('\u0004') + 1);
    if (text && translation) messages.set(text, translation);
  }
  return messages;
}
