/**
 * Work that is started in order and runs a few at a time. Two pieces that share a key (two batches with the same
 * posting) never run at the same time, so the later one wins.
 */
export interface InFlight {
  /**
   * Starts `work` as soon as there is room and none under way shares one of `keys`; resolves when it has started.
   * @throws what an earlier piece threw: nothing more is started then.
   */
  start(keys: readonly string[], work: () => Promise<void>): Promise<void>;
  /** Resolves when nothing is under way any more. @throws what a piece threw. */
  drain(): Promise<void>;
  /** As `drain`, whatever became of the pieces. */
  settle(): Promise<void>;
}

interface Piece {
  keys: ReadonlySet<string>;
  done: Promise<void>;
}

export function inFlight(most: number): InFlight {
  const pieces: Piece[] = [];
  let failure: { error: unknown } | null = null;

  async function waitWhile(busy: () => boolean): Promise<void> {
    while (busy()) await Promise.race(pieces.map((piece) => piece.done));
    if (failure !== null) throw failure.error;
  }

  return {
    start: async (keys, work) => {
      await waitWhile(
        () => pieces.length >= most || pieces.some((piece) => keys.some((key) => piece.keys.has(key))),
      );
      // Errors are kept for the next call: nobody awaits the piece itself.
      const done = work()
        .catch((error: unknown) => {
          failure ??= { error };
        })
        .finally(() => pieces.splice(pieces.indexOf(piece), 1));
      const piece: Piece = { keys: new Set(keys), done };
      pieces.push(piece);
    },
    drain: () => waitWhile(() => pieces.length > 0),
    settle: async () => {
      await Promise.all(pieces.map((piece) => piece.done));
    },
  };
}
