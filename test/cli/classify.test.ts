import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Io } from '../../src/cli/io.js';
import { runCli } from '../../src/cli/program.js';
import type { ClassifiedPosting } from '../../src/domain/verdict.js';
import { rolemill } from './harness.js';

const env = { ROLEMILL_RULES: resolve(import.meta.dirname, 'rules') };
const line = (id: string, title: string, description = ''): string =>
  JSON.stringify({ id, title, description });
const parse = (stdout: string): ClassifiedPosting[] =>
  stdout
    .split('\n')
    .filter((text) => text !== '')
    .map((text) => JSON.parse(text));

describe('classify --title', () => {
  it('gives one verdict without evidence', async () => {
    const { code, stdout, stderr } = await rolemill(['classify', '--title', 'Sr. Backend Engineer (Java)'], {
      env,
    });
    const [verdict, ...more] = parse(stdout);
    expect(code).toBe(0);
    expect(stderr).toBe('');
    expect(more).toEqual([]);
    expect(verdict).toMatchObject({
      role: { id: 'backend-developer' },
      level: { id: 'senior', basis: 'title' },
    });
    expect(verdict?.skills).toContainEqual(expect.objectContaining({ id: 'java', inTitle: true }));
    expect(verdict).not.toHaveProperty('evidence');
  });

  it('--explain adds the evidence, --description is read', async () => {
    const args = [
      'classify',
      '--title',
      'Backend Developer',
      '--description',
      '<p>We use Postgres.</p>',
      '--explain',
      '--pretty',
    ];
    const { stdout } = await rolemill(args, { env });
    const verdict: ClassifiedPosting = JSON.parse(stdout);
    expect(verdict.skills.map((skill) => skill.id)).toEqual(['postgresql']);
    expect(verdict.evidence).toContainEqual(
      expect.objectContaining({ about: 'role', for: 'backend-developer' }),
    );
  });

  it('an empty title is refused by its code', async () => {
    const { code, stderr } = await rolemill(['classify', '--title', '  '], { env });
    expect(stderr).toContain('[empty-posting]');
    expect(code).toBe(1);
  });
});

describe('classify as a filter', () => {
  it('keeps order and ids, and goes on after a bad line', async () => {
    const stdin = [
      line('b', 'Backend Engineer'),
      '{"id": "broken", ',
      line('a', 'Nurse'),
      '',
      line('c', ''),
      line('d', 'Mid Backend Developer'),
    ].join('\n');
    const { code, stdout, stderr } = await rolemill(['classify', '-'], { env, stdin });
    expect(parse(stdout).map((verdict) => verdict.id)).toEqual(['b', 'a', 'd']);
    expect(stderr).toMatch(/:2: .*\[invalid-json\]/);
    expect(stderr).toMatch(/:5: .*\[empty-posting\]/);
    expect(code).toBe(1);
  });

  it('gives an id of its own where there is none', async () => {
    const { stdout } = await rolemill(['classify'], { env, stdin: '{"title":"Nurse"}\n' });
    expect(parse(stdout)[0]?.id).toMatch(/^[0-9a-f]{24}$/);
  });

  it('prints nothing but verdicts: no colour, no progress', async () => {
    const { stdout, stderr } = await rolemill(['classify'], { env, stdin: line('a', 'Nurse') });
    expect(stdout + stderr).not.toContain('\u001b');
    expect(stderr).toBe('');
  });

  it('reads no further than its own reader takes: a stream of any length', async () => {
    let pulled = 0;
    const chunks = 120;
    // 100 lines a chunk, so that the whole would never fit into the buffers between.
    const stdin = Readable.from(
      (function* () {
        for (; pulled < chunks; pulled++)
          yield Buffer.from(`${line('x', 'Nurse', 'word '.repeat(200))}\n`.repeat(100));
      })(),
    );
    let written = 0;
    let resume: () => void = () => undefined;
    let stall: () => void = () => undefined;
    const stalled = new Promise<void>((resolve) => (stall = resolve));
    const stdout = new Writable({
      highWaterMark: 1,
      write: (_chunk, _encoding, callback) => {
        written += 1;
        if (written !== 50) return callback();
        resume = callback;
        stall();
      },
    });
    const running = runCli(['classify'], ioWith(stdin, stdout));
    await stalled;
    // Turns of the event loop, not time: whatever could still be read ahead has been by then.
    for (let turn = 0; turn < 200; turn++) await nextTurn();
    expect(written).toBe(50);
    expect(pulled).toBeLessThan(chunks / 4);
    resume();
    expect(await running).toBe(0);
    expect(written).toBe(chunks * 100);
  });

  it('ends quietly when its reader is gone', async () => {
    let written = 0;
    const gone = new Writable({
      write: (_chunk, _encoding, callback) => {
        written += 1;
        callback(written > 2 ? Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }) : null);
      },
    });
    gone.on('error', () => undefined);
    const stdin = Readable.from([Buffer.from(`${line('x', 'Nurse')}\n`.repeat(1000))]);
    expect(await runCli(['classify'], ioWith(stdin, gone))).toBe(0);
    expect(written).toBe(3);
  });

  function ioWith(stdin: Readable, out: Writable): Io {
    const stderr = new Writable({ write: (_chunk, _encoding, callback) => callback() });
    return { stdin, stdout: out, stderr, env, fromEnvFile: new Set(), version: 'test', cwd: process.cwd() };
  }
});

describe('classify FILE', () => {
  let dir = '';
  beforeAll(() => {
    dir = mkdtempSync(join(tmpdir(), 'rolemill-cli-'));
    writeFileSync(join(dir, 'jobs.ndjson.gz'), gzipSync(`${line('a', 'Backend Engineer')}\n`));
    writeFileSync(join(dir, 'jobs.csv'), 'POSITION;TEXT\nBackend Engineer;We use Java\n');
    writeFileSync(join(dir, 'jobs.txt'), line('t', 'Nurse'));
  });
  afterAll(() => rmSync(dir, { recursive: true }));

  const cases: [string, string[], string][] = [
    ['a compressed one', ['jobs.ndjson.gz'], 'backend-developer'],
    ['one with an unknown ending is taken for NDJSON', ['jobs.txt'], 'non-tech'],
    [
      'foreign names with --map',
      ['jobs.csv', '--map', 'title=POSITION,description=TEXT'],
      'backend-developer',
    ],
  ];
  it.each(cases)('%s', async (_, args, role) => {
    const { code, stdout, stderr } = await rolemill(['classify', ...args], { env, cwd: dir });
    expect(stderr).toBe('');
    expect(parse(stdout)[0]?.role.id).toBe(role);
    expect(code).toBe(0);
  });

  it('a file that is not there is named, with exit code 1', async () => {
    const { code, stdout, stderr } = await rolemill(['classify', 'nothere.ndjson'], { env, cwd: dir });
    expect(stderr).toMatch(/\[file-not-found\].*nothere\.ndjson/);
    expect(stdout).toBe('');
    expect(code).toBe(1);
  });
});
