/**
 * Pages of `rolemill query`, every figure and the whole report, on 200,000 made-up postings (bench/market/fill.ts tells
 * what is stored): milliseconds, and how the server finds them.
 *
 *   npm run bench:figures -- [--count=200000] [--runs=5] [--plans] [--only=pages,figures,report] [--folder=DIR] [--url=postgres://...]
 *
 * The server is the embedded one in a new folder, unless a folder (kept and used again) or an empty database is given.
 * Shown are the median and the best of the runs after a first one, which fills the server's memory and finds the words that the
 * others know already, and that one too.
 */
import { readFileSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { sql } from 'drizzle-orm';
import { openDatabase, type Database } from '../src/db/database.js';
import { readBasis, type Basis } from '../src/db/figures/basis.js';
import { compare } from '../src/db/figures/compare.js';
import { inOneMoment, marketFigures } from '../src/db/figures/market.js';
import { movers } from '../src/db/figures/movers.js';
import { pay } from '../src/db/figures/pay.js';
import { rolesByLevels } from '../src/db/figures/roles-by-levels.js';
import type { Reader } from '../src/db/figures/selection.js';
import { sharesByEach } from '../src/db/figures/shares.js';
import { skillPairs } from '../src/db/figures/skill-pairs.js';
import { topSkills } from '../src/db/figures/skills.js';
import { timeToClose } from '../src/db/figures/time-to-close.js';
import { storeTotals } from '../src/db/figures/totals.js';
import { trend } from '../src/db/figures/trend.js';
import { years } from '../src/db/figures/years.js';
import type { PostingFilter } from '../src/db/filter.js';
import { queryFullPage, queryPostings } from '../src/db/query.js';
import { fillMarket } from './market/fill.js';
import { planned } from './market/plans.js';

const GOAL_MS = { query: 100, report: 2000 };
const TOP = 20;

const PAGES: [string, PostingFilter][] = [
  ['everything', {}],
  ['a role', { role: ['role-3'] }],
  ['a rare role', { role: ['role-39'] }],
  ['a skill and a level', { skill: ['skill-7'], level: ['level-4'] }],
  ['two skills, one rare', { skill: ['skill-1', 'skill-290'] }],
  ['a country', { country: ['AA'] }],
  ['country, role and since', { country: ['BA'], role: ['role-1'], since: '2026-01-01' }],
  ['a company', { company: 'company 42' }],
  ['open, remote', { state: 'open', remote: ['remote'] }],
  ['since and until', { since: '2025-06-01', until: '2025-06-30' }],
  ['each copy', { copies: 'all' }],
  ['nothing fits', { role: ['nobody'] }],
];
/** What they are, and how many postings have them, is told beside `WORDS` in bench/market/fill.ts. */
const NOWHERE: PostingFilter = { text: '"care people"' };
const WORDS: [string, PostingFilter][] = [
  ['a rare word', { text: 't1234' }],
  ['a number in one title', { text: '123456' }],
  ['a word in a twentieth', { text: 'c++' }],
  ['a word in all', { text: 'people' }],
  ['two words in all', { text: 'people care' }],
  ['a word in a third', { text: 'machine' }],
  ['a rare and a common word', { text: 'people t1234' }],
  ['a word that occurs nowhere', { text: 'zzyzx' }],
  ['a beginning of many words', { text: 'ka*' }],
  ['quoted, in all', { text: '"care for"' }],
  ['quoted, in a fifth of its words', { text: '"machine learning"' }],
  ['quoted, with a rare word', { text: '"team t1234"' }],
  ['quoted, 10,000 have its words', { text: '"done c++"' }],
  ['node.js', { text: 'node.js' }],
  ['front-end', { text: 'front-end' }],
  ['a word in all, a role', { text: 'people', role: ['role-3'] }],
  ['a word in all, a rare role', { text: 'people', role: ['role-39'] }],
  ['a word in all, a country', { text: 'people', country: ['AA'] }],
  ['a word in all, a skill', { text: 'people', skill: ['skill-1'] }],
  ['a word in all, a rare skill', { text: 'people', skill: ['skill-290'] }],
  ['a word in a third, open', { text: 'machine', state: 'open' }],
  ['a word in all, each copy', { text: 'people', copies: 'all' }],
  ['quoted, and a country', { text: '"machine learning"', country: ['AA'] }],
  ['quoted, and a rare role', { text: '"machine learning"', role: ['role-39'] }],
  ['quoted, each in all, nowhere so', NOWHERE],
];
const REPORTS: [string, PostingFilter, PostingFilter?][] = [
  ['everything', {}],
  ['a family', { family: ['family-3'] }],
  ['a role in a country', { role: ['role-1'], country: ['AA'] }],
  ['a word in all', { text: 'people' }],
  ['a word in a third', { text: 'machine' }],
  ['quoted words', { text: '"machine learning"' }],
  ['this quarter against the last', { since: '2026-04-01' }, { since: '2026-01-01', until: '2026-03-31' }],
];

const say = (line: string): void => void process.stdout.write(`${line}\n`);

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      count: { type: 'string', default: '200000' },
      runs: { type: 'string', default: '5' },
      plans: { type: 'boolean', default: false },
      only: { type: 'string', default: 'pages,figures,report' },
      folder: { type: 'string' },
      url: { type: 'string' },
    },
  });
  const folder = values.folder ?? (await mkdtemp(join(tmpdir(), 'rolemill-bench-')));
  // As root the embedded server runs as another user.
  await chmod(folder, 0o711).catch(() => undefined);
  const d = await openDatabase({ databaseUrl: values.url ?? null, dataDir: join(folder, 'data') });
  try {
    const { postings } = await storeTotals(d.orm);
    if (postings === 0) await fillMarket(d, Number(values.count), say);
    const { postings: stored } = await storeTotals(d.orm);
    say(
      `${cpus().length} x ${cpus()[0]?.model ?? 'unknown CPU'}, PostgreSQL ${d.serverVersion}, ${stored} postings`,
    );
    const run: Run = { runs: Number(values.runs), wholePlans: values.plans, plans: [] };
    if (values.only.includes('pages')) await benchPages(d, run);
    if (values.only.includes('figures')) await benchFigures(d, run);
    if (values.only.includes('report')) await benchReports(d, run);
    say(`\nWhat each reads, and what each statement takes with being told so${run.plans.join('\n')}`);
  } finally {
    await d.close();
    if (values.folder === undefined) await rm(folder, { recursive: true, force: true });
  }
}

