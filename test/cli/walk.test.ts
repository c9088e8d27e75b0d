/** The commands one after the other on an embedded server of their own, as a person would call them. */
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { joinEmbedded, type EmbeddedServer } from '../../src/db/embedded/join.js';
import { displayWidth } from '../../src/report/text-width.js';
import { rolemill, type Result, type RunOptions } from './harness.js';

const FIXTURES = resolve(import.meta.dirname, '../../fixtures');
let dir = '';
let env: Record<string, string> = {};

beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'rolemill-cli-'));
  // As root the embedded server runs as another user, who must be able to pass through.
  chmodSync(dir, 0o711);
  env = { ROLEMILL_RULES: resolve(import.meta.dirname, 'rules'), ROLEMILL_DATA_DIR: join(dir, 'data') };
  writeFileSync(
    join(dir, 'broken.ndjson'),
    [
      '{"id":"1","company":"Acme","title":"Senior Backend Engineer"}',
      'not json',
      '{"id":"2","company":"Acme","title":"Nurse"}',
    ].join('\n'),
  );
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const call = (args: string[], options: RunOptions = {}): Promise<Result> =>
  rolemill(args, { env, cwd: dir, ...options });

/** As soon as a command listens for it, so before its work can have ended. */
function pressCtrlC(): void {
  const press = (name: string | symbol, listener: () => void): void => {
    if (name !== 'SIGINT') return;
    process.off('newListener', press);
    setImmediate(listener);
  };
  process.on('newListener', press);
}

it('an empty store says how to fill it', async () => {
  const { code, stdout, stderr } = await call(['report']);
  expect(stdout).toContain('rolemill run');
  expect(stderr).toContain('embedded PostgreSQL in data');
  expect(code).toBe(0);
});

