import type { Database } from '../db/database.js';
import { listRunSources } from '../db/run-sources.js';
import type { RunProgress } from '../db/run-progress.js';
import { sourceLine } from '../report/run-summary.js';

/** A run that is over sooner needs no lines: the summary says the same at once. */
const FIRST_AFTER_MS = 2000;
/** Of more sources nobody reads a line each. */
const MOST_SOURCES = 1000;

export interface SourceLines {
  /** To be told of every look at the run. */
  update(progress: RunProgress): void;
  /** Waits for the look under way. */
  stop(): Promise<void>;
}

/** Tells of each source of a run when it has come to its end, while the others go on. */
export function sourceLines(
  db: Database,
  runId: string,
  out: { print: (line: string) => void; shorten: (locator: string) => string; now?: () => number },
): SourceLines {
  const { print, shorten, now = Date.now } = out;
  const startedAt = now();
  const told = new Set<number>();
  let looking: Promise<void> | null = null;

  async function look(): Promise<void> {
    for (const source of await listRunSources(db, runId)) {
      if (source.finishedAt === null || told.has(source.sourceId)) continue;
      told.add(source.sourceId);
      print(`${sourceLine(source, shorten)}\n`);
    }
  }

  return {
    update({ sourcesDone, sourcesTotal }) {
      const late = now() - startedAt >= FIRST_AFTER_MS;
      if (!late || looking !== null || sourcesTotal > MOST_SOURCES || sourcesDone <= told.size) return;
      // A database that is lost is told of by whoever watches the run.
      looking = look()
        .catch(() => undefined)
        .finally(() => (looking = null));
    },
    stop: async () => {
      await looking;
    },
  };
}
