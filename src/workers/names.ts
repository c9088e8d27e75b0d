/**
 * Queue names. File jobs have a queue per file system (`ingest@<label>`), because a path is a fact of one
 * machine: a worker elsewhere would only report that the file does not exist.
 */

export type JobKind = 'ingest' | 'classify';

export const INGEST = 'ingest';
export const CLASSIFY = 'classify';

/** Characters that a queue name keeps. BullMQ forbids ':'; the rest keeps keys readable in redis-cli and psql. */
const UNSAFE = /[^A-Za-z0-9._-]+/g;

/** The queue of file jobs for workers that see the file system labelled `fileHost`. */
export function fileQueueName(fileHost: string): string {
  return `${INGEST}@${fileHost.replaceAll(UNSAFE, '-')}`;
}
