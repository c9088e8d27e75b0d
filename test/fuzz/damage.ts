/** Damage to bytes, as plain recipes: fast-check prints and shrinks a recipe, not the kilobytes that it makes. */
import * as fc from 'fast-check';
import { gzipSync } from 'node:zlib';
import { SAMPLES } from './samples.js';

/** What parsers trip over, to be put anywhere. Long ones are made when used. */
const PIECES: readonly (string | (() => string))[] = [
  '\u0000',
  '\u0001',
  '\u001f',
  '\u007f',
  '\ufeff',
  '\ufffe',
  '\u2028',
  '\u0085',
  '\u200b',
  '😀',
  'é',
  'Ã©',
  '\r',
  '\n',
  '\r\n\r\n',
  '\t',
  ' ',
  '"',
  "'",
  '""',
  '\\',
  '\\"',
  '\\u0000',
  '\\ud83d',
  '\\u12',
  '\\x',
  ',',
  ';',
  '|',
  '^',
  '::',
  ':',
  '{',
  '}',
  '[',
  ']',
  '[]',
  '{}',
  '}{',
  '][',
  'null',
  'true',
  'NaN',
  '-Infinity',
  '1e999',
  '-0',
  '0x1f',
  '1e-999',
  '9007199254740993',
  'undefined',
  '"__proto__":{"title":"x"},',
  '"constructor":{"prototype":{"title":1}},',
  '"toString":null,',
  '"title":"x","title":["y"],',
  '{"__proto__":null}',
  '<',
  '>',
  '</',
  '/>',
  '<!--',
  '-->',
  '<![CDATA[',
  ']]>',
  '<?xml ',
  '?>',
  '<!DOCTYPE a [<!ENTITY e "eeee"><!ENTITY f "&e;&e;">]>',
  '&f;',
  '<p',
  '<p x=',
  '</p>',
  '</script>',
  '<script type="application/ld+json">',
  '</channel>',
  '<item>',
  '</item>',
  '</job>',
  '<job>',
  '<a:b xmlns:a="">',
  '<link rel=canonical href="https:">',
  '<base href="http://[">',
  ' itemprop="title" ',
  ' itemscope itemtype="https://schema.org/JobPosting" ',
  '&',
  '&amp;',
  '&#0;',
  '&#1;',
  '&#xD800;',
  '&#x10FFFF;',
  '&#99999999999;',
  '&lt;p&gt;',
  '&amp;lt;p&amp;gt;',
  '&nbsp;',
  '&#',
  '&notin;',
  '&constructor;',
  '&__proto__;',
  '//',
  '/*',
  '*/',
  'sep=,\n',
  'sep="\n',
  '#',
  '@',
  '%',
  '%ED%A0%80',
  'http://[',
  'https://x@y:z/',
  'javascript:1',
  '2026-02-31',
  '99999999999999999999',
  '-1',
  '$',
  '€ 1',
  '1.000.000,00',
  '12345678901234567890k',
  'title,description\n',
  'title\tcompany\n',
  () => '['.repeat(3000),
  () => '{"a":'.repeat(3000),
  () => '[{"item":'.repeat(500),
  () => '<div>'.repeat(700),
  () => '<b></x>'.repeat(700),
  () => '<a><![CDATA['.repeat(300),
  () => '9'.repeat(400),
  () => ` x="${'a'.repeat(9000)}"`,
  () => ` ${Array.from({ length: 300 }, (_, i) => `a${i}=${i}`).join(' ')}`,
  () => ' '.repeat(5000),
  () => '\n'.repeat(3000),
  () => '"'.repeat(999),
  () => '\\'.repeat(999),
  () => '&'.repeat(999),
  () => '\u0000'.repeat(99),
  () => ','.repeat(2000),
];
const RAW: readonly Buffer[] = [
  'eda080',
  'ff',
  'fffe',
  'feff',
  'fffe0000',
  'c0af',
  'f4908080',
  '1f8b08',
  '504b0304',
  '50415231',
  'e2',
  '00610062',
].map((hex) => Buffer.from(hex, 'hex'));

