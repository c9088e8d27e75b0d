/** JSON as no service would send it, made of the names that the sources look for. */
import * as fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Json } from '../../src/ingest/sources/item.js';

const SOURCES = join(import.meta.dirname, '../../src/ingest/sources');
const code = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => readFileSync(join(SOURCES, name), 'utf8'))
  .join('\n');

/** Every short literal in the sources: most are names of fields, and a new adapter's come by themselves. */
const NAMES = [...new Set([...code.matchAll(/'([\w@-]{2,30})'/g)].map((m) => m[1] ?? ''))];
const STEPS = [...new Set([...code.matchAll(/\\\/([a-z0-9-]{2,20})/gi)].map((m) => m[1] ?? ''))];
const HOSTS = [
  ...new Set(
    [...code.matchAll(/[\w-]+(?:\\?\.[\w-]+)*\\?\.(?:com|io|co|app|works|net|hr|jobs|org)\b/g)].map(
      ([host]) => host.replaceAll('\\', ''),
    ),
  ),
];

export const oddText = fc.oneof(
  { weight: 3, arbitrary: fc.string({ unit: 'binary', maxLength: 20 }) },
  { weight: 2, arbitrary: fc.constantFrom(...NAMES) },
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      '',
      ' ',
      '\u0000',
      '\ud800',
      'a\udc00b',
      '\ufeff',
      'Cook',
      'Cook\u0001',
      '<p>Cook</p>',
      '&lt;p&gt;Cook&#0;&#1;',
      '&amp;amp;lt;b&amp;gt;',
      '<b',
      '__proto__',
      'remote',
      'Full-time',
      'CDI',
      '$90k - $105k',
      '1e999',
      '9'.repeat(400),
      '-5',
      'EUR',
      'XXX',
      'per hour',
      '€',
      'en',
      'xx',
      'Deutsch (DE)',
      'BE',
      'ZZ',
      'Niederlande',
      '2026-03-04',
      '2026-02-30T25:61:00Z',
      '1700000000',
      '99999999999999',
      '01/02/2026',
      'Wed, 04 Mar 2026 10:00:00 +0000',
      '0000-00-00',
      'https://jobs.lever.co/acme/1',
      'http://[',
      '//x',
      'javascript:alert(1)',
      'https:',
      'mailto:a@b',
      `https://x.example/${'a'.repeat(5000)}`,
      'Cook | Brightloom | Ghent | REMOTE',
      'Brightloom | https://x.example | Cook, Baker | €50k\n<p>We cook',
      'ExtraÃ±o',
      'x'.repeat(3000),
    ),
  },
);

const scalar = fc.oneof(
  { weight: 6, arbitrary: oddText },
  { weight: 1, arbitrary: fc.constantFrom(null, true, false) },
  {
    weight: 2,
    arbitrary: fc.oneof(
      fc.double(),
      fc.integer(),
      fc.constantFrom(1e308, -0, Infinity, NaN, 1.7e9, 1.7e12, 2 ** 53),
    ),
  },
);
const name = fc.oneof(
  { weight: 20, arbitrary: fc.constantFrom(...NAMES) },
  { weight: 1, arbitrary: fc.constantFrom('__proto__', 'constructor', 'toString', 'length') },
);

const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, depthSize: 'medium' },
    { weight: 4, arbitrary: scalar },
    { weight: 1, arbitrary: fc.array(tie('value'), { maxLength: 4 }) },
    {
      weight: 2,
      arbitrary: fc
        .array(fc.tuple(name, tie('value')), { maxLength: 6 })
        .map((entries) => Object.fromEntries(entries)),
    },
  ),
}));
export { value as anyValue };

/** A record with the fields that `of` has (each perhaps gone or odd) and others that it should not have. */
export function oddRecord(of: Json): fc.Arbitrary<Json> {
  const fields = Object.entries(of).map(([key, good]) =>
    fc.tuple(
      fc.constant(key),
      fc.oneof({ weight: 3, arbitrary: fc.constant(good) }, { weight: 1, arbitrary: value }),
    ),
  );
  const more = fc.array(fc.tuple(name, value), { maxLength: 8 });
  return fc
    .tuple(fc.tuple(...fields), more)
    .map(([own, others]): Json => Object.fromEntries([...own, ...others]));
}

/** A record of nothing but names that mean something somewhere. */
export const anyRecord = fc
  .array(fc.tuple(name, value), { maxLength: 25 })
  .map((entries): Json => Object.fromEntries(entries));

const stepText = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...STEPS, 'jobs', 'acme', '7', 'api', 'v1') },
  { weight: 1, arbitrary: fc.constantFrom('%ED%A0%80', '%', '..', '%2F', '%00', 'ü', '') },
);

/** Addresses on the hosts that the adapters know, and on others, with any path. */
export const anyUrl = fc
  .record({
    host: fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom(...HOSTS) },
      { weight: 1, arbitrary: fc.constantFrom('x.example', '127.0.0.1', 'xn--a', '[::1]') },
    ),
    sub: fc.constantFrom('', 'www.', 'acme.', 'jobs.', 'a.b.', 'careers.', 'acme.wd3.'),
    steps: fc.array(stepText, { maxLength: 6 }),
    query: fc.array(
      fc.tuple(
        fc.oneof(fc.constantFrom(...NAMES), fc.constantFrom('for', 'page', 'offset', 'gh_jid')),
        oddText,
      ),
      { maxLength: 3 },
    ),
  })
  .map(({ host, sub, steps, query }) => {
    const search = new URLSearchParams(query.map(([key, text]): [string, string] => [key, text]));
    return `https://${host.startsWith('[') || /^\d/.test(host) ? '' : sub}${host}/${steps.join('/')}?${search.toString()}`;
  })
  .filter((url) => URL.canParse(url));
