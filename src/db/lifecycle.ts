import type { Database } from './database.js';

export async function markQueued(d: Database, ids: readonly string[]): Promise<void> {
  throw new Error('not written yet');
}
export async function findUnclassified(
  d: Database,
  page: { limit: number; afterId: string | null; queuedBefore: Date | null },
): Promise<string[]> {
  throw new Error('not written yet');
}
export async function countPending(d: Database, runId?: string): Promise<number> {
  throw new Error('not written yet');
}
export async function markFailed(d: Database, ids: readonly string[]): Promise<number> {
  throw new Error('not written yet');
}
export async function markPending(d: Database, ids: readonly string[]): Promise<number> {
  throw new Error('not written yet');
}
