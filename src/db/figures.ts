import type { Database } from './database.js';
import type { PostingFilter } from './filter.js';

/** A count and its share (0–1) of the denominator that the list it stands in names. */
export interface Figure {
  id: string;
  label: string;
  count: number;
  share: number;
}
export interface FigureList<T extends Figure = Figure> {
  /** What the shares are shares of. */
  of: number;
  /** How many different ones there are; `items` may hold only the top of them. */
  distinct: number;
  items: T[];
}
export interface MarketFigures {
  /** Of the whole store, whatever the filter. */
  totals: { postings: number; classified: number; pending: number; failed: number };
  /** Classified postings that the filter takes: the denominator of roles, levels, families, bands and skills. */
  matching: number;
  /** First and last posting date (else first seen) of the matching ones; null when there are none. */
  period: { from: string; to: string } | null;
  /** Most frequent first. `levels`: level id -> count. */
  roles: FigureList<Figure & { family: string; levels: Record<string, number> }>;
  levels: FigureList<Figure & { band: string }>;
  families: FigureList;
  bands: FigureList;
  /** `required`: how many of `count` ask for it as a requirement. */
  skills: FigureList<Figure & { category: string; required: number }>;
  /** Shares of the postings that name a company. */
  companies: FigureList;
  /** Shares of the postings whose country is known. */
  countries: FigureList;
  /** Shares of the postings that say how remote they are. */
  remote: FigureList;
}
/** `top` bounds skills, companies and countries. */
export async function marketFigures(
  d: Database,
  filter: PostingFilter,
  options: { top: number },
): Promise<MarketFigures> {
  throw new Error('not written yet');
}
