/** Where a section stands: in the report, which is a file by itself, or on a page of the dashboard, among others. */
import { HALF, WIDE } from './charts/draw.js';
import { html, type Markup } from './markup.js';

/** What a name can lead to. */
export type LinkKind =
  'role' | 'level' | 'family' | 'skill' | 'company' | 'country' | 'remote' | 'employment';

export interface Setting {
  /** How many rows a table may have. */
  rows: number;
  /** How many of them are drawn. */
  drawn: number;
  /** It has half of the page. */
  half: boolean;
  /** Address of what a name leads to; a file leads nowhere. */
  link: (kind: LinkKind, id: string) => string | undefined;
  /** Ids of levels, lowest first. */
  ladder: readonly string[];
  /** How a reader sees what is withheld. */
  wider: string;
}

export function reportSetting(rows: number, ladder: readonly string[]): Setting {
  return {
    ...{ rows, drawn: rows, half: false, ladder, link: () => undefined },
    wider: 'Ask for more postings, or say --min-count 1.',
  };
}

export function widthOf({ half }: Setting): number {
  return half ? HALF : WIDE;
}

/** A name in a table: a link where it leads somewhere. */
export function named(
  { link }: Setting,
  kind: LinkKind,
  { id, label }: { id: string; label: string },
): string | Markup {
  const to = link(kind, id);
  return to === undefined ? label : html`<a href="${to}" class="long" dir="auto">${label}</a>`;
}
