// Error pages are pages too.
export const MISSING = '/no-such-page';

// Pages that every rule of pages.test.mjs holds for. Add a page here when you add one to the program.
export const ADDRESSES = [
  MISSING,
  '/',
  '/register',
  '/register/us-ca-los-angeles',
  '/register/us-tx-paris',
  '/register/countries',
  '/search?q=paris',
  '/search?q=zzzzzzzz',
  '/es/',
  '/es/register/us-ca-los-angeles',
];

// One of each kind: these also run on PostgreSQL.
export const SMOKE_ADDRESSES = ['/', '/register/us-ca-los-angeles', '/search?q=paris'];
