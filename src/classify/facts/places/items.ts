/** A location cut into words and into the names of places among them. */
import { foldWord } from '../../text/fold.js';
import type { Gazetteer, Named } from './gazetteer.js';
import { NO_PLACE } from './names.js';

/** What stands for words that name no place we know. */
export const NOTHING: Named = { cities: [], region: null, country: null };

type Gap = 'space' | 'comma' | 'other' | 'bracket';

export interface Word {
  text: string;
  key: string;
  from: number;
  to: number;
  gap: Gap;
}

/** A place's name in the location, or words that are none we know. */
export interface Item {
  named: Named;
  first: number;
  last: number;
  gap: Gap;
  code: boolean;
}

/** No location is longer; what comes behind is prose. */
const MOST_WORDS = 60;
/** A single known word amid unknown ones ("Union Station") must be a city of 80,000 at least. */
const LEAST_AMID = 3;
/** Codes that are words in capitals too: only behind a comma or a city. */
const WORDY = new Set([
  'ON',
  'OR',
  'IN',
  'ME',
  'OK',
  'HI',
  'NO',
  'IT',
  'AT',
  'BE',
  'ES',
  'MY',
  'CAN',
  'IND',
  'VIC',
  'ACT',
  'SA',
]);
/** The words, each with what separates it from the one before. */
export function wordsOf(location: string): Word[] {
  const words: Word[] = [];
  let end = 0;
  let gap: Gap = 'other';
  for (const match of location.matchAll(/[\p{L}\p{M}\p{N}]+/gu)) {
    const between = location.slice(end, match.index);
    const own = gapOf(between);
    if (rank(own) > rank(gap)) gap = own;
    const key = foldWord(match[0]);
    end = match.index + match[0].length;
    if (key === '') continue;
    if (/^(?:or|and|und|ou|et|oder|o|y|e|lub)$/.test(key) && match[0] !== 'OR') {
      gap = 'other';
      continue;
    }
    words.push({ text: match[0], key, from: match.index, to: end, gap });
    if (words.length === MOST_WORDS) break;
    gap = 'space';
  }
  return words;
}

const rank = (gap: Gap): number => ['space', 'comma', 'bracket', 'other'].indexOf(gap);

function gapOf(between: string): Gap {
  if (/[;|/•·&+\n)\]]/.test(between)) return 'other';
  if (/[([]/.test(between)) return 'bracket';
  if (/[,:–—]|\s-|-\s/.test(between)) return 'comma';
  return 'space';
}

/** The longest names first come, first served; what is between them stays as items that name nothing. */
export function itemsOf(words: readonly Word[], { names, codes, longest }: Gazetteer): Item[] {
  const items: Item[] = [];
  for (let i = 0; i < words.length;) {
    const word = words[i];
    if (word === undefined) break;
    let size = 0;
    let named = NOTHING;
    let code = false;
    let key = '';
    for (let n = 0; n < longest && i + n < words.length; n++) {
      const next = words[i + n];
      if (next === undefined || (n > 0 && next.gap !== 'space')) break;
      key = n === 0 ? next.key : `${key} ${next.key}`;
      const entry = names.get(key);
      // "Riverside County" is not Riverside.
      if (words[i + n + 1]?.key === 'county') continue;
      if (entry !== undefined && (n > 0 || isName(words, i, entry))) [size, named] = [n + 1, entry];
    }
    const apart = word.gap !== 'space' || (items.at(-1)?.named ?? NOTHING) !== NOTHING;
    if (size <= 1 && apart && /^[A-Z]{2,3}$/.test(word.text) && endsPart(words, i)) {
      const entry = codes.get(word.text);
      // "LA", "DC" and "NY" are cities first, but behind a city they are its state.
      const behind = (items.at(-1)?.named.cities.length ?? 0) > 0 || word.gap === 'comma';
      const meant = behind || (named === NOTHING && !WORDY.has(word.text));
      if (entry !== undefined && meant) [size, named, code] = [1, entry, true];
    }
    items.push({ named, first: i, last: i + Math.max(size, 1) - 1, gap: word.gap, code });
    i += Math.max(size, 1);
  }
  return items;
}

function endsPart(words: readonly Word[], at: number): boolean {
  const next = words[at + 1];
  return (
    next === undefined || next.gap !== 'space' || NO_PLACE.has(next.key) || /^[A-Z]{2,3}$|^\d/.test(next.text)
  );
}

/** Short words are names only in capitals ("in LA", not "la"), small towns only when the part is theirs alone. */
function isName(words: readonly Word[], at: number, entry: Named): boolean {
  const word = words[at];
  if (word === undefined || NO_PLACE.has(word.key)) return false;
  if (word.key.length <= 3) {
    const alone = word.gap !== 'space' && (words[at + 1]?.gap ?? 'other') !== 'space';
    if (word.text !== word.text.toUpperCase() && !alone) return false;
    return true;
  }
  if (entry.country !== null || entry.region !== null) return true;
  if ((entry.cities[0]?.size ?? 0) >= LEAST_AMID) return true;
  const before = word.gap !== 'space' || NO_PLACE.has(words[at - 1]?.key ?? '');
  const next = words[at + 1];
  return (
    before &&
    (next === undefined || next.gap !== 'space' || NO_PLACE.has(next.key) || /^[A-Z]{2}$/.test(next.text))
  );
}
