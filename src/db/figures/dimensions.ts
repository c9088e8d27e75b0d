/** What postings can be counted by. */
import type { Rows } from './rows.js';

export const DIMENSIONS = [
  'role',
  'family',
  'level',
  'band',
  'company',
  'country',
  'remote',
  'employment',
  'source',
  'language',
] as const;
export type Dimension = (typeof DIMENSIONS)[number];

export interface Name {
  id: string;
  /** How the row calls it. */
  label: string;
}

/** A dimension of rows: a code of each posting, and what each code means; undefined: the posting does not say. */
export interface Coded {
  codes: Int32Array;
  names: readonly (Name | undefined)[];
}

/** Made once for rows that a report counts thirty times. */
const CODED = new WeakMap<Rows, Map<Dimension, Coded>>();

/** Spellings of a company that differ in case only are one. */
export function codedBy(rows: Rows, name: Dimension): Coded {
  const known = CODED.get(rows) ?? new Map<Dimension, Coded>();
  CODED.set(rows, known);
  const found = known.get(name) ?? coded(rows, name);
  known.set(name, found);
  return found;
}

function coded(rows: Rows, name: Dimension): Coded {
  if (name === 'company' || name === 'source') {
    const names = Array.from(rows.companies, (found) =>
      name === 'source' ? named(found?.source) : named(found?.company?.toLowerCase(), found?.company),
    );
    return { codes: rows.company, names };
  }
  const verdict = IN_VERDICT[name];
  if (verdict !== undefined) {
    const [id, label] = verdict;
    return {
      codes: rows.verdict,
      names: Array.from(rows.verdictTerms, (terms) => named(terms?.[id], terms?.[label])),
    };
  }
  const place = IN_OTHER[name] ?? 0;
  return { codes: rows.other, names: Array.from(rows.otherTerms, (terms) => named(terms?.[place])) };
}

/** Where a verdict's terms have the id and its label, and where the other terms have it (rows.ts). */
const IN_VERDICT: Partial<Record<Dimension, readonly [number, number]>> = {
  role: [1, 2],
  family: [3, 3],
  level: [4, 5],
  band: [6, 6],
};
const IN_OTHER: Partial<Record<Dimension, number>> = { country: 0, remote: 1, employment: 2, language: 3 };

function named(id: string | null | undefined, label: string | null | undefined = id): Name | undefined {
  return id === null || id === undefined ? undefined : { id, label: label ?? id };
}

/** Each id once: the place of each code in `ids`, -1 where it says nothing, and the first label of each by bytes. */
export interface Distinct {
  ids: string[];
  labels: string[];
  place: Int32Array;
  /** Of each posting. */
  codes: Int32Array;
}

/** All postings as the one value of a dimension. */
export function wholeOf({ postings }: Rows): Distinct {
  return { ids: ['all'], labels: ['all'], place: Int32Array.of(0), codes: new Int32Array(postings) };
}

/** The ids of a dimension that occur in these rows. */
export function distinctOf(rows: Rows, name: Dimension): Distinct {
  const { codes, names } = codedBy(rows, name);
  const occurs = new Uint8Array(names.length);
  for (const code of codes) occurs[code] = 1;
  const places = new Map<string, number>();
  const [ids, labels]: [string[], string[]] = [[], []];
  const place = new Int32Array(names.length).fill(-1);
  names.forEach((found, code) => {
    if (found === undefined || occurs[code] === 0) return;
    const at = places.get(found.id) ?? ids.push(found.id) - 1;
    places.set(found.id, at);
    place[code] = at;
    const label = labels[at];
    labels[at] = label === undefined || found.label < label ? found.label : label;
  });
  return { ids, labels, place, codes };
}
