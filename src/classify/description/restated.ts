/**
 * Descriptions often hold the real title: "As a Senior Backend Engineer you will …", "we are looking for a
 * full stack developer". What follows such words is read as a title.
 */
import { type CompiledTaxonomy, PURPOSE, usesOf, type WordUses } from '../taxonomy/compiled.js';
import { tokenize } from '../text/tokenize.js';
import { HARD, type Tokens } from '../text/tokens.js';
import { titleElements } from '../title/elements.js';
import { roleOfTitle } from '../title/role.js';
import type { Scan } from './scan.js';
import { isSilent, sectionAt } from './sections.js';

/** Words of a title that can follow; a sentence goes on after them. */
const LONGEST = 7;
/** More would be a list of openings, or a company that speaks of all its teams. */
const MOST = 4;

/** The roles so named, each with the share of the namings that are its own. */
export function restatedRoles(scan: Scan, taxonomy: CompiledTaxonomy): Map<string, number> {
  const named = new Map<string, number>();
  let count = 0;
  for (const at of scan.restated) {
    if (count >= MOST) break;
    if (isSilent(sectionAt(scan, at))) continue;
    const role = roleNamedAt(scan, at, taxonomy);
    if (role === null) continue;
    named.set(role, (named.get(role) ?? 0) + 1);
    count++;
  }
  for (const [role, times] of named) named.set(role, times / count);
  return named;
}

/** "A senior engineer to build pipelines" is no build engineer. */
function endsTitle(tokens: Tokens, at: number, words: WordUses): boolean {
  return (tokens.gaps[at] as number) >= HARD || (usesOf(words, tokens.ids[at] as number) & PURPOSE) !== 0;
}

function roleNamedAt(scan: Scan, at: number, taxonomy: CompiledTaxonomy): string | null {
  const { tokens } = scan;
  let to = at;
  while (to < tokens.count && to - at < LONGEST && (to === at || !endsTitle(tokens, to, taxonomy.words)))
    to++;
  if (to === at) return null;
  const text = tokens.text.slice(tokens.starts[at], tokens.ends[to - 1]);
  const words = tokenize(text, taxonomy.vocabulary, taxonomy.scratch.restated);
  const { winner } = roleOfTitle(titleElements(words, taxonomy.titles), taxonomy.titles);
  return winner === null || winner.pattern.vague || winner.pattern.open.length > 0
    ? null
    : winner.pattern.role;
}
