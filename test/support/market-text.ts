/** Texts of a made-up market, and what the rules say of them: its verdicts have evidence that stands in the text. */
import { classify } from '../../src/classify/classify.js';
import type { Requirement, Verdict } from '../../src/domain/verdict.js';
import { taxonomy } from './taxonomy.js';

/** What a posting is meant to say. */
export interface Wish {
  n: number;
  /** A title without its level. */
  job: string;
  /** '' where the title does not say it. */
  level: string;
  years: number | null;
  skills: ReadonlyMap<string, Requirement>;
}

const HEADINGS: [Requirement, string][] = [
  ['mentioned', 'About us'],
  ['required', 'Requirements'],
  ['preferred', 'Nice to have'],
];

/** Title and description of a posting, and its verdict by the rules of this checkout. */
export function writePosting({ n, job, level, years, skills }: Wish): {
  title: string;
  description: string;
  verdict: Verdict;
} {
  const title = `${level} ${job}`.trim();
  const parts = [`Words of ${n}${n % 7 === 0 ? ' with a Needle% in it' : ''} and others.`];
  if (years !== null) parts.push(`You bring ${years}+ years of experience.`);
  for (const [requirement, heading] of HEADINGS) {
    const names = [...skills].flatMap(([name, is]) => (is === requirement ? [name] : []));
    if (names.length > 0) parts.push(`${heading}:`, names.map((name) => `- ${name}`).join('\n'));
  }
  const description = parts.join('\n\n');
  return { title, description, verdict: classify({ title, description }, taxonomy, { evidence: true }) };
}
