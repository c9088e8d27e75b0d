/** The data that a page carries for its own scripts: JSON blocks, assigned literals, what frameworks hand over. */
import { isObject } from '../sources/item.js';
import { flightValues } from './script-flight.js';
import { readLiteral } from './script-literal.js';
import type { PageDocument } from './document.js';

export interface ScriptValue {
  /** The name that it goes by: `__NEXT_DATA__`, `jobs` of `JBL.embed['jobs'] = [`; empty where it has none. */
  name: string;
  value: unknown;
}

/** Where a literal may begin that is kept under a name, or handed to a function: `a.jobs = [`, `jobs: [`, `push([`. */
const BEGINS =
  /(?<![\p{L}\p{N}_$])([\p{L}\p{N}_$]{1,60})["'\]]{0,3}\s{0,20}(?:=|:|\()\s{0,20}(?=[[{])|\bJSON\.parse\(\s{0,20}(?=["'`])/gu;
/** Looking again at what turned out to be no literal costs at most so many times the script. */
const MAX_WORK = 4;
/** Values of a Nuxt state that are followed, and how deep. */
const MAX_REFERRED = 200_000;
const MAX_REFERRED_DEPTH = 40;

/** Every value in the scripts of a page that is data, the large ones whole. Linear in the length of the scripts. */
export function scriptValues({ $ }: PageDocument): ScriptValue[] {
  const found: ScriptValue[] = [];
  const chunks: string[] = [];
  for (const el of $('script').toArray()) {
    const type = ($(el).attr('type') ?? '').trim().toLowerCase();
    const text = $(el).text();
    if (/^application\/(?:ld\+|json\+ld)/.test(type) || text.trim() === '') continue;
    if (/json$/.test(type)) found.push(...jsonBlock(text, $(el).attr('id') ?? ''));
    else if (type === '' || type === 'module' || type.endsWith('javascript')) {
      for (const value of literalsIn(text)) {
        const chunk = chunkOf(value);
        if (chunk === null) found.push(value);
        else chunks.push(chunk);
      }
    }
  }
  return [...found, ...flightValues(chunks.join('')).map((value) => ({ name: '', value }))];
}

function jsonBlock(text: string, name: string): ScriptValue[] {
  const value = parsed(text);
  if (value === undefined) return [];
  return [{ name, value: name === '__NUXT_DATA__' && Array.isArray(value) ? referred(value) : value }];
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function* literalsIn(text: string): Generator<ScriptValue> {
  let work = MAX_WORK * text.length + 10_000;
  BEGINS.lastIndex = 0;
  for (let hit = BEGINS.exec(text); hit !== null && work > 0; hit = BEGINS.exec(text)) {
    const start = hit.index + hit[0].length;
    const { value, end } = readLiteral(text, start);
    work -= end - start;
    // The next search must not begin inside of what was read, nor be lost by what was no literal.
    BEGINS.lastIndex = value === undefined ? start : end;
    const given = typeof value === 'string' ? parsed(value) : value;
    if (typeof given === 'object' && given !== null) yield { name: hit[1] ?? '', value: given };
  }
}

function chunkOf({ name, value }: ScriptValue): string | null {
  if (name !== 'push' || !Array.isArray(value) || value[0] !== 1) return null;
  return typeof value[1] === 'string' ? value[1] : null;
}

/** Nuxt writes every value once, and all others by its number: `[{"jobs": 1}, [2], {"title": 3}, "Cook"]`. */
function referred(values: readonly unknown[]): unknown {
  let left = MAX_REFERRED;
  // Copies, not shared objects: what refers to itself, or a hundred times to the same, ends with the allowance.
  const at = (index: unknown, depth: number): unknown => {
    if (typeof index !== 'number' || --left < 0 || depth > MAX_REFERRED_DEPTH) return null;
    const value = values[index] ?? null;
    // A wrapper of the framework around a value: `["Reactive", 4]`.
    if (Array.isArray(value) && typeof value[0] === 'string')
      return typeof value[1] === 'number' ? at(value[1], depth + 1) : value[1];
    if (Array.isArray(value)) return value.map((entry) => at(entry, depth + 1));
    if (!isObject(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, at(entry, depth + 1)]));
  };
  return at(0, 0);
}
