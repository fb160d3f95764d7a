// What every file in data/ looks like: its columns, which of them must be filled (!), and what each may hold. data/README.md says it in words.

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

// In the order they are loaded: a record stands in the same file as its parent, or in a later one.
export const files = {
  'sources-seeds.csv': sourceColumns,
  'sources-general.csv': sourceColumns,
  'themes.csv': { slug: 'slug!', name: 'text!', name_es: 'text!', summary: 'text!', sdg_goals: 'goals!', sources: 'sources!' },
  'federal.csv': actorColumns,
  'regional-commissions.csv': actorColumns,
  'multilateral.csv': actorColumns,
  'networks.csv': actorColumns,
  'seed-actors.csv': actorColumns,
  'seed-international-offices.csv': {
    actor: 'actor!', structure: 'officeStructure!', name: 'text', lead_title: 'text', lead: 'text', reports_to: 'text', staff: 'text', strategy: 'text',
    strategy_url: 'url', legal_basis: 'text', advisory_board: 'text', agent: 'actor', established: 'date', sources: 'sources!',
  },
  'seed-partnerships.csv': {
    key: 'slug!', kind: 'partnershipKind!', title: 'text!', status: 'partnershipStatus!', parties: 'actors!', starts: 'date', ends: 'date', term: 'text',
    themes: 'themes', summary: 'text', sources: 'sources!',
  },
  'memberships-general.csv': membershipColumns,
  'seed-memberships.csv': membershipColumns,
  'seed-presences.csv': {
    actor: 'actor!', kind: 'presenceKind!', name: 'text!', country: 'country', place: 'place', since: 'date', until: 'date', summary: 'text', sources: 'sources!',
  },
  'jurisdictions.csv': { mission: 'actor!', area: 'place!', sources: 'sources!' },
  'seed-activities.csv': {
    key: 'slug!', kind: 'activityKind!', title: 'text!', starts: 'date', ends: 'date', country: 'country', place: 'place', participants: 'participants',
    themes: 'themes', summary: 'text', sources: 'sources!',
  },
  'seed-outcomes.csv': {
    activity: 'activity!', category: 'outcomeCategory!', measure: 'text!', amount: 'number', unit: 'text', note: 'text', sources: 'sources!',
  },
  'seed-practices.csv': {
    key: 'slug!', title: 'text!', offered_by: 'actors', copied_by: 'actors', themes: 'themes', summary: 'text!', results: 'text', since: 'date',
    sources: 'sources!',
  },
  'seed-commitments.csv': {
    key: 'slug!', actor: 'actor!', agenda: 'agenda!', title: 'text!', summary: 'text', made: 'date', due: 'date', evidence: 'text', sources: 'sources!',
  },
  'convenings.csv': {
    slug: 'slug!', name: 'text!', short_name: 'text', organizers: 'actors', frequency: 'frequency!', website: 'url', summary: 'text!',
    who_attends: 'text!', local_participation: 'text!', themes: 'themes', sources: 'sources!',
  },
  'editions.csv': {
    convening: 'convening!', name: 'text!', starts: 'date!', ends: 'date', country: 'country!', place: 'place', website: 'url', sources: 'sources!',
  },
  'seed-people.csv': {
    key: 'slug!', name: 'text!', role: 'text!', actor: 'actor', expertise: 'text', since: 'date', until: 'date', sources: 'sources!',
  },
};

// The values a column of a certain kind may hold: the same as in the field tables of src/register/.
export const choices = {
  actorKind: [
    'country', 'state', 'territory', 'county', 'municipality', 'township', 'tribal_nation', 'regional_council', 'regional_commission',
    'foreign_subnational', 'network', 'multilateral', 'federal_agency', 'mission', 'university', 'school', 'community_organization',
    'sister_city_association', 'philanthropy', 'business', 'national_partner',
  ],
  activityKind: [
    'delegation_in', 'delegation_out', 'exchange', 'event', 'summit', 'trade_mission', 'training', 'statement', 'aid', 'other',
  ],
  agenda: ['sdg', 'paris', 'cedaw', 'human_rights', 'other'],
  frequency: ['annual', 'biennial', 'triennial', 'quadrennial', 'irregular'],
  officeStructure: ['dedicated_office', 'designated_lead', 'agent', 'advisory_only'],
  outcomeCategory: ['value', 'presence', 'impression'],
  partnershipKind: ['sister_city', 'friendship', 'memorandum', 'twinning', 'cross_border', 'state_partnership', 'other'],
  partnershipStatus: ['proposed', 'council_approved', 'signed', 'active', 'suspended', 'expired', 'terminated', 'not_recorded'],
  presenceKind: ['trade_office', 'overseas_office', 'branch_campus'],
};

export const governmentsWithPlaceSlugs = [
  'country', 'state', 'territory', 'county', 'municipality', 'township', 'foreign_subnational',
];
