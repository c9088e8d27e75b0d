import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { UsageError } from '../../src/domain/errors.js';
import { expandSources, parseFieldMap } from '../../src/ingest/expand.js';
import { folder } from './support.js';

async function expand(files: Record<string, string>, ...args: string[]) {
  const cwd = folder(files);
  const { specs, issues } = await expandSources(args, { cwd });
  const short = (locator: string): string => locator.replace(`${cwd}/`, '');
  return {
    locators: specs.map((spec) => short(spec.locator)),
    named: specs.map((spec) => spec.named),
    kinds: specs.map((spec) => spec.kind),
    codes: issues.map((issue) => issue.code),
    issues,
  };
}

describe('what a person can name', () => {
  it('a file, whatever its ending; its path is made absolute', async () => {
    const cwd = folder({ 'a.txt': 'x' });
    const { specs } = await expandSources(['a.txt'], { cwd, format: 'csv', map: { title: 'T' } });
    expect(specs).toEqual([
      { kind: 'file', locator: join(cwd, 'a.txt'), named: 'a.txt', format: 'csv', map: { title: 'T' } },
    ]);
  });

  it('a folder: recursive, sorted, supported endings in any case, hidden files left out', async () => {
    const files = {
      'd/b.CSV': '',
      'd/a.ndjson.gz': '',
      'd/x/c.html': '',
      'd/notes.txt': '',
      'd/.hidden.csv': '',
    };
    expect(await expand(files, 'd')).toMatchObject({
      locators: ['d/a.ndjson.gz', 'd/b.CSV', 'd/x/c.html'],
      named: ['d/a.ndjson.gz', 'd/b.CSV', 'd/x/c.html'],
    });
  });

  it('a glob, and a file whose name only looks like one', async () => {
    const files = { 'a.csv': '', 'b.csv': '', 'c.json': '', 'jobs[1].csv': '', 'e(f)/a[b].csv': '' };
    expect((await expand(files, '[ab].csv')).locators).toEqual(['a.csv', 'b.csv']);
    expect((await expand(files, 'jobs[1].csv')).locators).toEqual(['jobs[1].csv']);
    expect((await expand(files, 'e(f)')).locators).toEqual(['e(f)/a[b].csv']);
  });

  it('a list, relative to itself, with comments, and lists in lists', async () => {
    const files = {
      'lists/one.txt': '\ufeff# ours\r\n\r\n../a.csv\r\n@two.txt\r\nhttps://acme.example/jobs\r\n',
      'lists/two.txt': '../b.csv\n',
      'a.csv': '',
      'b.csv': '',
    };
    const out = await expand(files, '@lists/one.txt');
    expect(out.locators).toEqual(['a.csv', 'b.csv', 'https://acme.example/jobs']);
  });

  it('stdin and URLs, without their fragment', async () => {
    const out = await expand({}, '-', 'HTTPS://Acme.example/jobs?a=1#top');
    expect(out.kinds).toEqual(['stdin', 'url']);
    expect(out.locators).toEqual(['stdin', 'https://acme.example/jobs?a=1']);
  });

  it('what is named twice counts once', async () => {
    expect((await expand({ 'd/a.csv': '' }, 'd', 'd/a.csv', './d/../d/*.csv')).locators).toEqual(['d/a.csv']);
  });
});

describe('what is wrong with one argument leaves the others', () => {
  it.each([
    ['gone.csv', 'file-not-found'],
    ['*.parquet', 'file-not-found'],
    ['empty', 'nothing-usable'],
    ['@gone.txt', 'file-not-found'],
    ['@blank.txt', 'empty-source'],
    ['@loop.txt', 'file-unreadable'],
    ['ftp://acme.example/jobs', 'unsupported-url'],
    ['http://', 'unsupported-url'],
    ['https://user:secret@acme.example/', 'unsupported-url'],
  ])('%s', async (arg, code) => {
    const files = {
      'a.csv': '',
      'empty/notes.txt': '',
      'blank.txt': '# nothing\n',
      'loop.txt': '@loop.txt\n',
    };
    const out = await expand(files, arg, 'a.csv');
    expect(out.codes).toEqual([code]);
    expect(out.locators).toEqual(['a.csv']);
    expect(JSON.stringify(out.issues)).not.toContain('secret@');
  });
});

describe('--map', () => {
  it('reads pairs', () => {
    expect(parseFieldMap('title=POSITION, description=Job Text,company=a.b')).toEqual({
      title: 'POSITION',
      description: 'Job Text',
      company: 'a.b',
    });
  });

  it.each(['titel=X', 'title', 'title=', '=X', '', 'title=A,title=B'])('refuses %j', (text) => {
    expect(() => parseFieldMap(text)).toThrow(UsageError);
  });
});