interface Run {
  runs: number;
  wholePlans: boolean;
  /** Lines that tell how each is found, for the end. */
  plans: string[];
}

async function benchPages(d: Database, run: Run): Promise<void> {
  say(`\nPages of 50 of \`query\`, goal ${GOAL_MS.query} ms`);
  for (const [name, filter] of PAGES) {
    await measure(name, run, d, (on) => queryPostings(on, filter, { limit: 50, cursor: null }));
  }
  let cursor: string | null = null;
  for (let page = 0; page < 100; page += 1) {
    cursor = (await queryPostings(d, {}, { limit: 1000, cursor })).nextCursor;
  }
  await measure('after the 100,000th', run, d, (on) => queryPostings(on, {}, { limit: 50, cursor }));
  await measure('everything, 1000 of a page', run, d, (on) =>
    queryPostings(on, {}, { limit: 1000, cursor: null }),
  );
  say(`\nPages of 50 with --text, goal ${GOAL_MS.query} ms`);
  for (const [name, filter] of WORDS) {
    await measure(name, run, d, (on) => queryPostings(on, filter, { limit: 50, cursor: null }));
  }
  await measure('the same, all looked at', run, d, (on) =>
    queryFullPage(on, NOWHERE, { limit: 50, cursor: null }),
  );
  for (const text of ['people', '"machine learning"']) {
    const filter = { text };
    const { nextCursor } = await queryPostings(d, filter, { limit: 1000, cursor: null });
    await measure(`${text}, after 1000`, run, d, (on) =>
      queryPostings(on, filter, { limit: 50, cursor: nextCursor }),
    );
  }
}

