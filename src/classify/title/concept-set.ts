/**
 * Concepts that a place of a pattern allows, or that are of a kind. A posting asks some hundred times whether a concept
 * is in such a set: a bit in a row of a few numbers says so without a search. Plain data, since compiled rules are stored.
 */
export interface ConceptSet {
  members: readonly number[];
  /** Bit 0 is of the unknown word, which is in none. */
  bits: Int32Array;
}

export function isIn({ bits }: ConceptSet, concept: number): boolean {
  const bit = concept + 1;
  return (((bits[bit >> 5] as number) >>> (bit & 31)) & 1) === 1;
}

/** Makes sets; of those with the same members, one: three thousand places have 250 different ones. */
export function conceptSets(concepts: number): (members: Iterable<number>) => ConceptSet {
  const made = new Map<string, ConceptSet>();
  return (given) => {
    const members = [...new Set(given)].toSorted((a, b) => a - b);
    const key = members.join(' ');
    const known = made.get(key);
    if (known !== undefined) return known;
    const bits = new Int32Array((concepts >> 5) + 1);
    for (const member of members) {
      const bit = member + 1;
      bits[bit >> 5] = (bits[bit >> 5] as number) | (1 << (bit & 31));
    }
    const set = { members, bits };
    made.set(key, set);
    return set;
  };
}
