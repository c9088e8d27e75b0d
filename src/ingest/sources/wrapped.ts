/**
 * Postings inside an answer of any shape: `{"data": {"search": {"edges": [{"node": {…}}]}}}`, departments that hold
 * their jobs, jobs under their ids. The list is known by what is in it, not by what it is called.
 */
import { isObject, type Json } from './item.js';
import { squashName } from '../fields.js';

/** How deep answers are nested; ten levels are more than any has. */
const MAX_DEPTH = 10;
/** Elements that are looked at to tell what a list holds. */
const SAMPLE = 3;
/** Lists under these names hold postings even where what lies around them could be one: `{"name": "Acme", "jobs": […]}`. */
const JOB_LISTS = new Set(
  'jobs postings jobpostings positions vacancies openings offers joboffers opportunities requisitions listings joblistings joblist results items'.split(
    ' ',
  ),
);

/**
 * The records of every list of postings in `record`, in order; empty where it wraps none.
 * @param looksLike whether an object has what a posting has.
 * @param posting whether `record` itself may be one.
 */
export function wrappedRecords(record: Json, looksLike: (record: Json) => boolean, posting: boolean): Json[] {
  const found: Json[] = [];
  if (!posting && !looksLike(record)) search(record, looksLike, found, 0);
  // What a posting says of itself (places, questions) is not searched.
  else
    for (const [key, value] of Object.entries(record))
      if (JOB_LISTS.has(squashName(key))) search(value, looksLike, found, 1);
  return found;
}

function search(value: unknown, looksLike: (record: Json) => boolean, found: Json[], depth: number): void {
  if (depth > MAX_DEPTH || typeof value !== 'object' || value === null) return;
  const entries: unknown[] = Array.isArray(value) ? value : Object.values(value);
  const objects = entries.filter(isObject);
  // An object of postings under their ids; of one alone it could be any part of an answer.
  const list = Array.isArray(value) || (objects.length > 1 && objects.length === entries.length);
  if (list && objects.slice(0, SAMPLE).some((entry) => looksLike(entry) || inner(entry, looksLike) !== null))
    for (const entry of objects) found.push(entry);
  else for (const entry of entries) search(entry, looksLike, found, depth + 1);
}

/** The posting in a record that wraps just one (`{"node": {…}, "cursor": "x"}`), or null. */
export function inner(record: Json, looksLike: (record: Json) => boolean): Json | null {
  const objects = Object.values(record).filter(isObject);
  return objects.find(looksLike) ?? null;
}
