/** Characters of lost records that are searched for the ids of postings: of so many nobody knows what was lost. */
const MAX_CHARS = 1_000_000;

/** The words of the records that a reading lost; bounded, since all of a file may be broken. */
export function lostRecords(): { add(words: string): void; all(): readonly string[] | null } {
  let words: string[] | null = [];
  let chars = 0;
  return {
    add(record) {
      chars += record.length;
      if (chars > MAX_CHARS) words = null;
      else words?.push(record);
    },
    /** Null: too many to tell. */
    all: () => words,
  };
}
