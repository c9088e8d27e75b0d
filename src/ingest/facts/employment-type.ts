import type { EmploymentType } from '../../domain/posting.js';

/**
 * Spellings -> employment type, first match wins. Order matters: "permanent contract" is a permanent position,
 * "full-time contract" is a contract, "full-time internship" is an internship.
 */
const SPELLINGS: readonly (readonly [RegExp, EmploymentType])[] = [
  [
    /\bintern(ship|s)?\b|\btrainee(ship)?\b|\bapprentice|\bpraktik|\bstage\b|\bstagiaire\b|\bco ?op\b/,
    'internship',
  ],
  [/\bpermanent contract\b|\bcdi\b|\bunbefristet|\bindefinido\b/, 'full-time'],
  [
    /\btemp(orary|orar|oraire)?\b|\bfixed ?term\b|\bseasonal\b|\bper ?diem\b|\bbefristet|\bcdd\b|\bcasual\b|\bsubstitute\b/,
    'temporary',
  ],
  [
    /\bcontract(or|ing|ual)?\b|\bfreelanc|\b1099\b|\bc2c\b|\bcorp to corp\b|\bb2b\b|\bself employed\b|\bconsultan/,
    'contract',
  ],
  [
    /\bpart ?time\b|\bteilzeit\b|\btemps partiel\b|\bminijob\b|\bwerkstudent|\bworking student\b|\bdeeltijd\b|\bmedia jornada\b|\bdeltid\b|\btempo parziale\b|\btiempo parcial\b|\btempo parcial\b/,
    'part-time',
  ],
  [
    /\bfull ?time\b|\bvollzeit\b|\btemps plein\b|\bpermanent\b|\bregular\b|\bfestanstellung\b|\bvoltijd\b|\bjornada completa\b|\bheltid\b|\btempo pieno\b|\btiempo completo\b|\btempo integral\b/,
    'full-time',
  ],
];

/**
 * `FULL_TIME`, `Full-time`, `FullTime`, `fulltime_permanent` ... -> one of ours, or null for what is none
 * (`OTHER`, `VOLUNTEER`). A list ("FULL_TIME, CONTRACTOR") counts by its first entry that is known.
 */
export function parseEmploymentType(written: string): EmploymentType | null {
  for (const part of written.split(/[,;|/]+/)) {
    const text = part
      .replace(/([a-z])([A-Z])/g, '$1 $2')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, ' ')
      .trim();
    for (const [pattern, type] of SPELLINGS) if (pattern.test(text)) return type;
  }
  return null;
}