async function benchFigures(d: Database, run: Run): Promise<void> {
  for (const [title, filter] of [
    ['everything', {}],
    ['a family', { family: ['family-3'] }],
  ] satisfies [string, PostingFilter][]) {
    say(`\nFigures of ${title}`);
    const basis = await readBasis(d.orm, filter);
    const other = await readBasis(d.orm, { family: ['family-4'] });
    const figures: [string, (tx: Reader, of: Basis) => Promise<unknown>][] = [
      ['basis', (tx) => readBasis(tx, filter)],
      ['shares by ten dimensions', (tx, of) => sharesByEach(tx, of, TOP)],
      ['roles by levels', (tx, of) => rolesByLevels(tx, of)],
      ['skills', (tx, of) => topSkills(tx, of, TOP)],
      ['skill pairs', (tx, of) => skillPairs(tx, of, TOP)],
      ['trend by month', (tx, of) => trend(tx, of, 'month')],
      [
        'trend by week of roles',
        (tx, of) => trend(tx, of, 'week', [{ by: 'role', ids: ['role-1', 'role-2'] }]),
      ],
      [
        'trend by month of skills',
        (tx, of) => trend(tx, of, 'month', [{ by: 'skill', ids: ['skill-1', 'skill-2'] }]),
      ],
      ['movers', (tx, of) => movers(tx, of, { top: TOP })],
      ['pay', (tx, of) => pay(tx, of, TOP)],
      ['years', (tx, of) => years(tx, of, TOP)],
      ['time to close', (tx, of) => timeToClose(tx, of, TOP)],
      ['compare', (tx, of) => compare(tx, of, other, TOP)],
    ];
    for (const [name, figure] of figures) {
      await measure(name, run, d, (on) => inOneMoment(on, (tx) => figure(tx, basis)));
    }
  }
}

async function benchReports(d: Database, run: Run): Promise<void> {
  say(`\nThe whole report, goal ${GOAL_MS.report} ms`);
  for (const [name, filter, versus] of REPORTS) {
    await measure(name, run, d, (on) =>
      marketFigures(on, filter, versus === undefined ? { top: TOP } : { top: TOP, versus }),
    );
  }
}

/** Milliseconds on a processor: of this process, and of the server's that serve it where they run on this machine. */
async function cpuMs(d: Database): Promise<number> {
  const own = process.cpuUsage();
  const backends = await d.orm.execute<{ pid: number }>(
    sql`select pid from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()
      union all select pg_backend_pid()`,
  );
  const ns = backends.map(({ pid }) => {
    try {
      return Number(readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ')[0]);
    } catch {
      return 0;
    }
  });
  return (own.user + own.system) / 1000 + ns.reduce((sum, n) => sum + n, 0) / 1e6;
}

async function measure(
  name: string,
  { runs, wholePlans, plans }: Run,
  d: Database,
  work: (d: Database) => Promise<unknown>,
): Promise<void> {
  const times: number[] = [];
  let [cpu, first] = [0, 0];
  for (let i = 0; i <= runs; i += 1) {
    const before = await cpuMs(d);
    const started = performance.now();
    await work(d);
    const took = performance.now() - started;
    if (i === 0) first = took;
    if (i === 0 && runs > 1) continue;
    times.push(took);
    cpu += (await cpuMs(d)) - before;
  }
  const sorted = times.toSorted((a, b) => a - b);
  const [best = 0, median = 0] = [sorted[0], sorted[Math.floor(sorted.length / 2)]];
  say(
    `  ${name.padEnd(32)} ${median.toFixed(0).padStart(6)} ms   best ${best.toFixed(0).padStart(6)}   first ${first.toFixed(0).padStart(6)}   processor ${(cpu / times.length).toFixed(0).padStart(6)}   load ${(loadavg()[0] ?? 0).toFixed(1)}`,
  );
  plans.push(`\n  ${name}`);
  await planned(d, work, wholePlans, (line) => plans.push(line));
}

await main();
