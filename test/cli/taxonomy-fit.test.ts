import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rolemill } from './harness.js';

const HEADER = 'key,role,role_alt,level,level_alt';
let folder: string;
let corpus: string;
let labels: string;

/** Sixty postings, half of them of one kind; texts as a job board has them, with marks of HTML. */
const postings = Array.from({ length: 60 }, (_, n) => ({
  title: 'Software Engineer',
  company: n % 3 === 0 ? null : `Acme ${n}`,
  description:
    n % 2 === 0
      ? `<p>Number ${n}.</p><p>You build REST APIs in our backend.</p>`
      : `<p>Number ${n}.</p><p>You write firmware and device drivers.</p>`,
}));
const keyOf = ({ title, company, description }: (typeof postings)[number]): string =>
  createHash('sha256')
    .update(`${title}\n${company ?? ''}\n${description}`)
    .digest('hex')
    .slice(0, 16);
const fit = (...args: string[]) => rolemill(['taxonomy', 'fit', ...args]);

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'rolemill-fit-'));
  mkdirSync(join(folder, 'training'));
  corpus = join(folder, 'corpus.ndjson.gz');
  labels = join(folder, 'training', 'labels.csv');
  const lines = postings.map((posting) => JSON.stringify(posting));
  // The last line stands twice, and one posting has no label.
  const unlabelled = JSON.stringify({ title: 'Software Engineer', description: 'x' });
  writeFileSync(corpus, gzipSync([...lines, lines.at(-1), unlabelled].join('\n')));
  const rows = postings.map((posting, n) =>
    n % 2 === 0
      ? `${keyOf(posting)},backend-developer,api-developer;software-engineer,mid,`
      : `${keyOf(posting)},embedded-engineer,,mid,senior`,
  );
  writeFileSync(labels, [HEADER, ...rows, 'ffffffffffffffff,data-engineer,,mid,'].join('\n'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('taxonomy fit', () => {
  it('finds the labels of postings by what the postings say', async () => {
    const { code, stdout, stderr } = await fit('--labels', labels, corpus);
    expect(code).toBe(0);
    expect(stderr).toContain('labels whose posting was found: 60 of 61');
    expect(stderr).toContain('new weights, seen postings: 100.0% of 60 right');
    expect(stdout).toContain('embedded.duties:');
  });

  it('starts from the weights of an earlier fit, and gives the same weights again', async () => {
    const earlier = join(folder, 'earlier.yaml');
    writeFileSync(earlier, 'weights:\n  signals: { qa.duties: 4.25 }\n  roles: {}\n  titles: {}\n');
    const once = await fit('--labels', labels, '--from', earlier, corpus);
    const again = await fit('--labels', labels, '--from', earlier, corpus);
    expect(once.stdout).toContain('qa.duties: 4.25');
    expect(again.stdout).toBe(once.stdout);
  });

  it('says what is wrong with labels and with weights', async () => {
    const broken = join(folder, 'broken.csv');
    writeFileSync(broken, `${HEADER}\nno key,backend-developer,,mid,\n`);
    const { code, stderr } = await fit('--labels', broken, corpus);
    expect(code).not.toBe(0);
    expect(stderr).toContain('broken.csv:2');
    const weights = await fit('--labels', labels, '--from', broken, corpus);
    expect(weights.code).not.toBe(0);
    expect(weights.stderr).toContain('holds no weights');
  });

  it('refuses too few labels', async () => {
    const few = join(folder, 'few.csv');
    writeFileSync(few, `${HEADER}\n`);
    const { code, stderr } = await fit('--labels', few, corpus);
    expect(code).not.toBe(0);
    expect(stderr).toContain('at least 50');
  });
});
