/** robots.txt as nobody should write it: rules come of it, and none of them is an error. */
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseRobots } from '../../src/ingest/http/robots.js';
import { runs } from './checks.js';
import { anyUrl } from './json.js';

const SITE = 'https://jobs.example/robots.txt';
const name = fc.constantFrom(
  ...[
    'User-agent',
    'user-AGENT',
    'Disallow',
    'Allow',
    'Crawl-delay',
    'Sitemap',
    'Host',
    'Noindex',
    '',
    '#',
    '__proto__',
  ],
);
const value = fc.oneof(
  fc.constantFrom(
    ...[
      '*',
      'rolemill',
      'Rolemill/1',
      'other',
      '/',
      '',
      '/jobs',
      '/*?',
      '/*.pdf$',
      '$',
      '*'.repeat(60),
      '/a*b*c*d*e*f$',
    ],
    ...[
      '1',
      '0',
      '-5',
      '1e9',
      'NaN',
      '0x10',
      '99999999999999999999',
      '%',
      '%zz',
      '%E0%A4%A',
      'https://[',
      '/sitemap.xml',
    ],
    ...['constructor', '__proto__', '\ud83d', '\u0000', '😀', '/\u202e'],
  ),
  fc.string({ unit: 'binary', maxLength: 30 }),
);
const line = fc.oneof(
  {
    weight: 8,
    arbitrary: fc
      .tuple(name, fc.constantFrom(':', ': ', ' : ', '', '::'), value)
      .map((parts) => parts.join('')),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
);
const file = fc
  .tuple(fc.array(line, { maxLength: 30 }), fc.constantFrom('\n', '\r\n', '\r'))
  .map(([lines, end]) => lines.join(end));

it('any robots.txt gives rules', () => {
  fc.assert(
    fc.property(file, anyUrl, (text, url) => {
      const rules = parseRobots(SITE, text);
      expect(typeof rules.allows(new URL(url))).toBe('boolean');
      expect(typeof rules.allows(new URL('/jobs/a?b=c', SITE))).toBe('boolean');
      expect(rules.delayMs ?? 1).toBeGreaterThan(0);
      expect(rules.delayMs ?? 1).toBeLessThanOrEqual(60_000);
      for (const sitemap of rules.sitemaps) expect(typeof sitemap).toBe('string');
    }),
    runs(3000),
  );
});

it('what is forbidden to all stays forbidden, whatever stands around it', () => {
  const around = fc.array(
    line.filter((text) => !/^\s*(?:user-agent|allow)/i.test(text) && !/[\r\n]/.test(text)),
    { maxLength: 10 },
  );
  fc.assert(
    fc.property(around, around, (before, after) => {
      const text = [...before, 'User-agent: *', 'Disallow: /jobs', ...after].join('\n');
      expect(parseRobots(SITE, text).allows(new URL('/jobs/7', SITE))).toBe(false);
    }),
    runs(1000),
  );
});

it('patterns of many stars are compared in no time to speak of', () => {
  const text = `User-agent: *\n${`Disallow: /${'*a'.repeat(200)}$\n`.repeat(50)}`;
  expect(parseRobots(SITE, text).allows(new URL(`/${'a'.repeat(4000)}b`, SITE))).toBe(true);
});
