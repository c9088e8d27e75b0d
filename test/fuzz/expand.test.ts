/** Arguments of a command as anyone may type them: sources or issues with a code, never an error, never a hang. */
import * as fc from 'fast-check';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ERROR_CODES, UsageError } from '../../src/domain/errors.js';
import { expandSources, parseFieldMap } from '../../src/ingest/expand.js';
import { FIELDS } from '../../src/ingest/source-spec.js';
import { runs } from './checks.js';

let cwd = '';
beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), 'rolemill-expand-'));
  for (const name of [
    'a.json',
    'b [1].csv',
    'c/d.ndjson.gz',
    'c/e/f.xml',
    'c/~$g.xlsx',
    '{h}.tsv',
    'notes.txt',
  ]) {
    mkdirSync(join(cwd, name, '..'), { recursive: true });
    writeFileSync(join(cwd, name), '');
  }
  mkdirSync(join(cwd, 'empty'));
});
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

const piece = fc.constantFrom(
  ...[
    'a',
    'b',
    'c',
    '.json',
    '.csv',
    '*',
    '**',
    '?',
    '[',
    ']',
    '[!a]',
    '[^',
    '{',
    '}',
    '{a,b}',
    '{1..9}',
    ',',
    '!',
    '@',
    '(',
  ],
  ...[
    '+(',
    '|',
    ')',
    '/',
    '//',
    './',
    '../',
    '\\',
    '~',
    '$',
    '%',
    '#',
    ' ',
    '-',
    '--',
    ':',
    'https://',
    'HTTP://x',
    'ftp://y/',
  ],
  ...[
    'http://u:p@h/',
    '\u0000',
    '\ud83d',
    '😀',
    'é',
    'c/',
    'empty',
    'b [1].csv',
    '{h}.tsv',
    'list.txt',
    'x'.repeat(300),
  ],
);
// Nothing above the folder is looked through: `/**` would be the whole disk.
const argument = fc
  .array(piece, { minLength: 1, maxLength: 6 })
  .map((parts) => parts.join(''))
  .filter((text) => !text.startsWith('/') && !text.includes('..') && !/^[\\~]/.test(text));

it('arguments become sources or issues', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(argument, { maxLength: 3 }), async (args) => {
      const { specs, issues } = await expandSources(args, { cwd });
      expect(new Set(specs.map(({ locator }) => locator)).size).toBe(specs.length);
      const located = (wanted: string): string[] =>
        specs.filter(({ kind }) => kind === wanted).map(({ locator }) => locator);
      expect(located('file').filter((path) => !isAbsolute(path))).toEqual([]);
      expect(located('url').filter((url) => !/^https?:$/.test(new URL(url).protocol))).toEqual([]);
      for (const { code, message, source } of issues) {
        expect([...ERROR_CODES]).toContain(code);
        expect(message).not.toBe('');
        expect(`${source} ${message}`).not.toContain('//u:p@');
      }
      expect(specs.length + issues.length).toBeGreaterThanOrEqual(Math.min(args.length, 1));
    }),
    runs(500),
  );
});

it('lists come to an end, even where they name each other', async () => {
  const line = fc.oneof(argument, fc.constantFrom('@one.txt', '@two.txt', '@one.txt', '# note', '', '-'));
  const lines = fc.array(line, { maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(lines, lines, fc.constantFrom('\n', '\r\n'), async (one, two, end) => {
      writeFileSync(join(cwd, 'one.txt'), one.join(end));
      writeFileSync(join(cwd, 'two.txt'), `\ufeff${two.join(end)}`);
      const { specs, issues } = await expandSources(['@one.txt', '@two.txt'], { cwd });
      expect(specs.length + issues.length).toBeGreaterThan(0);
    }),
    runs(150),
  );
});

it('--map is a map or an error that says what is wrong', () => {
  const part = fc.oneof(
    fc
      .tuple(fc.constantFrom(...FIELDS, '__proto__', 'constructor', ''), fc.string({ maxLength: 8 }))
      .map((two) => two.join('=')),
    fc.string({ maxLength: 10 }),
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 4 }), (parts) => {
      try {
        for (const [field, name] of Object.entries(parseFieldMap(parts.join(',')))) {
          expect(FIELDS).toContain(field);
          expect(name).not.toBe('');
        }
      } catch (error) {
        if (!(error instanceof UsageError)) throw error;
      }
    }),
    runs(1500),
  );
});
