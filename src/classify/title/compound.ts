/**
 * German and Dutch write "backend developer" as one word, in more combinations than a list can hold. A word
 * that no rule knows is taken apart when it ends in a known head ("…entwickler", "…beheerder") and the rest
 * is made of known words.
 */

/** Concept of each single folded word, and which of them may end a compound. */
export interface Compounds {
  conceptOf: ReadonlyMap<string, number>;
  tails: ReadonlySet<string>;
  /** The last letters of `tails`, as many as the shortest has: nearly every word is ruled out by one look. */
  ends: ReadonlySet<string>;
}

/** "tech" and "dev" end too many names of companies. */
const SHORTEST_TAIL = 6;
const LONGEST_TAIL = 20;
const SHORTEST_PART = 2;
/** Letters that German and Dutch put between the parts: "Anwendung-s-entwickler", "Daten-bank". */
const LINKS = ['', 's', 'en', 'n', 'e'];

/** Words that may end a compound: those of the concepts named by `heads`, long enough to be no accident. */
export function tailsOf(
  concepts: Readonly<Record<string, readonly string[]>>,
  heads: ReadonlySet<string>,
  fold: (word: string) => string,
): Set<string> {
  const tails = new Set<string>();
  for (const [name, spellings] of Object.entries(concepts)) {
    if (!heads.has(name)) continue;
    for (const spelling of spellings) {
      const word = fold(spelling);
      if (!/[\s/.-]/.test(spelling) && word.length >= SHORTEST_TAIL) tails.add(word);
    }
  }
  return tails;
}

export function endsOf(tails: ReadonlySet<string>): Set<string> {
  return new Set([...tails].map((tail) => tail.slice(-SHORTEST_TAIL)));
}

/**
 * Concepts of the parts of a folded word, first part first, or null when it is no compound of known words.
 * Looks up a dozen endings, where some tail ends as the word does, and, only when one is known, what stands before it.
 */
export function splitCompound(word: string, compounds: Compounds): number[] | null {
  if (!compounds.ends.has(word.slice(-SHORTEST_TAIL))) return null;
  const longest = Math.min(LONGEST_TAIL, word.length - SHORTEST_PART);
  for (let length = longest; length >= SHORTEST_TAIL; length--) {
    const tail = word.slice(-length);
    if (!compounds.tails.has(tail)) continue;
    const parts = partsOf(word.slice(0, -length), compounds, 2);
    const last = compounds.conceptOf.get(tail);
    if (parts !== null && last !== undefined) return [...parts, last];
  }
  return null;
}

/** At most `most` known words that make up `word`, each perhaps with linking letters behind it. */
function partsOf(word: string, compounds: Compounds, most: number): number[] | null {
  for (const link of LINKS) {
    if (!word.endsWith(link)) continue;
    const concept = compounds.conceptOf.get(word.slice(0, word.length - link.length));
    if (concept !== undefined) return [concept];
  }
  if (most === 1) return null;
  for (let at = word.length - SHORTEST_PART; at >= SHORTEST_PART; at--) {
    const last = partsOf(word.slice(at), compounds, 1);
    const first = last === null ? null : partsOf(word.slice(0, at), compounds, 1);
    if (first !== null && last !== null) return [...first, ...last];
  }
  return null;
}
