import { describe, expect, it } from 'vitest';
import { rolemill } from './harness.js';

const COMMANDS = [
  ['run'],
  ['ingest'],
  ['work'],
  ['classify'],
  ['reclassify'],
  ['query'],
  ['report'],
  ['export'],
  ['explain'],
  ['eval'],
  ['taxonomy', 'check'],
  ['taxonomy', 'show'],
  ['runs'],
  ['status'],
  ['retry'],
  ['doctor'],
  ['demo'],
];

describe('help', () => {
  it('lists every command on stdout', async () => {
    const { code, stdout, stderr } = await rolemill(['--help']);
    expect(code).toBe(0);
    expect(stderr).toBe('');
    for (const [name] of COMMANDS) expect(stdout).toContain(`\n  ${name}`);
  });

  it.each(COMMANDS)('%s %s has examples of itself', async (...command) => {
    const { code, stdout } = await rolemill([...command, '--help']);
    expect(code).toBe(0);
    expect(stdout).toMatch(new RegExp(`\\$ .*rolemill ${command.join(' ')}`));
  });

  it('says which version it is', async () => {
    expect(await rolemill(['--version'])).toEqual({ code: 0, stdout: '0.0.0-test\n', stderr: '' });
  });
});

describe('wrong use ends with 2, on stderr, before anything is opened', () => {
  const cases: [what: string, args: string[], says: RegExp][] = [
    ['no command', [], /Usage: rolemill/],
    ['an unknown command', ['qeury'], /Did you mean query\?/],
    ['an unknown option', ['query', '--limt', '5'], /Did you mean --limit\?/],
    ['run without a source', ['run'], /no SOURCE given/],
    ['ingest without a source', ['ingest'], /no SOURCE given/],
    ['taxonomy without what', ['taxonomy'], /check.*show/s],
    ['explain without an id', ['explain'], /missing required argument 'id'/],
    ['a limit of 0', ['query', '--limit', '0'], /from 1 to 1000/],
    ['a limit above the maximum', ['query', '--limit', '1001'], /from 1 to 1000/],
    ['a limit that is no number', ['query', '--limit', '1e2'], /from 1 to 1000/],
    ['a concurrency of 0', ['work', '--concurrency', '0'], /from 1 to 64/],
    ['an unknown kind of work', ['work', '--only', 'ingestion'], /ingest, classify/],
    ['an unknown format', ['run', 'x', '--format', 'pdf'], /ndjson, json, csv/],
    ['an unknown kind of remote', ['query', '--remote', 'home'], /remote, hybrid, onsite/],
    ['a country that is no code', ['report', '--country', 'Germany'], /two-letter/],
    ['a date that does not exist', ['query', '--since', '2026-02-30'], /2026-03-01/],
    ['a date in another order', ['query', '--until', '01.03.2026'], /2026-03-01/],
    ['an empty item in a list', ['query', '--role', 'a,,b'], /commas/],
    ['two ways to print', ['query', '--json', '--csv'], /exclude each other/],
    ['export without a file', ['export'], /no FILE given/],
    [
      'an ending that names no format',
      ['export', 'postings.xlsx'],
      /ndjson, ndjson\.gz, csv, csv\.gz, parquet/,
    ],
    ['stdout without a format', ['export', '-'], /--format/],
    ['a format that is none', ['export', 'x', '--format', 'xml'], /ndjson/],
    ['a summary where the postings go', ['export', '-', '--format', 'csv', '--json'], /stdout carries/],
    ['a folder as a file', ['export', '.', '--format', 'csv'], /is a folder/],
    ['a folder that is not there', ['export', 'no/such/folder/x.csv'], /does not exist/],
    ['a file that stands there', ['export', 'package.json', '--format', 'csv'], /--force/],
    ['a dictionary with a file', ['export', 'x.csv', '--dictionary'], /takes no file/],
    ['an unknown role of an export', ['export', 'x.csv', '--role', 'backend-develper'], /backend-developer/],
    ['a description without a title', ['classify', '--description', 'x'], /--title/],
    ['a title and a file', ['classify', 'x.ndjson', '--title', 'x'], /exclude each other/],
    ['a field map without a field', ['run', 'x.csv', '--map', 'nonsense'], /map/],
  ];
  it.each(cases)('%s', async (_, args, says) => {
    const { code, stdout, stderr } = await rolemill(args);
    expect(stderr).toMatch(says);
    expect(stdout).toBe('');
    expect(code).toBe(2);
  });

  it.each([
    [['query', '--role', 'backend-develper'], /backend-developer/],
    [['report', '--skill', 'postgres'], /postgresql/],
    [['query', '--level', 'sennior'], /senior/],
    [['query', '--band', 'xyzzy'], /allowed: entry, mid/],
  ])('%j names the nearest ids', async (args, says) => {
    const { code, stderr } = await rolemill(args);
    expect(stderr).toMatch(says);
    expect(code).toBe(2);
  });

  it.each([
    [{ ROLEMILL_LOG: 'loud' }, /ROLEMILL_LOG/],
    [{ DATABASE_URL: 'mysql://localhost/x' }, /DATABASE_URL/],
    [{ REDIS_URL: 'redis://localhost' }, /DATABASE_URL is not/],
  ])('setting %j is refused by name', async (env, says) => {
    const { code, stderr } = await rolemill(['status'], { env });
    expect(stderr).toMatch(says);
    expect(code).toBe(2);
  });
});

it('Parquet is not shown on a terminal', async () => {
  const { code, stderr } = await rolemill(['export', '-', '--format', 'parquet'], { terminal: 80 });
  expect(stderr).toContain('not for a terminal');
  expect(code).toBe(2);
});

describe('an unreachable service ends with 3', () => {
  // Port 1 is reserved and closed: refused at once.
  const env = { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' };
  it.each([[['query']], [['status']], [['runs']]])('%j', async (args) => {
    const { code, stdout, stderr } = await rolemill(args, { env });
    expect(stderr).toContain('[database-unreachable]');
    expect(stdout).toBe('');
    expect(code).toBe(3);
  });

  it('doctor still tells the rest', async () => {
    const { code, stdout } = await rolemill(['doctor', '--json'], { env });
    const { checks, settings } = JSON.parse(stdout);
    expect(code).toBe(3);
    expect(checks).toContainEqual(expect.objectContaining({ name: 'taxonomy', ok: true }));
    expect(checks).toContainEqual(expect.objectContaining({ name: 'database', ok: false }));
    expect(settings).toContainEqual({
      name: 'DATABASE_URL',
      value: 'postgres://127.0.0.1:1/none',
      from: 'environment',
    });
  });
});
