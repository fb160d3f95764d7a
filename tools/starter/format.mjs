// What every file in data/ looks like: its columns, which of them must be filled, and what each may hold. data/README.md says it in words.

const actorColumns = {
  slug: 'slug!',
  kind: 'actorKind!',
  name: 'text!',
  short_name: 'text',
  other_names: 'list',
  country: 'country',
  place: 'place',
  parent: 'actor',
  website: 'url',
  summary: 'text!',
  founded: 'date',
  themes: 'themes',
  turn_to_for: 'text',
  sources: 'sources!',
  identifiers: 'identifiers',
};

const sourceColumns = {
  key: 'slug!',
  title: 'text!',
  author: 'list',
  publisher: 'text',
  url: 'url',
  published: 'date',
  accessed: 'date',
  as_of: 'date',
  license: 'text',
  note: 'text',
};

const membershipColumns = { member: 'actor!', network: 'actor!', role: 'text!', since: 'date', until: 'date', sources: 'sources!' };

// A seed fact can be about an organization that has no record of its own, so a person's actor may be empty.
export const files = {
  'themes.csv': { slug: 'slug!', name: 'text!', name_es: 'text!', summary: 'text!', sdg_goals: 'goals!', sources: 'sources!' },
  'networks.csv': actorColumns,
  'multilateral.csv': actorColumns,
  'federal.csv': actorColumns,
  'regional-commissions.csv': actorColumns,
  'seed-actors.csv': actorColumns,
  'convenings.csv': {
    slug: 'slug!', name: 'text!', short_name: 'text', organizers: 'actors', frequency: 'frequency!', website: 'url', summary: 'text!',
    who_attends: 'list!', local_participation: 'text!', themes: 'themes', sources: 'sources!',
  },
  'editions.csv': {
    convening: 'convening!', name: 'text!', starts: 'date!', ends: 'date', country: 'country!', place: 'place', website: 'url', sources: 'sources!',
  },
  'memberships-general.csv': membershipColumns,
  'seed-memberships.csv': membershipColumns,
  'seed-international-offices.csv': {
    actor: 'actor!', structure: 'text!', name: 'text', lead_title: 'text', lead: 'text', reports_to: 'text', staff: 'text', strategy: 'text',
    strategy_url: 'url', legal_basis: 'text', advisory_board: 'text', agent: 'actor', established: 'date', sources: 'sources!',
  },
  'seed-partnerships.csv': {
    key: 'slug!', kind: 'text!', title: 'text!', status: 'partnershipStatus!', parties: 'actors!', starts: 'date', ends: 'date', term: 'text',
    themes: 'themes', summary: 'text', sources: 'sources!',
  },
  'seed-presences.csv': {
    actor: 'actor!', kind: 'text!', name: 'text!', country: 'country', place: 'place', since: 'date', until: 'date', summary: 'text', sources: 'sources!',
  },
  'jurisdictions.csv': { mission: 'actor!', area: 'place!', sources: 'sources!' },
  'seed-activities.csv': {
    key: 'slug!', kind: 'text!', title: 'text!', starts: 'date', ends: 'date', country: 'country', place: 'place', participants: 'participants',
    themes: 'themes', summary: 'text', sources: 'sources!',
  },
  'seed-outcomes.csv': {
    activity: 'activity!', category: 'outcomeCategory!', measure: 'text!', amount: 'number', unit: 'text', note: 'text', sources: 'sources!',
  },
  'seed-practices.csv': {
    key: 'slug!', title: 'text!', offered_by: 'actors!', copied_by: 'actors', themes: 'themes', summary: 'text!', results: 'text', since: 'date',
    sources: 'sources!',
  },
  'seed-commitments.csv': {
    key: 'slug!', actor: 'actor!', agenda: 'text!', title: 'text!', summary: 'text', made: 'date', due: 'date', evidence: 'text', sources: 'sources!',
  },
  'seed-people.csv': {
    key: 'slug!', name: 'text!', role: 'text!', actor: 'actor', expertise: 'text', since: 'date', until: 'date', sources: 'sources!',
  },
  'sources-general.csv': sourceColumns,
  'sources-seeds.csv': sourceColumns,
};

export const actorKinds = new Set([
  'country', 'state', 'territory', 'county', 'municipality', 'township', 'tribal_nation', 'regional_council', 'regional_commission',
  'foreign_subnational', 'network', 'multilateral', 'federal_agency', 'mission', 'university', 'school', 'community_organization',
  'sister_city_association', 'philanthropy', 'business', 'national_partner',
]);
export const governmentsWithPlaceSlugs = new Set([
  'country', 'state', 'territory', 'county', 'municipality', 'township', 'tribal_nation', 'foreign_subnational',
]);
export const frequencies = new Set(['annual', 'biennial', 'triennial', 'quadrennial', 'irregular']);
export const partnershipStatuses = new Set(['proposed', 'council_approved', 'signed', 'active', 'suspended', 'expired', 'terminated']);
export const outcomeCategories = new Set(['value', 'presence', 'impression']);
