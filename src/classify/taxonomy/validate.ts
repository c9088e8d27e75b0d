import { FatalError } from '../../domain/errors.js';
import type { RuleFile, Taxonomy } from './authored.js';
import type { Locate, RuleFault } from './read.js';

/** Notes a fault of the rules at a place in the merged taxonomy. */
export type Report = (part: keyof RuleFile, path: readonly (string | number)[], message: string) => void;

/** What every verdict can fall back on; see decide-role.ts and level/decide.ts. */
const FALLBACK_ROLES = ['other-tech', 'non-tech'];
const FALLBACK_LEVEL = 'mid';

/**
 * Faults that only show when all files are seen together: ids used twice, references to nothing.
 * @param complete false when a file could not be read: what is not there may stand in it, so nothing is
 *   reported as missing.
 */
export function checkReferences(taxonomy: Taxonomy, report: Report, complete: boolean): void {
  const known = (
    id: string,
    ids: ReadonlySet<string>,
    what: string,
    fault: (message: string) => void,
  ): void => {
    if (complete && !ids.has(id)) fault(`no ${what} "${id}"`);
  };
  const roles = unique(taxonomy.roles, 'roles', report);
  const skills = unique(taxonomy.skills, 'skills', report);
  unique(taxonomy.levels, 'levels', report);
  const signals = unique(taxonomy.signals, 'signals', report);
  unique(taxonomy.sections, 'sections', report);
  for (const id of complete ? FALLBACK_ROLES : []) {
    if (!roles.has(id))
      report('roles', [], `role "${id}" is missing: postings that fit no other role get it`);
  }
  if (complete && !taxonomy.levels.some((level) => level.id === FALLBACK_LEVEL)) {
    report(
      'levels',
      [],
      `level "${FALLBACK_LEVEL}" is missing: postings that say nothing of their level get it`,
    );
  }
  const rules = new Map<string, string>();
  taxonomy.roles.forEach((role, at) => {
    role.titles.forEach((rule, ruleAt) => {
      const owner = rules.get(rule.id);
      if (owner !== undefined)
        report('roles', [at, 'titles', ruleAt, 'id'], `rule id "${rule.id}" is already used by ${owner}`);
      rules.set(rule.id, role.id);
      if (rule.any.length + rule.behind.length === 0)
        report('roles', [at, 'titles', ruleAt], 'a rule needs "any" or "behind"');
      rule.open.forEach((id, n) =>
        known(id, roles, 'role', (m) => report('roles', [at, 'titles', ruleAt, 'open', n], m)),
      );
    });
  });
  taxonomy.skills.forEach((skill, at) => {
    skill.implies.forEach((id, n) =>
      known(id, skills, 'skill', (m) => report('skills', [at, 'implies', n], m)),
    );
    if (skill.aliases.length + skill.exact.length + skill.ambiguous.length === 0) {
      report('skills', [at], `skill ${skill.id} has no alias`);
    }
  });
  taxonomy.signals.forEach((signal, at) => {
    known(signal.for, roles, 'role', (m) => report('signals', [at, 'for'], m));
    for (const id of signal.both?.flat() ?? [])
      known(id, signals, 'signal', (m) => report('signals', [at, 'both'], m));
    const heardIn = signal.phrases.length + signal.skills.length + signal.title.length;
    for (const id of signal.alone?.flat() ?? [])
      known(id, signals, 'signal', (m) => report('signals', [at, 'alone'], m));
    if (heardIn === 0 && signal.both === undefined && signal.alone === undefined) {
      report('signals', [at], 'a signal needs "phrases", "skills", "title", "both" or "alone"');
    }
    signal.skills.forEach((id, n) =>
      known(id, skills, 'skill', (m) => report('signals', [at, 'skills', n], m)),
    );
  });
}

function unique(items: readonly { id: string }[], part: keyof RuleFile, report: Report): Set<string> {
  const seen = new Set<string>();
  items.forEach((item, at) => {
    if (seen.has(item.id)) report(part, [at, 'id'], `id "${item.id}" is used twice`);
    seen.add(item.id);
  });
  return seen;
}

/** Collects faults with file and line. */
export function faultCollector(locate: Locate, faults: RuleFault[]): Report {
  return (part, path, message) => {
    faults.push({ ...locate(part, path), message });
  };
}

/** @throws FatalError `taxonomy-invalid` naming every fault, one a line, in order of file and line. */
export function refuse(faults: readonly RuleFault[], dir: string): never {
  const lines = faults
    .toSorted((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line))
    .map((fault) => `  ${fault.file}:${fault.line} ${fault.message}`);
  throw new FatalError(
    'taxonomy-invalid',
    `the taxonomy in ${dir} has ${faults.length} fault(s):\n${lines.join('\n')}`,
  );
}
