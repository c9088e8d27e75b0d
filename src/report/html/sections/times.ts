import type { Basis } from '../../../db/figures/basis.js';
import type { CloseCell, ClosedAfter, TimeToClose } from '../../../db/figures/time-to-close.js';
import type { Years, YearsCell } from '../../../db/figures/years.js';
import { formatCount, formatShare } from '../../format.js';
import { inOrder } from '../../market.js';
import { drawBoth } from '../charts/draw.js';
import { ranges } from '../charts/ranges.js';
import type { Markup } from '../markup.js';
import type { Setting } from '../setting.js';
import { NUMBER, table } from '../table.js';
import { chart, emptyFigure, figure, withheldNote } from './frame.js';

/** Years of experience asked for, by level. */
export function years({ overall, byLevel }: Years, basis: Basis, { rows, ladder }: Setting): Markup {
  const [id, title] = ['years', 'Years of experience asked for'];
  if (overall === null) return emptyFigure(id, title, 'Too few postings ask for years of experience.');
  const cells = [overall, ...inOrder(byLevel.items, ladder).slice(0, rows)];
  const says = `Of the postings that ask for years, half ask for ${overall.quantiles.p50.value} or more.`;
  const named = (cell: YearsCell): string => (cell === overall ? 'All' : cell.label);
  return figure({
    id,
    title,
    says,
    body: chart(
      drawBoth(
        (width) =>
          ranges(
            cells.map((cell) => {
              const { p10, p25, p50, p75, p90 } = cell.quantiles;
              return {
                label: named(cell),
                says: `${p50.value} (n ${formatCount(cell.count)})`,
                outer: [p10.value, p90.value],
                inner: [p25.value, p75.value],
                median: p50.value,
              };
            }),
            String,
            width,
          ),
        { title, description: says },
      ),
    ),
    notes: [
      `${formatCount(overall.count)} of ${formatCount(overall.of)} postings (${formatShare(overall.coverage, overall.of)}) ask for years; of a range the least.`,
      'Dot: median. Thick: the middle half. Line: 10 to 90 %.',
      withheldNote(byLevel.withheld, basis.minCount),
    ],
    table: table(
      'Years asked for: postings of each number',
      [
        { head: 'Level' },
        ...['n', 'of', 'Median', '95 % interval'].map((head) => ({ head, ...NUMBER })),
        ...overall.distribution.map(({ years }, n) => ({
          head: n === overall.distribution.length - 1 ? `${years}+` : String(years),
          ...NUMBER,
        })),
      ],
      cells.map((cell) => {
        const { value, interval } = cell.quantiles.p50;
        return [
          ...[named(cell), formatCount(cell.count), formatCount(cell.of), String(value)],
          interval === null ? 'too few' : `${interval.low} to ${interval.high}`,
          ...cell.distribution.map(({ count }) =>
            count === null ? `<${basis.minCount}` : formatCount(count),
          ),
        ];
      }),
    ),
  });
}

/** How long postings stay open, by role. */
export function timeToClose({ overall, by }: TimeToClose, basis: Basis, { rows }: Setting): Markup {
  const [id, title] = ['close', 'Days until a posting is closed'];
  if (overall === null || overall.closed === 0)
    return emptyFigure(
      id,
      title,
      'Nothing to say yet: too few postings were seen from their start until they closed.',
    );
  const cells = [overall, ...(by.role?.items ?? []).slice(0, rows)];
  const named = (cell: CloseCell): string => (cell === overall ? 'All' : cell.label);
  const half = overall.quartiles.p50;
  const says =
    half === null
      ? 'Fewer than half are closed as far as the data goes.'
      : `Half of the postings are closed after ${days(half)} days.`;
  return figure({
    id,
    title,
    says,
    body: chart(
      drawBoth(
        (width) =>
          ranges(
            cells.map((cell) => {
              const { p25, p50, p75 } = cell.quartiles;
              return {
                label: named(cell),
                says: `${days(p50)} (n ${formatCount(cell.count)})`,
                outer: null,
                inner: [p25?.days ?? null, p75?.days ?? null],
                median: p50?.days ?? null,
              };
            }),
            (value) => formatCount(value),
            width,
          ),
        { title, description: says },
      ),
    ),
    notes: [
      `Of ${formatCount(overall.count)} postings seen from their start (${formatShare(overall.coverage, overall.of)} of the selection); ${formatCount(overall.open)} of them were still open and count as longer (Kaplan-Meier).`,
      'Dot: half are closed. Thick: from a quarter to three quarters; open to the right where the data does not reach them.',
      withheldNote(by.role?.withheld ?? 0, basis.minCount),
    ],
    table: table(
      'Days until closed',
      [
        { head: 'Role' },
        ...['Closed', 'Open', 'A quarter', 'Half', '95 % interval', 'Three quarters'].map((head) => ({
          head,
          ...NUMBER,
        })),
      ],
      cells.map((cell) => {
        const { p25, p50, p75 } = cell.quartiles;
        const { low = null, high = null } = p50?.interval ?? {};
        return [
          ...[named(cell), formatCount(cell.closed), formatCount(cell.open), days(p25), days(p50)],
          p50 === null
            ? ''
            : `${low === null ? '?' : Math.round(low)} to ${high === null ? '?' : Math.round(high)}`,
          days(p75),
        ];
      }),
    ),
  });
}

function days(after: ClosedAfter | null): string {
  return after === null ? 'n/a' : String(Math.round(after.days));
}
