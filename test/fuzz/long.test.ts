/**
 * Texts on which work that grows faster than the text would not end. No clock is looked at: the texts are so long that
 * anything worse than linear takes minutes.
 */
import { Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import type { Fetcher } from '../../src/ingest/http/fetcher.js';
import { parseDate } from '../../src/ingest/facts/dates.js';
import { parseEmploymentType } from '../../src/ingest/facts/employment-type.js';
import { countryCode } from '../../src/ingest/facts/countries.js';
import { languageCode } from '../../src/ingest/facts/language.js';
import { mendMojibake } from '../../src/ingest/facts/mojibake.js';
import { parseRemote } from '../../src/ingest/facts/remote.js';
import { parseAmount, parseCurrency, parsePeriod, parseSalaryText } from '../../src/ingest/facts/salary.js';
import { toReadableText } from '../../src/ingest/html-to-text.js';
import { readSource } from '../../src/ingest/read.js';
import { jobicy } from '../../src/ingest/sources/jobicy.js';
import { parseRecord, parseTolerant } from '../../src/ingest/sources/tolerant-json.js';
import { expectIssue, expectOwnError, expectPosting } from './checks.js';

const PATIENCE_MS = 60_000;
const LONG = 300_000;
const fill = (unit: string, length = LONG): string => unit.repeat(Math.ceil(length / unit.length));

/** Units of which long texts are made. */
const UNITS = [
  ' ',
  '\n',
  ' \n',
  '\n ',
  '\t',
  '\r',
  '1',
  '1 ',
  '1,',
  '111,',
  '1.1',
  '$',
  '$1k-',
  'a',
  'a ',
  'A',
  'aA',
  '(',
  '<',
  '<p',
  '<p ',
  '<p>',
  '</p>',
  '<b></x>',
  '<li>',
  '<br>',
  '<!--',
  '-->',
  '--> ',
  '&',
  '&amp;',
  '&#1;',
  '&lt;',
  '&lt;p&gt;',
  '&#000',
  '•',
  '- ',
  '-\t',
  '\n- ',
  '\n-',
  '* ',
  '"',
  '\\"',
  '\\',
  '//',
  '/*',
  '// ',
  ',',
  ', ',
  ',}',
  'Ã',
  'Ã©',
  'Ã ',
  'no ',
  'NaN',
  '-Infinity',
  ']]>',
  '{',
  '[',
  '{"a":',
  ';',
] as const;

const READERS: readonly (readonly [string, (text: string) => unknown])[] = [
  ['html as text', (text) => toReadableText(text, 'html')],
  ['html within a paragraph', (text) => toReadableText(`<p>x${text}x</p>`, 'html')],
  ['text', (text) => toReadableText(text, 'text')],
  [
    'a salary',
    (text) => [
      parseSalaryText(text),
      parseSalaryText(`${text}x`),
      parseAmount(`1${text}x`),
      parseCurrency(text),
      parsePeriod(text),
    ],
  ],
  ['a date', (text) => [parseDate(text), parseDate(`2026-01-01 ${text}x`), parseDate(`1 ${text}`)]],
  ['a language', (text) => [languageCode(`a${text}b`), countryCode(text)]],
  ['a kind of employment', (text) => [parseEmploymentType(text), parseRemote(`a${text}b`)]],
  ['mojibake', (text) => mendMojibake(`${text}x`)],
  [
    'a list of places',
    (text) =>
      jobicy.toRaw({ jobGeo: `a${text}b` }, 'item 1', {
        map: null,
        scope: null,
        pageUrl: null,
        company: null,
      }),
  ],
  ['a record', (text) => attempt(() => parseRecord(`{"a":"${text}`))],
  ['a record with a fault', (text) => attempt(() => parseRecord(`{"a":NaN,"b":"x"${text}`))],
  ['a script', (text) => attempt(() => parseTolerant(`{"a":"x"}${text}`))],
  ['a script with a string', (text) => attempt(() => parseTolerant(`{"a":"${text}`))],
];

/** Only the strict parser's own error may come. */
function attempt(parse: () => unknown): void {
  try {
    parse();
  } catch (error) {
    expect(error).toBeInstanceOf(SyntaxError);
  }
}

describe.each(READERS)('%s', (_name, read) => {
  test.each(UNITS.map((unit) => [unit]))(
    'made of %j',
    (unit) => {
      expect(() => read(fill(unit))).not.toThrow();
    },
    PATIENCE_MS,
  );
});

const block = '<script type="application/ld+json">';
const nested = (unit: string, times: number, end: string): string => `${unit.repeat(times)}${end}`;

const SOURCES: readonly (readonly [string, string])[] = [
  ['rows whose quotes never close', `title,description\n${fill('x,"abc\n')}`],
  ['rows with quotes in the middle', `title,description\n${fill('x,a"b\n')}`],
  [
    'a table of noise',
    `title\n${Array.from({ length: 9000 }, (_, i) => '!#§%=*<>?:^~{}'.charAt(i % 13) + '=<>*?:'.charAt((i * 7) % 6) + '#%!?*'.charAt((i * 3) % 5) + 'a').join('')}`,
  ],
  ['a table of numbers and commas', fill(`1${',,,,,,,,'.repeat(40)}x;2\n`, 60_000)],
  ['one cell of digits and dots', `a|b\n1${fill('. ', 50_000)}x|2\n`],
  [
    'a page that opens what it never closes',
    `<!doctype html>${fill('<b></x>')}${block}{"@type":"JobPosting","title":"Cook"}</script>`,
  ],
  [
    'a page of postings',
    `<!doctype html>${block}[${fill('{"@type":"JobPosting","title":"Cook"},')}{}]</script>`,
  ],
  [
    'a page of different postings',
    `<!doctype html>${block}[${Array.from({ length: 20_000 }, (_, i) => `{"@type":"JobPosting","title":"${i}"}`).join(',')}]</script>`,
  ],
  [
    'a posting nested without end',
    `<!doctype html>${block}{"@type":"JobPosting","title":"Cook","identifier":${nested('[', 20_000, ']'.repeat(20_000))},"jobLocation":${nested('{"address":', 20_000, `1${'}'.repeat(20_000)}`)}}</script>`,
  ],
  ['a list of lists', `[${fill('[')}`],
  ['a document of keys', `{${fill('"jobs":{')}`],
  ['a record of places', `{"title":"Cook","location":[${fill('1,')}1]}`],
  ['a record of names', `{"title":"Cook"${Array.from({ length: 40_000 }, (_, i) => `,"k${i}":1`).join('')}}`],
  ['a feed of items', `<?xml version="1.0"?><rss><channel>${fill('<item>')}`],
  [
    'a feed of text',
    `<?xml version="1.0"?><rss><channel><item><title>${fill('&amp;')}</title><description>${fill(']]')}</description></item></channel></rss>`,
  ],
  ['a feed of attributes', `<?xml version="1.0"?><rss ${fill('a="b" ')}>`],
  [
    'a feed of entities',
    `<?xml version="1.0"?><!DOCTYPE r [${fill('<!ENTITY a "&b;&b;">')}]><rss><channel><item><title>&a;</title></item></channel></rss>`,
  ],
  [
    'a page of attributes',
    `<!doctype html><p ${Array.from({ length: 30_000 }, (_, i) => `a${i}=1`).join(' ')}>${block}{"@type":"JobPosting","title":"Cook"}</script>`,
  ],
  ['a page of links', `<!doctype html>${fill('<a href="/jobs/1">Cook</a>', 50_000)}`],
  [
    'a page of microdata',
    `<!doctype html>${fill('<div itemscope itemtype="https://schema.org/JobPosting"><b itemprop="title">Cook</b></div>')}`,
  ],
  [
    'microdata inside of itself',
    `<!doctype html>${nested('<div itemscope itemprop="about" itemtype="https://schema.org/JobPosting"><b itemprop="title">x</b>', 2000, '')}`,
  ],
];

describe('a source', () => {
  test.each(SOURCES)(
    '%s',
    async (_name, content) => {
      const spec = { kind: 'stdin', locator: 'stdin', named: '-', format: null, map: null } as const;
      const ctx = {
        fetcher: undefined as unknown as Fetcher,
        signal: new AbortController().signal,
        stdin: Readable.from([Buffer.from(content)]),
      };
      let events = 0;
      try {
        for await (const event of readSource(spec, ctx)) {
          events++;
          if (event.type === 'posting' && events < 100) expectPosting(event.posting);
          if (event.type === 'issue' && events < 100) expectIssue(event.issue);
        }
      } catch (error) {
        expectOwnError(error);
      }
      expect(events).toBeLessThan(content.length);
    },
    PATIENCE_MS,
  );
});
