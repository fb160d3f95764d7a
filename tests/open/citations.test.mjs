// Citations as other programs read them, and what pages say in the words of schema.org.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';

import Cite from 'citation-js';

import { some, startHub } from './hub.mjs';

const hub = await startHub();
const pages = (await hub.pages()).filter((name) => /^\/register\/.+/.test(name));

// Names that break a careless writer. The last one has what would end a field or a record in each format.
const HOSTILE = ['R&D {50%} of $1_000 #1 ~ ^ \\', 'Ñuñoa – São Paulo – 東京', '“Quoted” and "quoted" and {{braced}}', '}}, @misc{evil, title = {x} ER  - TY  - JOUR'];
const keyOf = (index) => `hostile-name-${index}`;

/** A hub's records come from files: these do too. */
function importHostileNames() {
  const file = path.join(hub.folder, 'hostile.csv');
  const cell = (text) => `"${text.replaceAll('"', '""')}"`;
  const rows = HOSTILE.map((name, index) => `${keyOf(index)},community_organization,${cell(name)},US`);
  writeFileSync(file, ['slug,kind,name,country', ...rows, ''].join('\r\n'));
  hub.run('import', file, '--as', 'actor', '--author', 'Test');
}

const plain = (text) => text.replace(/\s+/g, ' ').trim();

test('Hostile names come through every format as they are', async () => {
  importHostileNames();
  for (const [index, name] of HOSTILE.entries()) {
    const address = `/register/${keyOf(index)}`;
    await hub.until(async () => (await hub.fetch(`${address}.ris`)).status === 200);

    const [csl] = await hub.json(`${address}.csl.json`);
    assert.equal(csl.title, name);
    assert.match(csl.URL, new RegExp(`${address}$`));

    const ris = (await hub.text(`${address}.ris`)).split('\r\n');
    assert.equal(ris.filter((line) => line.startsWith('TY  - ')).length, 1);
    assert.equal(ris.find((line) => line.startsWith('TI  - ')), `TI  - ${plain(name)}`);
    assert.deepEqual(ris.slice(-2), ['ER  - ', '']);

    const bibtex = await hub.text(`${address}.bib`);
    const read = new Cite(bibtex).data;
    assert.equal(read.length, 1, bibtex);
    assert.equal(plain(read[0].title.replace(/<[^>]+>/g, '')), plain(name), bibtex);
    assert.equal(read[0].URL, csl.URL);
  }
});

test('What citation-js reads from BibTeX, RIS and CSL-JSON is the same work', async () => {
  for (const name of some(pages.filter((page) => !/countries$|referrals$/.test(page) && page.split('/').length > 3), 15)) {
    const [csl] = new Cite(await hub.json(`${name}.csl.json`)).data;
    const [bibtex] = new Cite(await hub.text(`${name}.bib`)).data;
    for (const item of [csl, bibtex]) {
      assert.match(item.URL, new RegExp(`${name}$`));
      assert.equal(item.author[0].literal ?? item.author[0].family, 'Legation', name);
      assert.deepEqual(item.issued['date-parts'][0].map(Number), csl.issued['date-parts'][0], name);
    }
    assert.equal(bibtex.title.replace(/<[^>]+>/g, ''), csl.title);
    const cited = new Cite([csl]).format('bibliography', { format: 'text', template: 'apa' });
    assert(cited.includes(csl.URL), cited);
  }
});

// Which classes and properties stand on our pages: the parts of schema.org's vocabulary that they use.
const VOCABULARY = {
  GovernmentOrganization: ['url', 'alternateName', 'description', 'foundingDate', 'address', 'location', 'identifier', 'memberOf', 'subOrganization', 'parentOrganization'],
  Organization: ['url', 'alternateName', 'description', 'foundingDate', 'address', 'location', 'identifier', 'memberOf', 'subOrganization', 'parentOrganization'],
  Event: ['url', 'description', 'startDate', 'endDate', 'location', 'attendee', 'superEvent'],
  EventSeries: ['url', 'alternateName', 'description', 'organizer', 'sameAs', 'subEvent'],
  Person: ['url', 'jobTitle', 'worksFor'],
  DefinedTerm: ['url', 'inDefinedTermSet', 'description'],
  CreativeWork: ['url', 'datePublished', 'license', 'author', 'publisher'],
  WebPage: ['url', 'description', 'inLanguage', 'dateModified', 'about'],
  Country: ['url', 'geo', 'identifier', 'containedInPlace'],
  State: ['url', 'geo', 'identifier', 'containedInPlace'],
  AdministrativeArea: ['url', 'geo', 'identifier', 'containedInPlace'],
  Place: ['url', 'geo', 'identifier', 'containedInPlace'],
};

async function dataOf(name) {
  const page = await hub.text(name);
  const found = [...page.matchAll(/<script type="application\/ld\+json">(.*?)<\/script>/gs)];
  assert.equal(found.length, 1, name);
  return JSON.parse(found[0][1])['@graph'];
}

test('Every record page says what it is about in words of schema.org, and where it stands', async () => {
  const classes = new Set();
  const places = ['/register/us-tx-paris', '/register/jp', '/register/us-tx'];
  const records = pages.filter((name) => !/^\/register\/[a-z-]+$/.test(name) || /\d|us-/.test(name));
  for (const name of [...places, ...some(records, 5)]) {
    if (/\/register\/(countries|themes|referrals|partnerships|activities|practices|commitments|convenings|people|sources)$/.test(name)) continue;
    const [thing, trail] = await dataOf(name);
    classes.add(thing['@type']);
    assert(VOCABULARY[thing['@type']], thing['@type']);
    for (const key of Object.keys(thing).filter((key) => !['@type', '@id', 'name', 'mainEntityOfPage'].includes(key)))
      assert(VOCABULARY[thing['@type']].includes(key), `${name}: ${thing['@type']}.${key}`);
    assert(thing.name.length > 0, name);
    assert.match(thing['@id'], new RegExp(`^http.*${name}$`));
    for (const key of ['startDate', 'endDate', 'datePublished'])
      if (thing[key]) assert.match(thing[key], /^\d{4}(-\d\d){0,2}$/, name);
    assert.equal(trail['@type'], 'BreadcrumbList');
    assert.deepEqual(trail.itemListElement.map((step) => step.position), trail.itemListElement.map((_, index) => index + 1));
    assert.equal(trail.itemListElement.at(-1).name, thing.name);
  }
  for (const name of ['GovernmentOrganization', 'Organization', 'Event', 'EventSeries', 'Person', 'Place'])
    assert(classes.has(name), `${name} among ${[...classes]}`);
});
