/**
 * How long things last when some have not ended yet (E. L. Kaplan and P. Meier, "Nonparametric estimation from
 * incomplete observations", 1958).
 */
import { Z95, type Interval } from './wilson.js';

/** So many lasted `time`: `ended` of them ended then, `censored` were last seen then and may last on. */
export interface Lasting {
  time: number;
  ended: number;
  censored: number;
}

export interface SurvivalStep {
  /** The curve falls here. */
  time: number;
  /** Share that lasts longer than `time`. */
  share: number;
  /** 95 % by Greenwood's variance of log(-log share), which keeps it between 0 and 1; null at 1 and 0. */
  interval: Interval | null;
}

export interface SurvivalCurve {
  steps: SurvivalStep[];
  /** The longest that was observed: the curve says nothing beyond. */
  until: number;
}

/** Whoever is censored at a time was still there when others ended at that time. */
export function kaplanMeier(observed: readonly Lasting[]): SurvivalCurve {
  const byTime = observed.toSorted((a, b) => a.time - b.time);
  let atRisk = byTime.reduce((sum, { ended, censored }) => sum + ended + censored, 0);
  let share = 1;
  let greenwood = 0;
  const steps: SurvivalStep[] = [];
  for (const { time, ended, censored } of byTime) {
    if (ended > 0) {
      share *= 1 - ended / atRisk;
      greenwood += ended / (atRisk * (atRisk - ended));
      // The last of all ended: what rounding leaves of the share is none.
      if (ended === atRisk) share = 0;
      steps.push({ time, share, interval: logLog(share, greenwood) });
    }
    atRisk -= ended + censored;
  }
  return { steps, until: byTime.at(-1)?.time ?? 0 };
}

/** Kalbfleisch and Prentice's interval. */
function logLog(share: number, greenwood: number): Interval | null {
  if (share <= 0 || share >= 1) return null;
  const reach = (Z95 * Math.sqrt(greenwood)) / Math.log(share);
  return { low: share ** Math.exp(-reach), high: share ** Math.exp(reach) };
}

/**
 * The time by which a share has ended: where the curve comes down to 1 - share, with the times at which both bounds of
 * its interval do (R. Brookmeyer and J. Crowley, 1982).
 * @returns null where the curve does not come down that far.
 */
export function endedBy(
  { steps }: SurvivalCurve,
  share: number,
): { time: number; interval: { low: number | null; high: number | null } } | null {
  // Products of fractions miss a round number by the last digit.
  const left = 1 - share + 1e-12;
  const first = (bound: (step: SurvivalStep) => number): number | null =>
    steps.find((step) => bound(step) <= left)?.time ?? null;
  const time = first((step) => step.share);
  if (time === null) return null;
  return {
    time,
    interval: {
      low: first((step) => step.interval?.low ?? step.share),
      high: first(
        (step) => step.interval?.high ?? (step.share === 0 ? Number.POSITIVE_INFINITY : step.share),
      ),
    },
  };
}

/** Share that lasts longer than `time`; null beyond what was observed. */
export function survivalAt({ steps, until }: SurvivalCurve, time: number): Omit<SurvivalStep, 'time'> | null {
  if (time > until) return null;
  const { share, interval } = steps.findLast((step) => step.time <= time) ?? { share: 1, interval: null };
  return { share, interval };
}
