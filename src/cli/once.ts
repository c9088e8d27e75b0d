/**
 * The first call starts it, the others share its result. A start that failed is forgotten: the next call tries again, so
 * that a process that runs for days (`mcp`, `serve`) is not broken by a database that was away when it was first asked.
 */
export function once<T>(start: () => Promise<T>): () => Promise<T> {
  let started: Promise<T> | null = null;
  return () => {
    if (started !== null) return started;
    const attempt = start();
    started = attempt;
    attempt.catch(() => {
      started = null;
    });
    return attempt;
  };
}