describe('the walk', () => {
  // Else each of a hundred commands would start the server and stop it again.
  let held: EmbeddedServer;
  beforeAll(async () => {
    held = await joinEmbedded({ dataDir: join(dir, 'data'), log: () => undefined });
  });
  afterAll(() => held.leave());

  it('run reads every example', async () => {
    const { code, stdout } = await call(['run', FIXTURES, '--json']);
    const run = JSON.parse(stdout);
    expect(run).toMatchObject({
      command: 'run',
      status: 'done',
      counts: { found: 75, added: 74, repeated: 1, issues: 0, classified: 74 },
    });
    expect(run.sources).toHaveLength(19);
    expect(code).toBe(0);
  });

  it('suggest reads what is stored, each posting once, and finds in it what it finds in the files', async () => {
    const stored = await call(['taxonomy', 'suggest', '--min-count', '2', '--json']);
    const files = await call(['taxonomy', 'suggest', FIXTURES, '--min-count', '2', '--json']);
    const [ofStore, ofFiles] = [JSON.parse(stored.stdout), JSON.parse(files.stdout)];
    expect(ofStore.postings).toBe(74);
    expect(ofFiles.postings).toBe(75);
    const texts = (found: { terms: { text: string }[] }): string[] => found.terms.map(({ text }) => text);
    expect(texts(ofStore).length).toBeGreaterThan(3);
    expect(texts(ofFiles)).toEqual(expect.arrayContaining(texts(ofStore)));
    expect(stored.code).toBe(0);
  });

  it('run again finds nothing new', async () => {
    const { code, stdout } = await call(['run', FIXTURES]);
    expect(stdout).toMatch(/all +75 +0 +0 +74 +1 +0/);
    expect(code).toBe(0);
  });

  it('run of a file with a broken line keeps the rest and ends with 1', async () => {
    const { code, stdout } = await call(['run', 'broken.ndjson']);
    expect(stdout).toMatch(/broken\.ndjson:2: .*\[invalid-json\]/);
    expect(stdout).toContain('2 postings classified');
    expect(code).toBe(1);
  });

  it('run of what is not there says so and ends with 1', async () => {
    const { code, stdout, stderr } = await call(['run', 'nowhere.csv']);
    expect(stderr + stdout).toMatch(/nowhere\.csv.*\[file-not-found\]/);
    expect(code).toBe(1);
  });

  it('a source that failed for good is kept with its reason, and is read by retry once it is mended', async () => {
    writeFileSync(join(dir, 'scan.ndjson'), '%PDF-1.7\n');
    expect((await call(['run', 'scan.ndjson'])).code).toBe(1);
    const failed = async () => JSON.parse((await call(['status', '--json'])).stdout).failed;
    expect(await failed()).toMatchObject([
      { queue: 'ingest', source: 'scan.ndjson', postings: null, code: 'format-mismatch', attempts: 1 },
    ]);
    expect((await call(['status'])).stdout).toMatch(/ingest of run .*scan\.ndjson: .*\[format-mismatch\]/);

    writeFileSync(join(dir, 'scan.ndjson'), '{"id":"7","company":"Blot","title":"Nurse"}\n');
    expect(JSON.parse((await call(['retry', '--json'])).stdout)).toEqual({ retried: 1 });
    expect(await failed()).toEqual([]);
    // Whoever works next takes it along; one who has ended before it is classified leaves it to the next.
    const workAndCount = async (): Promise<number> => {
      expect((await call(['run', 'broken.ndjson'])).code).toBe(1);
      return JSON.parse((await call(['query', '--company', 'Blot', '--json'])).stdout).total;
    };
    await expect.poll(workAndCount).toBe(1);
  });

  it('run reads stdin', async () => {
    const stdin = '{"id":"9","company":"Acme","title":"Mid Backend Developer"}\n';
    const { code, stdout } = await call(['run', '-', '--json'], { stdin });
    expect(JSON.parse(stdout)).toMatchObject({ counts: { added: 1, classified: 1 } });
    expect(code).toBe(0);
  });

  it('query filters, counts and pages', async () => {
    const first = JSON.parse((await call(['query', '--family', 'backend', '--json', '--limit', '2'])).stdout);
    expect(first.rows).toHaveLength(2);
    expect(first.total).toBeGreaterThan(2);
    expect(new Set(first.rows.map((row: { role: { family: string } }) => row.role.family))).toEqual(
      new Set(['backend']),
    );
    const next = JSON.parse(
      (await call(['query', '--family', 'backend', '--json', '--cursor', first.nextCursor])).stdout,
    );
    const ids = [...first.rows, ...next.rows].map((row: { id: string }) => row.id);
    expect(new Set(ids).size).toBe(first.total);
  });

  it('a cursor of another filter is wrong use', async () => {
    const { nextCursor } = JSON.parse((await call(['query', '--json', '--limit', '1'])).stdout);
    const { code, stderr } = await call(['query', '--family', 'backend', '--cursor', nextCursor]);
    expect(stderr).toContain('[usage]');
    expect(code).toBe(2);
  });

  it('query --csv is a table of its own, with the count on stderr', async () => {
    const { stdout } = await call(['query', '--company', 'acme', '--csv']);
    const rows = stdout.trim().split('\r\n');
    expect(rows).toHaveLength(4);
    expect(rows[0]).toContain('id,source,url,title');
  });

  describe('export', () => {
    const query = async (...args: string[]) => JSON.parse((await call(['query', '--json', ...args])).stdout);
    const lines = (name: string): string[] => readFileSync(join(dir, name), 'utf8').trimEnd().split('\n');

    it('writes what query gives, and nothing beside it', async () => {
      const { rows } = await query('--limit', '1000');
      const { code, stdout } = await call(['export', 'all.ndjson', '--json']);
      expect(JSON.parse(stdout)).toEqual({
        file: 'all.ndjson',
        format: 'ndjson',
        rows: rows.length,
        furtherCopies: 0,
        bytes: statSync(join(dir, 'all.ndjson')).size,
      });
      expect(lines('all.ndjson').map((line) => JSON.parse(line))).toEqual(rows);
      expect(readdirSync(dir).filter((name) => name.startsWith('.all'))).toEqual([]);
      expect(code).toBe(0);
    });

    it('a filter without a posting gives a file with its head, and says what to do', async () => {
      const { code, stdout, stderr } = await call(['export', 'none.csv', '--company', 'Nobody at all']);
      expect(stdout).toContain('0 postings written to none.csv');
      expect(stderr).toContain('No posting fits');
      expect(lines('none.csv')).toHaveLength(1);
      expect(code).toBe(0);
    });

    it('to stdout it is the postings alone', async () => {
      const { stdout } = await call(['export', '-', '--format', 'csv', '--company', 'acme']);
      expect(stdout.trim().split('\r\n')).toHaveLength(4);
    });

    it('Ctrl-C leaves no file', async () => {
      pressCtrlC();
      const { code, stderr } = await call(['export', 'stopped.parquet']);
      expect(stderr).toContain('stopped.parquet was not written');
      expect(readdirSync(dir).filter((name) => name.includes('stopped'))).toEqual([]);
      expect(code).toBe(130);
    });
  });

  it.each([60, 80, 120])('query and report fit a terminal of %i columns', async (terminal) => {
    for (const args of [['query', '--limit', '30'], ['report']]) {
      const { stdout } = await call(args, { terminal });
      expect(Math.max(...stdout.split('\n').map(displayWidth))).toBeLessThanOrEqual(terminal);
    }
  });

  it('report --json holds counts with their denominator', async () => {
    const report = JSON.parse((await call(['report', '--company', 'Acme', '--json'])).stdout);
    // Three postings are too few to say anything else of them, and it says so.
    expect(report).toMatchObject({
      basis: { postings: 3, filter: { company: 'Acme' }, minCount: 5 },
      rolesByLevels: { of: 3, distinct: 2, withheld: 2, items: [] },
    });
  });

  it('explain shows the rule and the words that decided', async () => {
    const { rows } = JSON.parse(
      (await call(['query', '--company', 'Acme', '--level', 'senior', '--json'])).stdout,
    );
    const { stdout, code } = await call(['explain', rows[0].id.slice(0, 10)]);
    expect(stdout).toMatch(/role\.backend +"Backend Engineer"/);
    expect(code).toBe(0);
  });

  it.each([[['explain', 'ffffffffffff']], [['runs', 'ffffffffffff']], [['retry', '--run', 'ffffffffffff']]])(
    '%j: not found ends with 1',
    async (args) => {
      const { code, stderr } = await call(args);
      expect(stderr).toContain('[not-found]');
      expect(code).toBe(1);
    },
  );

  it('runs lists them and shows one with its problems', async () => {
    const { runs } = JSON.parse((await call(['runs', '--json'])).stdout);
    const partial = runs.find((run: { status: string }) => run.status === 'partial');
    const { stdout } = await call(['runs', partial.id.slice(0, 8)]);
    expect(stdout).toMatch(/broken\.ndjson:2: .*\[invalid-json\]/);
  });

  it('status, retry and doctor find everything in order', async () => {
    expect(JSON.parse((await call(['status', '--json'])).stdout)).toMatchObject({
      pending: 0,
      backend: 'postgres',
    });
    expect(
      JSON.parse((await call(['doctor', '--json'])).stdout).checks.every(
        (check: { ok: boolean }) => check.ok,
      ),
    ).toBe(true);
    expect((await call(['retry', '--queue', 'classify'])).code).toBe(0);
  });

  it('reclassify gives every posting a verdict of the present taxonomy', async () => {
    const { code, stdout } = await call(['reclassify', '--json']);
    expect(JSON.parse(stdout)).toMatchObject({ classified: 78 });
    expect(JSON.parse((await call(['status', '--json'])).stdout)).toMatchObject({ pending: 0 });
    expect(code).toBe(0);
  });

  describe('other rules', () => {
    let rules: Record<string, string> = {};
    let present = '';
    const other = (args: string[]): Promise<Result> => call(args, { env: { ...env, ...rules } });
    const json = async (result: Promise<Result>) => JSON.parse((await result).stdout);
    beforeAll(async () => {
      const folder = join(dir, 'other-rules');
      mkdirSync(folder);
      const text = readFileSync(resolve(import.meta.dirname, 'rules/small.yaml'), 'utf8')
        .replace('any: [backend engineer, backend developer]', 'any: [backend engineer]')
        .replace('aliases: [java]', 'aliases: [javanese]');
      writeFileSync(join(folder, 'small.yaml'), text);
      rules = { ROLEMILL_RULES: folder };
      present = (await json(call(['query', '--json', '--limit', '1']))).rows[0].taxonomy;
    });

    it('reclassify --diff says what they would change, with the evidence, and changes nothing', async () => {
      const before = await json(call(['query', '--json', '--limit', '1000']));
      const diff = await json(other(['reclassify', '--diff', '--json', '--examples', '2']));
      expect(diff).toMatchObject({ partial: false, of: 78, postings: 78 });
      expect(diff.before).toEqual([{ version: present, postings: 78 }]);
      const [moved] = diff.roles.items;
      expect(moved).toMatchObject({ from: 'backend-developer', to: 'non-tech' });
      expect(diff.changed.role).toBeGreaterThanOrEqual(moved.count);
      expect(diff.skills.items[0]).toMatchObject({ id: 'java', gained: 0 });
      expect(diff.examples[0]).toMatchObject({
        about: 'role',
        before: { value: 'backend-developer', evidence: [{ rule: 'role.backend', used: true }] },
        after: { value: 'non-tech' },
      });
      expect(await json(call(['query', '--json', '--limit', '1000']))).toEqual(before);
    });

    it('a part of it, for people', async () => {
      const { code, stdout } = await other(['reclassify', '--diff', '--company', 'Acme', '--limit', '2']);
      expect(stdout).toMatch(/^2 postings compared: stored by [0-9a-f]{12} \(2\), now [0-9a-f]{12}/);
      expect(code).toBe(0);
    });

    it('after Ctrl-C it tells what it has seen, as a part', async () => {
      pressCtrlC();
      const { code, stdout, stderr } = await other(['reclassify', '--diff', '--json']);
      expect(JSON.parse(stdout)).toMatchObject({ partial: true, of: 78, postings: 0, examples: [] });
      expect(stderr).toContain('of 0 of 78 postings only');
      expect(code).toBe(130);
    });

    it('with the same rules nothing changes', async () => {
      expect(await json(call(['reclassify', '--diff', '--json']))).toMatchObject({
        changed: { any: 0, role: 0, level: 0, skills: 0, requirements: 0 },
        examples: [],
      });
    });

    it('after reclassify the earlier verdicts can still be asked for', async () => {
      const ask = async (...more: string[]) =>
        (await json(call(['query', '--role', 'backend-developer', '--json', ...more]))).total;
      const before = await ask();
      const { stderr, code } = await other(['reclassify', '--json']);
      expect(stderr).toContain(`--taxonomy ${present}`);
      expect(code).toBe(0);
      expect(await ask()).toBeLessThan(before);
      expect(await ask('--taxonomy', present)).toBe(before);
      expect(await ask('--taxonomy', present.slice(0, 6))).toBe(before);
      const report = await json(call(['report', '--taxonomy', present, '--json']));
      expect(report.basis.taxonomies).toEqual([{ version: present, postings: report.basis.postings }]);
    });

    it.each([
      [['query', '--taxonomy', 'nonsense'], /no stored verdict is of this version; .*[0-9a-f]{12}/],
      [['query', '--source', 'ndjsn'], /did you mean ndjson\?/],
      [['query', '--language', 'german'], /two-letter/],
      [['query', '--employment', 'freelance'], /contract/],
      [['reclassify', '--limit', '5'], /go with --diff/],
      [['reclassify', '--role', 'backend-developer'], /go with --diff/],
      [['reclassify', '--diff', '--role', 'backend-develper'], /backend-developer/],
    ])('%j is wrong use', async (args, says) => {
      const { code, stderr } = await call(args);
      expect(stderr).toMatch(says);
      expect(code).toBe(2);
    });

    it('an adapter, a language and an employment type filter', async () => {
      const { rows } = await json(
        call(['query', '--source', 'csv', '--language', 'EN', '--employment', 'full-time', '--json']),
      );
      expect(rows.length).toBeGreaterThan(0);
      for (const row of rows)
        expect(row).toMatchObject({ source: 'csv', language: 'en', employmentType: 'full-time' });
    });
  });

  it('ingest without --wait leaves the work to others', async () => {
    const { code, stdout } = await call(['ingest', FIXTURES, '--json']);
    expect(JSON.parse(stdout)).toMatchObject({ status: 'running', counts: { sources: 19 } });
    expect(code).toBe(0);
  });

  it('results are plain where stdout is no terminal', async () => {
    const { stdout, stderr } = await call(['report']);
    expect(stdout + stderr).not.toContain('\u001b');
  });
});
