/** More than this share of a word wrong is another word, not a typo. */
const FARTHEST = 0.4;

/**
 * The known ids that look most like `asked`, best first: for "did you mean". An id that contains what was asked
 * (or the other way round) counts as near however long it is ("postgres" for "postgresql").
 */
export function nearest(asked: string, known: readonly string[], limit = 3): string[] {
  const wanted = asked.trim().toLowerCase();
  if (wanted === '') return [];
  return known
    .map((id) => ({ id, far: distance(wanted, id.toLowerCase()) / Math.max(wanted.length, id.length) }))
    .map(({ id, far }) => ({ id, far: contains(wanted, id) ? Math.min(far, FARTHEST) : far }))
    .filter(({ far }) => far <= FARTHEST)
    .toSorted((a, b) => a.far - b.far || a.id.length - b.id.length || (a.id < b.id ? -1 : 1))
    .slice(0, limit)
    .map(({ id }) => id);
}

function contains(wanted: string, id: string): boolean {
  return wanted.length >= 3 && id.length >= 3 && (id.includes(wanted) || wanted.includes(id));
}

/** Edits between two words; two neighbours swapped count once, since that is how people mistype. */
function distance(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let best = Math.min(at(last, j) + 1, at(row, j - 1) + 1, at(last, j - 1) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        best = Math.min(best, at(before, j - 2) + 1);
      row.push(best);
    }
    before = last;
    last = row;
  }
  return at(last, b.length);
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Number.POSITIVE_INFINITY;
}
