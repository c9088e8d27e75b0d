/** A place to run a test file against: a database and a key prefix of its own. */
export interface Backend {
  mode: 'embedded' | 'postgres' | 'full';
  /** Empty database, made before the suite and dropped after it. */
  databaseUrl: string;
  /** Only in `full`. */
  redisUrl: string | null;
  /** Prefix of every queue key; its keys are deleted after the suite. */
  queuePrefix: string;
}
/** Runs the suite once per available backend; the others are skipped by name. The URLs are known when `define` runs, the database exists from `beforeAll` on. */
export function describeEachBackend(name: string, define: (backend: Backend) => void): void {
  throw new Error('not written yet');
}
