import { address } from './address.mjs';

// Error pages are pages too.
export const MISSING = '/no-such-page';
export const REFUSED = '/register?kind=castle';

/** The address of the first record in a list: records without a short name are known by a UUID. */
async function firstOf(list) {
  const { items } = await (await fetch(`${address}/register/${list}.json`)).json();
  const [cell] = Object.values(items[0]);
  return cell.url;
}

const today = new Date().toISOString().slice(0, 10); // a day that the record has in any case

// One page of each kind, which every rule of pages.test.mjs holds for. Add a page here when you add one to the program.
export const ADDRESSES = [
  MISSING,
  REFUSED,
  '/',
  '/about-the-data',
  '/accessibility',
  '/sign-in',
  '/sign-in/sent',
  '/dumps',
  '/developers',
  '/register',
  '/register?kind=network&country=US&sort=ties',
  '/register?country=JP&kind=municipality', // nothing matches
  '/register/map',
  '/register/map?kind=network&country=US',
  '/embed/map?theme=climate-and-energy',
  '/register/us-ca-los-angeles',
  '/register/us-ga-atlanta/history',
  '/register/us-ga-atlanta/suggest',
  '/suggest',
  '/suggest/partnership',
  '/register/us-ga-atlanta/history/1',
  '/register/us-ga-atlanta/history/compare?from=1&to=1',
  '/register/changes',
  '/register/changes?noun=partnership&country=JP',
  `/register/us-ga-atlanta?as_of=${today}`,
  `/register/map?as_of=${today}`,
  '/register/us-ca/fact-sheet',
  '/register/c40-cities',
  '/register/us-tx-paris', // nothing recorded yet
  '/register/jp',
  '/register/countries',
  '/register/import',
  '/register/themes',
  '/register/themes/climate-and-energy',
  '/register/referrals',
  '/register/convenings',
  '/register/convenings/world-urban-forum',
  '/register/sources?page=2',
  await firstOf('sources'),
  '/register/partnerships',
  await firstOf('partnerships'),
  await firstOf('activities'),
  await firstOf('practices'),
  await firstOf('commitments'),
  await firstOf('people'),
  '/search',
  '/search?q=paris',
  '/search?q=zzzzzzzz',
  '/es',
  '/es/no-such-page',
  '/es/register',
  '/es/register/us-ca-los-angeles',
  '/es/register/us-ca-los-angeles/fact-sheet',
  '/es/search?q=paris',
];

/** The status that a page of the list answers with. */
export function statusOf(target) {
  if (target.endsWith(MISSING)) return 404;
  return target === REFUSED ? 400 : 200;
}

// One of each kind: these also run on PostgreSQL.
export const SMOKE_ADDRESSES = ['/', '/register/us-ca-los-angeles', '/search?q=paris'];
