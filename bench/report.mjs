// The tables of a run, as Markdown.

/** Goals on SQLite; PostgreSQL is reported beside it. */
const GOALS = {
  government: 0.25,
  list: 0.1,
  firstList: 150,
  search: 20,
  suggestions: 10,
  firstStart: 60,
  restart: 2,
  resident: 200,
  databaseMegabytes: 400,
  found: { 'one edit': 0.98, 'two edits': 0.9 },
};

export function printReport(report) {
  const [sqlite] = report.databases;
  const busy = sqlite.pages.map((page) => page.busyElsewhere);
  const elsewhere = `${percent(Math.min(...busy))} to ${percent(Math.max(...busy))}`;
  print(`${report.machine}; ${report.build}; ${report.date.toISOString().slice(0, 16).replace('T', ' ')} UTC.`);
  print(
    `Load average ${report.loadBefore.toFixed(1)} before and ${report.loadAfter.toFixed(1)} after;`,
    `between our own runs ${elsewhere} of the machine was in use by others (medians by page).`,
    `${report.options.rounds} turns of ${report.options.seconds} s a page, ${report.options.latencySeconds} s a kind of search.`,
  );
  printGoals(report);
  for (const database of report.databases) printThroughput(database, report.queries);
  for (const { name, unkept } of report.databases)
    printThroughput({ name: `${name} with nothing kept between requests`, pages: unkept }, report.queries);
  for (const database of report.databases) printLatencies(database);
  if (report.quality) print(`\nThe index alone:\n\n${report.quality.map((line) => `    ${line}`).join('\n')}`);
}

function printGoals({ databases }) {
  const rows = [];
  const add = (what, goal, valueOf, show, isMet) => {
    const values = databases.map(valueOf);
    rows.push([what, goal, ...values.map(show), isMet(values[0]) ? 'yes' : '**no**']);
  };
  const atLeast = (goal) => (value) => value >= goal;
  const atMost = (goal) => (value) => value <= goal;
  const seconds = (value) => `${value.toFixed(2)} s`;
  const milliseconds = (value) => `${value.toFixed(1)} ms`;
  const megabytes = (value) => `${value.toFixed(0)} MB`;
  const two = (value) => value.toFixed(2);

  for (const kind of ['government', 'list']) {
    for (const { path } of databases[0].pages.filter((page) => page.kind === kind)) {
      const goal = GOALS[kind];
      const ratio = (database) => database.pages.find((page) => page.path === path).ratio;
      add(`\`${path}\`, of nginx's answers`, `≥ ${two(goal)}`, ratio, two, atLeast(goal));
    }
  }
  add('filtered list, first hit', `≤ ${GOALS.firstList} ms`, (one) => one.firstList, milliseconds, atMost(GOALS.firstList));
  for (const { kind } of databases[0].latencies) {
    const goal = kind === 'suggestions' ? GOALS.suggestions : GOALS.search;
    const name = kind === 'suggestions' ? kind : `search, ${kind}`;
    add(`${name}, p99`, `≤ ${goal} ms`, (one) => latencyOf(one, kind).p99, milliseconds, atMost(goal));
  }
  add('first start', `≤ ${GOALS.firstStart} s`, (one) => one.firstStart, seconds, atMost(GOALS.firstStart));
  add('restart until the first answer', `≤ ${GOALS.restart} s`, (one) => one.restart, seconds, atMost(GOALS.restart));
  add('resident memory, most seen', `≤ ${GOALS.resident} MB`, (one) => one.resident, megabytes, atMost(GOALS.resident));
  const size = (one) => one.databaseBytes / 1e6;
  add('database', `≤ ${GOALS.databaseMegabytes} MB`, size, megabytes, atMost(GOALS.databaseMegabytes));
  for (const [kind, goal] of Object.entries(GOALS.found)) {
    const share = (one) => one.found[kind].itself;
    add(`found in the first ten, ${kind}`, `≥ ${percent(goal)}`, share, (value) => percent(value, 1), atLeast(goal));
  }
  print('\n### Goals\n');
  printTable(['what', 'goal', ...databases.map((one) => one.name), `met on ${databases[0].name}`], rows);
  const shares = ['exact', ...Object.keys(GOALS.found)].map(
    (kind) => `${kind} ${percent(databases[0].found[kind].byName, 1)}`,
  );
  print(
    '\n"Found" is the place itself, of names with at most nine namesakes;',
    `the place or a namesake, of all ${databases[0].found.exact.searches} names: ${shares.join(', ')}.`,
  );
}

function latencyOf(database, kind) {
  return database.latencies.find((latency) => latency.kind === kind);
}

function printThroughput({ name, pages }, queries) {
  const rows = pages.map((page) => {
    const range = ({ slowest, fastest }) => `${whole(slowest)} to ${whole(fastest)}`;
    return [
      `\`${page.path}\``,
      whole(page.bytes),
      whole(page.page.perSecond),
      range(page.page),
      whole(page.file.perSecond),
      range(page.file),
      page.ratio.toFixed(2),
      page.page.microseconds.toFixed(0),
      page.file.microseconds.toFixed(0),
      queries ? queries[page.path].toFixed(1) : 'not counted',
      [...page.page.errors, ...page.file.errors].join('; ') || 'none',
    ];
  });
  print(`\n### Throughput on ${name}\n`);
  printTable(
    ['page', 'bytes', 'a second', 'range', 'nginx', 'range', 'ratio', 'µs of CPU', 'nginx', 'queries', 'errors'],
    rows,
  );
}

function printLatencies({ name, latencies }) {
  const rows = latencies.map(({ kind, count, failures, p50, p99, longest, clientLate }) => [
    kind,
    whole(count),
    ...[p50, p99, longest, clientLate].map((time) => time.toFixed(2)),
    String(failures),
  ]);
  print(`\n### Latency on ${name}, ms at 100 a second\n`);
  printTable(['search', 'answers', 'p50', 'p99', 'longest', 'client late, p99', 'failures'], rows);
}

function printTable(head, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  print([line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n'));
}

function whole(number) {
  return Math.round(number).toLocaleString('en-US');
}

function percent(share, digits = 0) {
  return `${(share * 100).toFixed(digits)} %`;
}

function print(...parts) {
  process.stdout.write(`${parts.join(' ')}\n`);
}
