/**
 * What counts as copies of one posting in given files: how many, and pairs to read.
 *
 *   npm run bench:copies -- FILE... [--sample=100] [--seed=1]
 *
 * Of each group one pair is drawn, of these `sample`, and printed with the words that only one of both has.
 */
import { parseArgs } from 'node:util';
import { fingerprint } from '../src/domain/copies/fingerprint.js';
import { groupCopies } from '../src/domain/copies/grouping.js';
import { similarity } from '../src/domain/copies/min-hash.js';
import { wordsOf } from '../src/domain/copies/names.js';
import type { Posting } from '../src/domain/posting.js';
import { expandSources } from '../src/ingest/expand.js';
import { createFetcher } from '../src/ingest/http/fetcher.js';
import { readSource } from '../src/ingest/read.js';
import { seeded } from './postings.js';

interface Member {
  id: string;
  firstSeen: string;
  signature: Uint8Array;
  posting: Posting;
}

const WORDS_SHOWN = 25;

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { sample: { type: 'string', default: '100' }, seed: { type: 'string', default: '1' } },
  });
  const postings = await readPostings(positionals);
  const keys = new Map<string, Member[]>();
  let ms = 0;
  for (const posting of postings) {
    const started = performance.now();
    const { key, signature } = fingerprint(posting);
    ms += performance.now() - started;
    if (signature === null) continue;
    const member = { id: posting.id, firstSeen: posting.postedAt ?? '', signature, posting };
    const same = keys.get(key);
    if (same === undefined) keys.set(key, [member]);
    else same.push(member);
  }
  const groups = [...keys.values()].flatMap(groupsOf).filter((group) => group.length > 1);
  const copies = groups.reduce((sum, group) => sum + group.length - 1, 0);
  process.stdout.write(
    `${postings.length} postings, ${groups.length} groups, ${copies} copies; ` +
      `${(ms / postings.length).toFixed(3)} ms a fingerprint\n\n`,
  );
  const random = seeded(Number(values.seed));
  const pick = <T>(items: T[]): T[] => items.splice(Math.floor(random() * items.length), 1);
  for (let left = Number(values.sample); left > 0 && groups.length > 0; left--) {
    const [group = []] = pick(groups);
    const [[a], [b]] = [pick(group), pick(group)];
    if (a !== undefined && b !== undefined) process.stdout.write(`${describe(a, b)}\n`);
  }
}

async function readPostings(args: string[]): Promise<Posting[]> {
  const { specs, issues } = await expandSources(args, { cwd: process.cwd() });
  for (const issue of issues) process.stderr.write(`${issue.message}\n`);
  const fetcher = createFetcher({
    timeoutMs: 60_000,
    maxBytes: 1e8,
    allowPrivateHosts: false,
    contact: null,
  });
  const postings: Posting[] = [];
  for (const spec of specs) {
    const context = { fetcher, signal: new AbortController().signal, stdin: null };
    for await (const event of readSource(spec, context)) {
      if (event.type === 'posting') postings.push(event.posting);
    }
  }
  await fetcher.close();
  return [...new Map(postings.map((posting) => [posting.id, posting])).values()];
}

function groupsOf(members: Member[]): Member[][] {
  const groups = new Map<string, Member[]>();
  const canonical = groupCopies(members);
  for (const member of members) {
    const root = canonical.get(member.id) ?? member.id;
    const group = groups.get(root);
    if (group === undefined) groups.set(root, [member]);
    else group.push(member);
  }
  return [...groups.values()];
}

function describe(a: Member, b: Member): string {
  const head = ({ posting }: Member): string =>
    `  ${posting.company ?? '?'} | ${posting.title} | ${posting.location.raw ?? ''} | ${posting.postedAt ?? ''}`;
  const only = (one: Member, other: Member): string => {
    const others = new Set(wordsOf(other.posting.description));
    const words = wordsOf(one.posting.description).filter((word) => !others.has(word));
    return `    only here: ${words.slice(0, WORDS_SHOWN).join(' ')}${words.length > WORDS_SHOWN ? ' …' : ''}`;
  };
  const alike = similarity(a.signature, b.signature).toFixed(2);
  return [alike, head(a), only(a, b), head(b), only(b, a)].join('\n');
}

await main();
