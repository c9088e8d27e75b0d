import { describe, expect, it } from 'vitest';
import { fingerprint } from '../../src/domain/copies/fingerprint.js';
import { groupCopies, NEAR_IDENTICAL, type Member } from '../../src/domain/copies/grouping.js';
import { minHash, similarity } from '../../src/domain/copies/min-hash.js';
import { companyKey, titleKey } from '../../src/domain/copies/names.js';

/** Words of a text of its own: the same seed, the same words. */
function words(count: number, seed = 1): string[] {
  let state = seed;
  return Array.from({ length: count }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return `w${(state >>> 8) % 5000}`;
  });
}

const signatureOf = (text: readonly string[]): Uint8Array => {
  const signature = minHash(text);
  if (signature === null) throw new Error('too short');
  return signature;
};

describe('companyKey', () => {
  it.each([
    ['Brightwater, Inc.', 'brightwater'],
    ['BRIGHT-WATER', 'brightwater'],
    ['brightwater.com', 'brightwater'],
    ['Bright Water GmbH & Co. KG', 'brightwater'],
    ['Café Brightwater SA', 'cafebrightwater'],
    ['Group', 'group'],
    [null, ''],
  ])('%j', (name, key) => expect(companyKey(name)).toBe(key));
  it('keeps different companies apart', () => {
    expect(companyKey('Acme Robotics')).not.toBe(companyKey('Acme'));
  });
});

describe('titleKey', () => {
  it.each([
    ['Sr. Backend Engineer (m/w/d) - Berlin', ['Berlin, Germany'], 'senior backend engineer'],
    ['Account Executive | Remote', [null], 'account executive'],
    ['City Coordinator – Tampa', ['Tampa'], 'city coordinator'],
    ['Software Engineer II', ['Paris'], 'software engineer ii'],
    ['C++ / C# Developer', [], 'c++ c# developer'],
    ['Berlin', ['Berlin'], 'berlin'],
  ])('%j in %j', (title, places, key) => expect(titleKey(title, places)).toBe(key));
  it('a place that is not the posting’s own stays', () => {
    expect(titleKey('Account Executive - France', ['Paris'])).toBe('account executive france');
  });
});

describe('minHash', () => {
  it('estimates the share of common shingles within its sampling error', () => {
    const text = words(600);
    for (const changed of [6, 20, 60, 200]) {
      const other = [...text.slice(0, -changed), ...words(changed, 99)];
      const shared = text.length - changed - 2;
      const jaccard = shared / (2 * (text.length - 2) - shared);
      expect(Math.abs(similarity(signatureOf(text), signatureOf(other)) - jaccard)).toBeLessThan(0.1);
    }
  });
  it('texts with nothing in common have nothing in common', () => {
    expect(similarity(signatureOf(words(500)), signatureOf(words(500, 7)))).toBeLessThan(0.05);
  });
  it('says nothing of a text of a few words', () => expect(minHash(words(11))).toBeNull());
  it('is the same in every version: signatures are stored', () => {
    const sum = signatureOf(words(100)).reduce((total, byte) => total + byte, 0);
    expect(sum).toBe(31375);
  });
});

describe('fingerprint', () => {
  const posting = {
    title: 'Backend Engineer',
    company: 'Acme',
    location: { raw: 'Berlin', country: 'DE', region: null, city: 'Berlin', remote: null },
    description: words(200).join(' '),
  };
  it('layout, case and punctuation of the text do not matter', () => {
    const other = {
      ...posting,
      description: words(200)
        .map((w, n) => (n % 9 === 0 ? `\n- ${w.toUpperCase()},` : w))
        .join(' '),
    };
    expect(fingerprint(other)).toEqual(fingerprint(posting));
  });
  it('another title or company has another key', () => {
    const keys = [
      posting,
      { ...posting, title: 'Data Engineer' },
      { ...posting, company: 'Blot' },
      { ...posting, company: null },
    ].map((p) => fingerprint(p).key);
    expect(new Set(keys).size).toBe(4);
  });
});

describe('groupCopies', () => {
  const text = words(400);
  const member = (id: string, day: number, of: readonly string[]): Member => ({
    id,
    firstSeen: `2026-03-0${day} 10:00:00+00`,
    signature: signatureOf(of),
  });
  const alike = (changed: number): string[] => [...text.slice(0, -changed), ...words(changed, 5)];
  const members = [
    member('b', 2, text),
    member('a', 2, alike(4)),
    member('c', 1, alike(8)),
    member('d', 3, words(400, 3)),
    member('e', 1, alike(200)),
  ];

  it('the earliest of near-identical texts is the canonical one, others stand for themselves', () => {
    expect(groupCopies(members)).toEqual(
      new Map([
        ['a', 'c'],
        ['b', 'c'],
        ['c', 'c'],
        ['d', 'd'],
        ['e', 'e'],
      ]),
    );
  });
  it('the smaller id decides between two that were seen at once', () => {
    expect(groupCopies([member('y', 1, text), member('x', 1, text)]).get('y')).toBe('x');
  });
  it('the order does not matter', () => {
    const result = groupCopies(members);
    for (let turn = 1; turn < members.length; turn++) {
      expect(groupCopies([...members.slice(turn), ...members.slice(0, turn)])).toEqual(result);
    }
  });
  it('of many texts under one key, near-identical ones are found by their bands', () => {
    const many = Array.from({ length: 300 }, (_, n) => member(`m${n}`, 4, words(120, n + 10)));
    const twins = many
      .slice(0, 50)
      .map((_, n) => member(`t${n}`, 5, [...words(120, n + 10).slice(0, -2), 'x', 'y']));
    const result = groupCopies([...many, ...twins]);
    expect(twins.map(({ id }) => result.get(id))).toEqual(twins.map((_, n) => `m${n}`));
    expect(new Set(result.values()).size).toBe(300);
  });
  it('takes thousands of equal postings in its stride', () => {
    const signature = signatureOf(text);
    const many = Array.from({ length: 20_000 }, (_, n) => ({
      id: `m${String(n).padStart(5, '0')}`,
      firstSeen: '',
      signature,
    }));
    expect(new Set(groupCopies(many).values())).toEqual(new Set(['m00000']));
  });
  it('near-identical is near', () => expect(NEAR_IDENTICAL).toBeGreaterThanOrEqual(0.8));
});
