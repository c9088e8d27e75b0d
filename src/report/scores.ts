import { macroF1, ratios, share, type Counts, type Prf, type Scores } from '../classify/score.js';
import { plural } from './format.js';
import { renderTable } from './table.js';

const NUMBER = { align: 'right' } as const;
const CONFUSIONS = 15;
const SKILLS = 15;

/** The scores as one JSON document: ratios with the counts they come from. */
export function scoresAsJson(scores: Scores) {
  const counts = (value: Counts) => ({ accuracy: share(value), ...value });
  const prf = (value: Prf) => ({ ...ratios(value), ...value });
  const all = sum(scores.named, scores.practice);
  return {
    postings: scores.postings,
    role: { ...counts(scores.role), macroF1: macroF1(scores.byRole) },
    family: counts(scores.family),
    level: counts(scores.level),
    band: counts(scores.band),
    skills: { named: prf(scores.named), practice: prf(scores.practice), all: prf(all) },
    roleConfusion: worst(scores.roleConfusion),
    levelConfusion: worst(scores.levelConfusion),
    calibration: scores.calibration
      .map(({ hits, total, sum: confidence }, tenth) => ({
        from: tenth / 10,
        hits,
        total,
        meanConfidence: total === 0 ? null : confidence / total,
      }))
      .filter((bin) => bin.total > 0),
  };
}

/** The scores as tables for people. */
export function renderScores(scores: Scores, width: number): string {
  const json = scoresAsJson(scores);
  const accuracy = (
    name: string,
    { accuracy: value, hits, total }: ReturnType<typeof scoresAsJson>['family'],
  ) => [name, ratio(value), `${hits} of ${total}`];
  const skill = (name: string, value: ReturnType<typeof scoresAsJson>['skills']['all']) => [
    name,
    ratio(value.precision),
    ratio(value.recall),
    ratio(value.f1),
    `${value.tp}`,
    `${value.fp}`,
    `${value.fn}`,
  ];
  const confusion = (title: string, pairs: { pair: string; times: number }[]) =>
    pairs.length === 0
      ? []
      : [
          `${title}\n${renderTable(
            [
              { head: 'right → given', shrink: 24 },
              { head: 'times', ...NUMBER },
            ],
            pairs.slice(0, CONFUSIONS).map(({ pair, times }) => [pair, `${times}`]),
            width,
          )}`,
        ];
  return `${[
    plural(scores.postings, 'labelled posting'),
    renderTable(
      [{ head: 'measure' }, { head: 'accuracy', ...NUMBER }, { head: 'hits', ...NUMBER }],
      [
        accuracy('role', json.role),
        ['role, macro-F1 (5+ postings)', ratio(json.role.macroF1), ''],
        accuracy('family', json.family),
        accuracy('level', json.level),
        accuracy('band', json.band),
      ],
      width,
    ),
    renderTable(
      ['skills', 'precision', 'recall', 'F1', 'right', 'wrong', 'missed'].map((head, at) =>
        at === 0 ? { head } : { head, ...NUMBER },
      ),
      [
        skill('named', json.skills.named),
        skill('practice', json.skills.practice),
        skill('together', json.skills.all),
      ],
      width,
    ),
    `CALIBRATION of the role: of the verdicts with about this confidence, how many are right\n${renderTable(
      ['confidence', 'mean', 'right', 'verdicts'].map((head) => ({ head, ...NUMBER })),
      json.calibration.map((bin) => [
        `${bin.from.toFixed(1)}–${(bin.from + 0.1).toFixed(1)}`,
        ratio(bin.meanConfidence),
        ratio(bin.hits / bin.total),
        `${bin.total}`,
      ]),
      width,
    )}`,
    ...confusion('ROLES CONFUSED', json.roleConfusion),
    ...confusion('LEVELS CONFUSED', json.levelConfusion),
    skillErrors(scores, width),
  ]
    .filter((part) => part !== '')
    .join('\n\n')}\n`;
}

function skillErrors(scores: Scores, width: number): string {
  const rows = [...scores.skillErrors]
    .filter(([, { fp, fn }]) => fp + fn > 0)
    .toSorted(([a, x], [b, y]) => y.fp + y.fn - x.fp - x.fn || (a < b ? -1 : 1))
    .slice(0, SKILLS)
    .map(([id, { tp, fp, fn }]) => [id, `${tp}`, `${fp}`, `${fn}`]);
  if (rows.length === 0) return '';
  const columns = ['skill', 'right', 'wrong', 'missed'].map((head, at) =>
    at === 0 ? { head } : { head, ...NUMBER },
  );
  return `SKILLS WITH MOST ERRORS\n${renderTable(columns, rows, width)}`;
}

function worst(pairs: ReadonlyMap<string, number>): { pair: string; times: number }[] {
  return [...pairs]
    .map(([pair, times]) => ({ pair, times }))
    .toSorted((a, b) => b.times - a.times || (a.pair < b.pair ? -1 : 1));
}

function sum(a: Prf, b: Prf): Prf {
  return { tp: a.tp + b.tp, fp: a.fp + b.fp, fn: a.fn + b.fn };
}

function ratio(value: number | null): string {
  return value === null ? 'n/a' : value.toFixed(3);
}
