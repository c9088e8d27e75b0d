import { SECTION_KINDS, type SectionKind } from '../taxonomy/section-kinds.js';
import type { Scan } from './scan.js';

/** Numbers of the kinds of section; 0: no heading says. */
const NUMBERS = Object.fromEntries(SECTION_KINDS.map((kind, n) => [kind, n + 1])) as Record<
  SectionKind,
  number
>;
const KINDS: readonly (SectionKind | null)[] = [null, ...SECTION_KINDS];
/** Bits of a part: the number of its kind, and whether the company tells its own story there. */
const KIND = 15;
const STORY = 16;

/** How much a word of the description weighs for the role, by the part it stands in. */
const SECTION_WEIGHT: Record<SectionKind | 'none', number> = {
  duties: 1,
  required: 0.6,
  none: 0.7,
  // "Nice to have" is what the job can do without.
  preferred: 0.25,
  about: 0,
  benefits: 0,
  legal: 0,
  'other-jobs': 0,
};
const WEIGHTS = KINDS.map((kind) => SECTION_WEIGHT[kind ?? 'none']);
const SILENT_KINDS = KINDS.reduce((bits, kind, n) => (isSilent(kind) ? bits | (1 << n) : bits), 0);

/**
 * By token, the part that it stands in. A dozen stretches are filled once, where each of fifty mentions searched three
 * lists for its own.
 */
export function partsOf(scan: Scan): Uint8Array {
  return (scan.parts ??= markParts(scan));
}

function markParts({ tokens, sections, inline, story }: Scan): Uint8Array {
  // Not an array of its own: making one takes longer than filling it.
  const { parts } = tokens;
  let at = 0;
  let part = 0;
  for (const { from, kind } of sections) {
    for (; at < from; at++) parts[at] = part;
    part = kind === null ? 0 : NUMBERS[kind];
  }
  // One more: what is asked of the end of the text is answered by its last section.
  for (; at <= tokens.count; at++) parts[at] = part;
  // Under a heading that says what the job does or asks for nothing is the company's own story.
  for (const { from, to } of story) {
    for (let i = from; i < to; i++) {
      const told = parts[i] as number;
      if (told === 0 || told === NUMBERS.about) parts[i] = told | STORY;
    }
  }
  // The part that a sentence claims for itself ("a plus") wins over its heading.
  for (const { from, to, kind } of inline) {
    for (let i = from; i < to; i++) {
      const told = parts[i] as number;
      if (!isSilentPart(told)) parts[i] = (told & STORY) | NUMBERS[kind];
    }
  }
  return parts;
}

/** What the heading or the sentence says of a part; null: nothing. */
export function kindOf(part: number): SectionKind | null {
  return KINDS[part & KIND] ?? null;
}

/** How much a word of the part weighs for the role. */
export function weightOf(part: number): number {
  return WEIGHTS[part & KIND] as number;
}

/** Whether the part is in a sentence of the company's own story. */
export function isStory(part: number): boolean {
  return (part & STORY) !== 0;
}

/** The kind of the part that token `at` stands in, by its heading or by its sentence; null: none says. */
export function kindAt(scan: Scan, at: number): SectionKind | null {
  return kindOf(partsOf(scan)[at] ?? 0);
}

/** Parts whose words say nothing of what the job uses or asks for. */
export function isSilent(kind: SectionKind | null): boolean {
  return kind === 'benefits' || kind === 'legal' || kind === 'other-jobs';
}

/** The same of a part. */
export function isSilentPart(part: number): boolean {
  return ((SILENT_KINDS >>> (part & KIND)) & 1) === 1;
}

/** What the heading above token `at` says, whatever its sentence claims; null before the first heading. */
export function sectionAt({ sections }: Scan, at: number): SectionKind | null {
  let low = 0;
  let high = sections.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sections[middle]?.from ?? 0) <= at) low = middle + 1;
    else high = middle;
  }
  return sections[low - 1]?.kind ?? null;
}
