import { describe, expect, it } from 'vitest';
import type { RawPosting } from '../../src/domain/posting.js';
import { codeOf } from '../../src/domain/errors.js';
import { normalise } from '../../src/ingest/normalise.js';
import { blankPosting } from '../../src/ingest/sources/item.js';
import { readText } from './support.js';

const raw = (more: Partial<RawPosting> = {}): RawPosting => ({
  ...blankPosting('csv', 'row 1'),
  title: 'Weaver',
  description: 'Weaves.',
  company: 'Brightloom',
  ...more,
});
const id = (more: Partial<RawPosting> = {}): string => normalise(raw(more)).posting.id;
const hash = (more: Partial<RawPosting> = {}): string => normalise(raw(more)).posting.contentHash;

describe('identity', () => {
  it('is 24 hex digits and always the same: stored ids depend on it', () => {
    expect(id()).toMatch(/^[0-9a-f]{24}$/);
    expect(id({ sourceId: '7' })).toBe('4b058b9f628205b9a05b6ba0');
    expect(id({ source: 'lever', scope: 'acme', sourceId: 'a1' })).toBe('ad2c8315cbaf2cd80f66f60a');
  });

  it.each<[string, Partial<RawPosting>, Partial<RawPosting>]>([
    [
      'a board id, whatever else changed',
      { source: 'lever', scope: 'Acme', sourceId: '1' },
      { source: 'lever', scope: 'acme', sourceId: '1', title: 'Dyer' },
    ],
    [
      'a file id with the company, in another format',
      { sourceId: '1' },
      { source: 'ndjson', sourceId: '1', title: 'Dyer', company: 'BRIGHTLOOM' },
    ],
    [
      'an address without tracking and fragment',
      { url: 'https://a.example/j?id=1&x=2' },
      { url: 'https://a.example/j?x=2&utm_source=b&id=1#apply' },
    ],
    [
      'the same content, posted again later',
      { postedAt: '2026-01-01' },
      { postedAt: '2026-02-01', title: ' Weaver\n' },
    ],
  ])('same: %s', (_name, a, b) => {
    expect(id(a)).toBe(id(b));
  });

  it.each<[string, Partial<RawPosting>, Partial<RawPosting>]>([
    [
      'two boards',
      { source: 'lever', scope: 'acme', sourceId: '1' },
      { source: 'lever', scope: 'globex', sourceId: '1' },
    ],
    [
      'two services',
      { source: 'lever', scope: 'acme', sourceId: '1' },
      { source: 'ashby', scope: 'acme', sourceId: '1' },
    ],
    ['row numbers of two companies', { sourceId: '1' }, { sourceId: '1', company: 'Globex' }],
    [
      'row numbers without a company',
      { sourceId: '1', company: null },
      { sourceId: '1', company: null, title: 'Dyer' },
    ],
    ['two addresses', { url: 'https://a.example/j?id=1' }, { url: 'https://a.example/j?id=2' }],
    ['two places, same text', { locations: ['Leeds'] }, { locations: ['York'] }],
  ])('different: %s', (_name, a, b) => {
    expect(id(a)).not.toBe(id(b));
  });

  it('the same posting as CSV and as NDJSON is one', async () => {
    const csv = await readText('a.csv', 'job_id,Job Title,Company,text\n7,Weaver,Brightloom,Weaves.\n');
    const line = await readText(
      'b.ndjson',
      '{"id":7,"title":"Weaver","company":{"name":"Brightloom"},"description":"Weaves."}',
    );
    expect(csv.postings[0]?.id).toBe(line.postings[0]?.id);
    expect(csv.postings[0]?.contentHash).toBe(line.postings[0]?.contentHash);
  });
});

describe('content hash', () => {
  it('ignores what classification does not read', () => {
    expect(hash({ url: 'https://a.example', postedAt: '2026-01-01', sourceId: '9' })).toBe(hash());
    expect(hash({ description: '<p>Weaves.</p>' })).toBe(hash());
  });

  it.each<[string, Partial<RawPosting>]>([
    ['title', { title: 'Dyer' }],
    ['description', { description: 'Dyes.' }],
    ['location', { locations: ['Leeds'] }],
    ['remote', { remote: 'remote' }],
    ['employment type', { employmentType: 'contract' }],
    ['salary', { salary: { min: 1, max: 2, currency: null, period: null } }],
    ['language', { language: 'de' }],
  ])('sees %s', (_name, more) => {
    expect(hash(more)).not.toBe(hash());
  });
});

describe('texts', () => {
  it('folds titles and decodes them', () => {
    expect(normalise(raw({ title: '  R&amp;D\n\tWeaver\u00a0 <b>(m/f)</b> ' })).posting.title).toBe(
      'R&D Weaver (m/f)',
    );
    expect(normalise(raw({ title: 'C# <> Java & Co' })).posting.title).toBe('C# <> Java & Co');
  });

  it('keeps the source’s own description only where it differs', () => {
    expect(normalise(raw()).posting.descriptionRaw).toBeNull();
    expect(normalise(raw({ description: '<p>Weaves.</p>' })).posting).toMatchObject({
      description: 'Weaves.',
      descriptionRaw: '<p>Weaves.</p>',
    });
  });

  it.each<[string, Partial<RawPosting>]>([
    ['title', { title: `${'x'.repeat(999)}😀` }],
    ['company', { company: `${'x'.repeat(299)}😀` }],
  ])('cuts a long %s between characters, with a note', (name, more) => {
    const { posting, notes } = normalise(raw(more));
    expect(name === 'title' ? posting.title : posting.company).toMatch(/^x+$/);
    expect(notes.join()).toContain(`${name} of`);
  });

  it('caps a description that no posting has', () => {
    expect(
      normalise(raw({ description: 'weave '.repeat(100_000) })).posting.description.length,
    ).toBeLessThanOrEqual(200_000);
  });

  it('is an error when there is nothing to classify', () => {
    let code = null;
    try {
      normalise(raw({ title: '\u200b ', description: '<div><br></div>' }));
    } catch (error) {
      code = codeOf(error);
    }
    expect(code).toBe('empty-posting');
  });
});

describe('facts', () => {
  it('drops what cannot be told, with a note, and keeps the posting', () => {
    const { posting, notes } = normalise(
      raw({
        postedAt: '2026-02-30',
        validThrough: 'soon',
        employmentType: 'OTHER',
        language: '?',
        url: 'javascript:alert(1)',
      }),
    );
    expect(posting).toMatchObject({
      postedAt: null,
      validThrough: null,
      employmentType: null,
      language: null,
      url: null,
    });
    expect(notes).toHaveLength(2);
  });

  it('takes the country only from a field of its own', () => {
    expect(normalise(raw({ locations: ['Leeds, UK'] })).posting.location).toMatchObject({
      raw: 'Leeds, UK',
      country: null,
    });
    expect(
      normalise(raw({ place: { country: 'Deutschland', region: ' ', city: 'Ulm' } })).posting.location,
    ).toEqual({
      raw: null,
      remote: null,
      country: 'DE',
      region: null,
      city: 'Ulm',
    });
  });
});