const where = fc.integer({ min: 0, max: 9999 });
const size = fc.oneof(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 2000 }));

const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ do: fc.constant('piece' as const), at: where, which: fc.nat(PIECES.length - 1) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('bytes' as const), at: where, which: fc.nat(RAW.length - 1) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('flip' as const),
      at: where,
      by: fc.integer({ min: 1, max: 255 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('delete' as const), at: where, size }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('copy' as const), at: where, from: where, size }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('graft' as const),
      at: where,
      sample: fc.constantFrom(...SAMPLES.keys()),
      from: where,
      size,
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('cut' as const), at: where }) },
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

const CODINGS = ['utf8', 'utf16le', 'utf16be', 'latin1', 'utf8-bom', 'gzip', 'gzip-cut'] as const;

/** A sample, what is done to it, and how it is written. */
export const damaged = fc.record({
  sample: fc.constantFrom(...SAMPLES.keys()),
  steps: fc.array(step, { minLength: 1, maxLength: 6 }),
  coding: fc.oneof(
    { weight: 8, arbitrary: fc.constant('utf8' as const) },
    { weight: 2, arbitrary: fc.constantFrom(...CODINGS) },
  ),
});
export type Damaged = typeof damaged extends fc.Arbitrary<infer D> ? D : never;

/** The steps alone, for a test that says itself what they are done to. */
export const steps = fc.array(step, { minLength: 1, maxLength: 4 });

export function damage(bytes: Buffer, recipe: readonly Step[]): Buffer {
  return recipe.reduce((out, one) => apply(out, one), bytes);
}

/** @returns the bytes to read, and how many there are before compression. */
export function make({ sample, steps: recipe, coding }: Damaged): { bytes: Buffer; size: number } {
  const plain = damage(SAMPLES.get(sample) ?? Buffer.alloc(0), recipe);
  const bytes = encode(plain, coding);
  return { bytes, size: Math.max(bytes.length, plain.length) };
}

function apply(bytes: Buffer, one: Step): Buffer {
  const at = place(bytes, one.at);
  const [before, after] = [bytes.subarray(0, at), bytes.subarray(at)];
  switch (one.do) {
    case 'piece': {
      const piece = PIECES[one.which] ?? '';
      return Buffer.concat([before, Buffer.from(typeof piece === 'string' ? piece : piece()), after]);
    }
    case 'bytes':
      return Buffer.concat([before, RAW[one.which] ?? Buffer.alloc(0), after]);
    case 'flip': {
      const out = Buffer.from(bytes);
      if (at < out.length) out[at] = (out[at] ?? 0) ^ one.by;
      return out;
    }
    case 'delete':
      return Buffer.concat([before, after.subarray(one.size)]);
    case 'copy': {
      const from = place(bytes, one.from);
      return Buffer.concat([before, bytes.subarray(from, from + one.size), after]);
    }
    case 'graft': {
      const other = SAMPLES.get(one.sample) ?? Buffer.alloc(0);
      const from = place(other, one.from);
      return Buffer.concat([before, other.subarray(from, from + one.size), after]);
    }
    case 'cut':
      return before;
    default:
      return one satisfies never;
  }
}

const place = (bytes: Buffer, at: number): number => Math.floor((at / 10_000) * (bytes.length + 1));

function encode(bytes: Buffer, coding: (typeof CODINGS)[number]): Buffer {
  const text = bytes.toString('utf8');
  switch (coding) {
    case 'utf8':
      return bytes;
    case 'utf16le':
      return Buffer.from(text, 'utf16le');
    case 'utf16be':
      return Buffer.from(`\ufeff${text}`, 'utf16le').swap16();
    case 'latin1':
      return Buffer.from(text, 'latin1');
    case 'utf8-bom':
      return Buffer.from(`\ufeff${text}`);
    case 'gzip':
      return gzipSync(bytes);
    case 'gzip-cut':
      return gzipSync(bytes).subarray(0, -9);
    default:
      return coding satisfies never;
  }
}
