/** What the API gives, as far as the tests read it, and rows of numbers as pages write them. */
import { formatCount, formatShare } from '../../../src/report/format.js';

interface Item {
  label: string;
  count: number;
  share: number;
}
interface Side {
  count: number;
  share: number;
}
interface List<T> {
  of: number;
  items: T[];
}
type SkillItem = Item & { required: number; preferred: number };
interface PayItem {
  currency: string;
  count: number;
  of: number;
  role: { label: string } | null;
  level: { label: string } | null;
  country: string | null;
  quantiles: Record<'p10' | 'p25' | 'p50' | 'p75' | 'p90', { value: number }>;
}
type Compared = { of: { a: number; b: number }; items: { label: string; a: Side; b: Side }[] };
type Mover = { label: string; before: Side; after: Side };

/** Answers of `/api/figures/NAME`. */
export interface Figures {
  basis: { postings: number; uncertain: number };
  shares: Record<string, List<Item>>;
  rolesByLevels: List<Item & { levels: Record<string, number | null> }>;
  skills: List<SkillItem>;
  skillPairs: List<Side & { a: { label: string }; b: { label: string } }>;
  trend: { periods: { id: string; new: number; open: number }[] };
  movers: { by: Record<string, { rising: Mover[]; falling: Mover[] }> };
  pay: { overall: List<PayItem>; byLevel: List<PayItem>; byCountry: List<PayItem> };
  comparison: { common: number; shares: Record<string, Compared>; skills: Compared };
}

const sideOf = ({ count }: Side): string => formatCount(count);

/** A list of these, as rows: cells that a page must have side by side, in this order. */
export const rowsOf = {
  shares: ({ of, items }: List<Item>) =>
    items.map(({ label, count, share }) => [label, formatCount(count), formatShare(share, of)]),
  skills: ({ of, items }: List<SkillItem>) =>
    items.map((item) => [
      ...[item.label, formatCount(item.count), formatShare(item.share, of)],
      ...[formatCount(item.required), formatCount(item.preferred)],
    ]),
  levels: ({ of, items }: Figures['rolesByLevels'], ladder: readonly string[]) =>
    items.map(({ label, count, share, levels }) => [
      ...[label, formatCount(count), formatShare(share, of)],
      ...ladder.flatMap((level) => (levels[level] ? [formatCount(levels[level])] : [])),
    ]),
  pairs: ({ of, items }: Figures['skillPairs']) =>
    items.map(({ a, b, count, share }) => [a.label, b.label, formatCount(count), formatShare(share, of)]),
  periods: ({ periods }: Figures['trend']) =>
    periods.map((period) => [period.id, formatCount(period.new), formatCount(period.open)]),
  movers: ({ rising, falling }: { rising: Mover[]; falling: Mover[] }) =>
    [...rising, ...falling].map(({ label, before, after }) => [label, sideOf(before), sideOf(after)]),
  compared: ({ of, items }: Compared) =>
    items.map(({ label, a, b }) => [
      ...[label, sideOf(a), formatShare(a.share, of.a)],
      ...[sideOf(b), formatShare(b.share, of.b)],
    ]),
  pay: ({ items }: List<PayItem>, nameOf: (cell: PayItem) => string) =>
    items.map((cell) => [
      ...[nameOf(cell), cell.currency, formatCount(cell.count), formatCount(cell.of)],
      ...(['p10', 'p25', 'p50', 'p75', 'p90'] as const).map((name) =>
        formatCount(Math.round(cell.quantiles[name].value)),
      ),
    ]),
};

/** Of these rows those that no row has, in this order and with others between. */
export function absentFrom(wanted: readonly string[][], shown: readonly string[][]): string[][] {
  return wanted.filter((cells) => !shown.some((row) => holds(row, cells)));
}

function holds(row: readonly string[], cells: readonly string[]): boolean {
  let at = 0;
  for (const cell of row) if (cell === cells[at]) at += 1;
  return at === cells.length;
}
