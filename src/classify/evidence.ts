import type { Evidence } from '../domain/verdict.js';
import type { RoleDecision } from './decide-role.js';
import type { Opening } from './description/openings.js';
import type { Scan } from './description/scan.js';
import type { TitleLevel } from './level/cues.js';
import type { SignalHit } from './description/settle.js';
import type { LevelDecision } from './level/decide.js';
import type { YearsMention } from './level/years.js';
import type { SkillMention } from './skills/match.js';
import type { CompiledTaxonomy } from './taxonomy/compiled.js';
import type { Tokens } from './text/tokens.js';
import type { TitleMatch } from './title/patterns.js';
import type { ReadTitle } from './title/read.js';

/** All that the decision looked at. */
export interface Grounds {
  title: ReadTitle;
  /** What was read as the title: the title, or the first job of the text where the title names none. */
  named: ReadTitle | Opening;
  /** Of these two, the one whose words were searched for the level. */
  levelNamed: ReadTitle | Opening;
  role: RoleDecision;
  titleLevel: TitleLevel;
  level: LevelDecision;
  deciding: YearsMention | null;
  titleMentions: readonly SkillMention[];
  mentions: readonly SkillMention[];
  found: Scan;
}

/** Strongest signals kept per posting: what a person reads, and bounded however long the text. */
const MOST_SIGNALS = 12;
const MOST_LOSERS = 3;
const LONGEST_QUOTE = 120;

/** Every reason behind role, level, years and skills, and the best of what lost. */
export function evidenceOf(grounds: Grounds, taxonomy: CompiledTaxonomy): Evidence[] {
  return [
    ...roleEvidence(grounds, taxonomy),
    ...levelEvidence(grounds, taxonomy),
    ...skillEvidence(grounds.titleMentions, grounds.title, 'title', taxonomy),
    ...skillEvidence(grounds.mentions, grounds.found, 'description', taxonomy),
  ];
}

/** @param written where the words stood before they were put right. */
function quote(
  tokens: Tokens,
  from: number,
  to: number,
  written?: ReadTitle['written'],
): Pick<Evidence, 'span' | 'quote'> {
  const span: [number, number] = [tokens.starts[from] ?? 0, tokens.ends[to - 1] ?? 0];
  const said = tokens.text.slice(...span).slice(0, LONGEST_QUOTE);
  if (written === undefined) return { span, quote: said };
  // Put right, a word may have become two.
  const last = written.ends.at(-1) ?? 0;
  return { span: [written.starts[from] ?? last, written.ends[to - 1] ?? last], quote: said };
}

/** Words of a title, or of a job in the description that was read as one. */
function quoteNamed(
  named: ReadTitle | Opening,
  from: number,
  to: number,
): Pick<Evidence, 'field' | 'span' | 'quote'> {
  const said = quote(named.tokens, from, to, named.written);
  if (!('offset' in named)) return { field: 'title', ...said };
  const [start, end] = said.span ?? [0, 0];
  return { field: 'description', quote: said.quote, span: [start + named.offset, end + named.offset] };
}

function roleEvidence({ named, role, found }: Grounds, taxonomy: CompiledTaxonomy): Evidence[] {
  const fromMatch = (match: TitleMatch, used: boolean): Evidence => {
    const from = named.elements[match.first]?.from ?? 0;
    const to = named.elements[match.last]?.to ?? from + 1;
    const { role: id, rule } = match.pattern;
    return {
      about: 'role',
      for: id,
      rule,
      ...quoteNamed(named, from, to),
      weight: match.score,
      used,
    };
  };
  const evidence = role.match === null ? [] : [fromMatch(role.match, true)];
  evidence.push(...named.role.others.slice(0, MOST_LOSERS).map((match) => fromMatch(match, false)));
  const weightOf = (hit: SignalHit): number => hit.loudness * (taxonomy.signals[hit.signal]?.weight ?? 0);
  const strongest = (role.heard?.hits ?? [])
    .toSorted((a, b) => weightOf(b) - weightOf(a) || a.from - b.from)
    .slice(0, MOST_SIGNALS);
  for (const hit of strongest) {
    const signal = taxonomy.signals[hit.signal];
    if (signal === undefined) continue;
    evidence.push({
      about: 'role',
      for: signal.role,
      rule: signal.rule,
      field: 'description',
      ...quote(found.tokens, hit.from, hit.to),
      weight: Number(weightOf(hit).toFixed(3)),
      used: signal.role === role.role.id,
    });
  }
  return evidence;
}

function levelEvidence(grounds: Grounds, taxonomy: CompiledTaxonomy): Evidence[] {
  const { levelNamed, titleLevel, level, deciding, found } = grounds;
  const id = (index: number): string => taxonomy.levels[index]?.id ?? '';
  const evidence: Evidence[] = [];
  const cues = [titleLevel.winner, ...titleLevel.others].filter((match) => match !== null);
  for (const match of cues) {
    evidence.push({
      about: 'level',
      for: id(match.cue.level),
      rule: match.cue.rule,
      ...quoteNamed(levelNamed, match.from, match.to),
      weight: 1,
      used: match === titleLevel.winner,
    });
  }
  const common = { about: 'level', for: id(level.level), field: 'description', weight: 1 } as const;
  if (level.said !== null) {
    const said = quote(found.tokens, level.said.from, level.said.to);
    evidence.push({ ...common, rule: 'level.said', ...said, used: true });
  }
  if (level.basis === 'default') {
    evidence.push({ ...common, rule: 'level.default', span: null, quote: null, used: true });
  }
  if (deciding !== null) {
    const said = quote(found.tokens, deciding.from, deciding.to);
    evidence.push({
      ...common,
      about: 'years',
      for: String(deciding.min),
      rule: 'years.experience',
      ...said,
      used: level.basis === 'years',
    });
  }
  return evidence;
}

function skillEvidence(
  mentions: readonly SkillMention[],
  { tokens, written }: Pick<ReadTitle, 'tokens' | 'written'>,
  field: Evidence['field'],
  taxonomy: CompiledTaxonomy,
): Evidence[] {
  const seen = new Set<string>();
  const evidence: Evidence[] = [];
  for (const mention of mentions) {
    const id = taxonomy.skills[mention.skill]?.id ?? '';
    const key = `${id} ${mention.ruledOut}`;
    if (seen.has(key)) continue;
    seen.add(key);
    const rule = mention.ruledOut === null ? `skill.${id}` : `skill.${id}.${mention.ruledOut}`;
    const used = mention.ruledOut === null;
    evidence.push({
      about: 'skill',
      for: id,
      rule,
      field,
      ...quote(tokens, mention.from, mention.to, written),
      weight: 1,
      used,
    });
  }
  return evidence;
}
