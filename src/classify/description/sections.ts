import type { SectionKind } from '../taxonomy/authored.js';
import type { Scan } from './scan.js';

/** How much a word of the description weighs for the role, by the part it stands in. */
export const SECTION_WEIGHT: Record<SectionKind | 'none', number> = {
  duties: 1,
  required: 0.8,
  none: 0.7,
  // "Nice to have" is what the job can do without.
  preferred: 0.25,
  about: 0,
  benefits: 0,
  legal: 0,
  'other-jobs': 0,
};

/** The part of the posting that token `at` stands in; `null` before the first heading. */
export function sectionAt(scan: Scan, at: number): SectionKind | null {
  return scan.sections[lastFrom(scan.sections, at)]?.kind ?? null;
}

/** Parts whose words say nothing of what the job uses or asks for. */
export function isSilent(kind: SectionKind | null): boolean {
  return kind === 'benefits' || kind === 'legal' || kind === 'other-jobs';
}

/** The part that a sentence claims for itself ("a plus") wins over its heading. */
export function kindAt(scan: Scan, at: number): SectionKind | null {
  const heading = sectionAt(scan, at);
  if (isSilent(heading)) return heading;
  const mark = scan.inline[lastFrom(scan.inline, at)];
  return mark !== undefined && at < mark.to ? mark.kind : heading;
}

/** Index of the last mark that begins at or before token `at`, -1 if none does; marks are in order. */
function lastFrom(marks: readonly { from: number }[], at: number): number {
  let low = 0;
  let high = marks.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((marks[middle]?.from ?? 0) <= at) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/**
 * Whether token `at` stands in a sentence of the company's own story. Under a heading that says what the job
 * does or asks for nothing is one.
 */
export function isStory(scan: Scan, at: number): boolean {
  const mark = scan.story[lastFrom(scan.story, at)];
  if (mark === undefined || at >= mark.to) return false;
  const heading = sectionAt(scan, at);
  return heading === null || heading === 'about';
}
