import type { Basis } from '../../../db/figures/basis.js';
import type { ShareList } from '../../../db/figures/shares.js';
import type { SkillPairs } from '../../../db/figures/skill-pairs.js';
import type { Lift, SkillShare } from '../../../db/figures/skills.js';
import { formatCount, formatShare } from '../../format.js';
import { bars } from '../charts/bars.js';
import { drawBoth } from '../charts/draw.js';
import { ratios } from '../charts/ratios.js';
import { html, type Markup } from '../markup.js';
import { named, widthOf, type Setting } from '../setting.js';
import { NUMBER, table } from '../table.js';
import { chart, emptyFigure, extent, figure, INTERVALS, intervalText } from './frame.js';

/** The skills named most, and how much more often than in the rest of the market. */
export function skills(
  list: ShareList<SkillShare>,
  basis: Basis,
  setting: Setting,
  title = 'Skills asked for',
): Markup {
  const id = 'skills';
  const shown = list.items.slice(0, setting.rows);
  const drawn = shown.slice(0, setting.drawn);
  const [most] = shown;
  if (most === undefined)
    return emptyFigure(id, title, 'No skill is named by enough postings to say anything.');
  const says = `${most.label} is named by ${formatShare(most.share, list.of)} of the postings.`;
  const share = drawBoth(
    (width) =>
      bars(
        drawn.map(({ id: skill, label, share: value, interval }) => ({
          label,
          to: setting.link('skill', skill),
          value,
          interval,
          says: formatShare(value, list.of),
        })),
        width,
      ),
    { title: `${title}: share of postings that name each`, description: says },
    widthOf(setting),
  );
  const lifted = drawn.flatMap(({ id: skill, label, lift }) =>
    lift === null ? [] : [{ label, to: setting.link('skill', skill), ...lift }],
  );
  return figure({
    id,
    title,
    says,
    body: html`${chart(share)} ${lifted.length === 0 ? '' : liftChart(lifted, setting)}`,
    notes: [
      namedBy(list),
      INTERVALS,
      lifted.length === 0
        ? 'No lift: there is no rest of the market to compare with.'
        : 'Lift: share here divided by the share in all other postings of the same period. Grey: the interval holds 1, so it may be chance.',
      extent(list, drawn.length, basis.minCount),
    ],
    open: drawn.length < shown.length,
    table: table(
      `Skills: shares of ${formatCount(list.of)} postings`,
      [
        { head: 'Skill' },
        { head: 'Category' },
        ...[
          ...['Postings', 'Share', '95 % interval', 'Required', 'Preferred'],
          ...(lifted.length === 0 ? [] : ['Lift', '95 % interval']),
        ].map((head) => ({ head, ...NUMBER })),
      ],
      shown.map((skill) => [
        named(setting, 'skill', skill),
        ...[skill.category, formatCount(skill.count), formatShare(skill.share, list.of)],
        ...[intervalText(skill.interval), formatCount(skill.required), formatCount(skill.preferred)],
        ...(skill.lift === null
          ? lifted.length === 0
            ? []
            : ['n/a', '']
          : [
              times(skill.lift.ratio),
              `${skill.lift.interval.low.toFixed(1)} to ${times(skill.lift.interval.high)}`,
            ]),
      ]),
    ),
  });
}

function liftChart(
  lifted: readonly (Lift & { label: string; to: string | undefined })[],
  setting: Setting,
): Markup {
  const items = lifted
    .map(({ label, to, ratio, interval }) => ({ label, to, value: ratio, interval, says: times(ratio) }))
    .toSorted((a, b) => b.value - a.value);
  const [first] = items;
  return html`<h3>Against the rest of the market</h3>
    ${chart(
      drawBoth(
        (width) => ratios(items, width),
        {
          title: 'Lift of each skill',
          description:
            first === undefined
              ? ''
              : `${first.label} stands out most: ${first.says} as often as in the rest.`,
        },
        widthOf(setting),
      ),
    )}`;
}

/** Skills that are named together. */
export function skillPairs(pairs: SkillPairs, basis: Basis, setting: Setting): Markup {
  const [id, title] = ['pairs', 'Skills that go together'];
  const shown = pairs.items.slice(0, setting.rows);
  const [most] = shown;
  if (most === undefined)
    return emptyFigure(id, title, 'No two skills are named together by enough postings.');
  const both = ({ a, b }: (typeof shown)[number]): string => `${a.label} + ${b.label}`;
  const says = `${both(most)}: named together by ${formatShare(most.share, pairs.of)} of the postings, ${times(most.lift)} as often as by chance.`;
  return figure({
    id,
    title,
    says,
    body: chart(
      drawBoth(
        (width) =>
          bars(
            shown.map((pair) => ({
              label: both(pair),
              value: pair.share,
              interval: pair.interval,
              says: `${formatShare(pair.share, pairs.of)} · ${times(pair.lift)}`,
            })),
            width,
          ),
        { title: `${title}: share of postings that name both`, description: says },
        widthOf(setting),
      ),
    ),
    notes: [
      `${namedBy(pairs)} Only pairs of the ${formatCount(pairs.among.length)} most frequent skills.`,
      `${INTERVALS} Behind the share: how many times as often together as if one said nothing about the other.`,
      extent(pairs, shown.length, basis.minCount),
    ],
    table: table(
      `Pairs of skills: shares of ${formatCount(pairs.of)} postings`,
      [
        { head: 'Skill' },
        { head: 'With' },
        ...['Postings', 'Share', '95 % interval', 'Lift', 'Jaccard'].map((head) => ({ head, ...NUMBER })),
      ],
      shown.map((pair) => [
        named(setting, 'skill', pair.a),
        named(setting, 'skill', pair.b),
        ...[formatCount(pair.count), formatShare(pair.share, pairs.of)],
        ...[intervalText(pair.interval), times(pair.lift), pair.jaccard.toFixed(2)],
      ]),
    ),
  });
}

/** All postings are the denominator; coverage is how many name a skill at all. */
function namedBy({ of, coverage }: { of: number; coverage: number | null }): string {
  const part = coverage === null ? '' : `; ${formatShare(coverage, of)} of them name a skill`;
  return `Shares of all ${formatCount(of)} postings of the selection${part}.`;
}

/** `2.5×` */
function times(ratio: number): string {
  return `${ratio.toFixed(1)}×`;
}
