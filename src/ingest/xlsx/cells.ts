/** What the cells of a workbook mean: shared texts, and numbers that are dates by their style. */
import { GiveUpError } from '../../domain/errors.js';
import { MAX_WORKBOOK_TEXT_CHARS } from '../limits.js';
import type { Package } from './package.js';
import { collect, elements } from './xml.js';

export interface CellMeaning {
  /** Texts that cells name by number. */
  texts: readonly string[];
  /** Whether a style shows numbers as dates. */
  isDate(style: number): boolean;
  /** Days from the workbook's first day (1904 in those of old Macs) to 1970. */
  epochDays: number;
}

const EPOCH_1900 = 25_569;
const EPOCH_1904 = 24_107;

/** Shared texts: a rich one is a list of runs; what `rPh` holds is how to pronounce it. */
export async function sharedTexts(pack: Package, part: string): Promise<string[]> {
  const texts: string[] = [];
  if (!pack.has(part)) return texts;
  let found: string[] = [];
  let now: string[] = [];
  let inText = false;
  let spoken = 0;
  let length = 0;
  const each = collect(await pack.stream(part), {
    open(name) {
      if (name === 'si') now = [];
      else if (name === 'rPh') spoken++;
      else if (name === 't') inText = spoken === 0;
    },
    text(data) {
      if (inText) now.push(data);
    },
    close(name) {
      if (name === 't') inText = false;
      else if (name === 'rPh') spoken--;
      else if (name === 'si') found.push(unescapeText(now.join('')));
    },
    take() {
      const taken = found;
      found = [];
      return taken;
    },
  });
  for await (const text of each) {
    texts.push(text);
    length += text.length;
    if (length > MAX_WORKBOOK_TEXT_CHARS) {
      const million = MAX_WORKBOOK_TEXT_CHARS / 1024 / 1024;
      throw new GiveUpError(
        'format-mismatch',
        `a workbook with more than ${million} million characters of text: save its sheet as CSV, which is streamed`,
      );
    }
  }
  return texts;
}

/** `_x000D_` is how a workbook writes what XML cannot hold. */
export function unescapeText(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([\da-f]{4})_/gi, (_whole, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}

/** Styles that show dates: the built-in formats, and own ones with a year, month or day in them. */
export async function dateStyles(pack: Package, part: string): Promise<(style: number) => boolean> {
  const own = new Map<number, string>();
  const styles: number[] = [];
  for (const { name, parent, attributes } of elements(await pack.text(part))) {
    const id = Number(attributes['numFmtId'] ?? 0);
    if (name === 'numFmt') own.set(id, attributes['formatCode'] ?? '');
    else if (name === 'xf' && parent === 'cellXfs') styles.push(id);
  }
  const dates = styles.map((id) => {
    const code = own.get(id);
    if (code !== undefined) return /[dmyh]/i.test(code.replace(/"[^"]*"|\\.|\[[^\]]*\]|General/gi, ''));
    return (
      (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58)
    );
  });
  return (style) => dates[style] === true;
}

export const epochDaysOf = (date1904: string | undefined): number =>
  date1904 === '1' || date1904 === 'true' ? EPOCH_1904 : EPOCH_1900;

/** Days since the workbook's first day -> ISO date, with the time where there is one; the number itself for no date. */
export function dateText(days: number, epochDays: number): string | number {
  // Excel counts a 29 February 1900 that never was: before it every date is a day later.
  const shifted = epochDays === EPOCH_1900 && days < 60 ? days + 1 : days;
  const date = new Date(Math.round((shifted - epochDays) * 86_400) * 1000);
  if (!(days >= 0) || Number.isNaN(date.getTime()) || date.getUTCFullYear() > 9999) return days;
  const iso = date.toISOString();
  return iso.endsWith('T00:00:00.000Z') ? iso.slice(0, 10) : `${iso.slice(0, 19)}Z`;
}
