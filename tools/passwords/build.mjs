// Writes the passwords that are tried first, one a line and in lower case, from the package that carries them.
//
//   node tools/passwords/build.mjs --out build/share/passwords
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { parseArgs } from 'node:util';

const { values } = parseArgs({ options: { out: { type: 'string' } } });
if (!values.out) throw new Error('Say where to: --out build/share/passwords');

// Its main file is at dist/index.cjs; the list itself is not among what it exports by name.
const folder = path.dirname(path.dirname(createRequire(import.meta.url).resolve('@zxcvbn-ts/language-common')));
const passwords = JSON.parse(await readFile(path.join(folder, 'src/passwords.json'), 'utf8'));
const usable = passwords.map((password) => password.toLowerCase()).filter((password) => !/[\n\r]/.test(password));
const expected = 40_000; // so that a changed package is noticed here, not by who guesses
if (usable.length < expected) throw new Error(`Only ${usable.length} passwords in ${folder}`);

await mkdir(values.out, { recursive: true });
await writeFile(path.join(values.out, 'common.txt'), `${usable.join('\n')}\n`);
