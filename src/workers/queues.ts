import { Queue, type IQueueBackend, type JobsOptions } from 'bullmq';
import { CLASSIFY, fileQueueName, INGEST } from './names.js';
import { UNLIMITED } from './policy.js';
import { openQueueBackend, type QueueBackend, type QueueConfig } from './queue-backend.js';

/** Backoff type of every job: the workers compute it with policy.ts. */
export const BACKOFF = 'rolemill';

/**
 * Finished jobs leave nothing behind: what was done stands in Postgres (runs, classifications), what failed in
 * the dead letters. Otherwise the queue grows by every batch ever classified.
 */
const JOB_OPTIONS: JobsOptions = {
  attempts: UNLIMITED,
  backoff: { type: BACKOFF },
  removeOnComplete: true,
  removeOnFail: true,
  stackTraceLimit: 1,
};
/** Nobody reads BullMQ's event stream here; its default keeps 10,000 events per queue. */
const EVENTS_KEPT = 100;

/** A queue of either backend. What its jobs carry is typed by the producers and checked by the workers (payloads.ts). */
export type JobQueue = Queue<object, void, string, object, void, string, IQueueBackend>;

/** The queues of one process, open for adding and asking. Workers are started apart (run-loop.ts). */
export interface Queues {
  backend: QueueBackend;
  fileHost: string;
  jobLockMs: number;
  /** URLs: any worker may read them. */
  urls: JobQueue;
  /** Files on the file system with this label; this process's workers take those of `fileHost`. */
  filesOf: (fileHost: string) => JobQueue;
  classify: JobQueue;
  close(): Promise<void>;
}

/**
 * Connects to the queue's service and opens the queues.
 * @param databaseUrl of the running database: it carries the jobs unless Redis does.
 * @param warn takes advice about a risky set-up and connection troubles; nothing is printed here.
 * @throws FatalError `queue-unreachable`
 */
export async function openQueues(
  config: QueueConfig,
  databaseUrl: string,
  warn: (line: string) => void = () => undefined,
): Promise<Queues> {
  const backend = await openQueueBackend(config, databaseUrl, warn);
  const open = (name: string): JobQueue => {
    const queue: JobQueue = new Queue(
      backend.queueName(name),
      {
        connection: backend.connection,
        prefix: backend.prefix,
        defaultJobOptions: JOB_OPTIONS,
        streams: { events: { maxLen: EVENTS_KEPT } },
      },
      backend.factory,
    );
    queue.on('error', (error) => warn(`queue ${name}: ${error.message}`));
    return queue;
  };
  const urls = open(INGEST);
  const files = new Map<string, JobQueue>();
  const classify = open(CLASSIFY);
  return {
    backend,
    fileHost: config.fileHost,
    jobLockMs: config.jobLockMs,
    urls,
    filesOf: (fileHost) => {
      const name = fileQueueName(fileHost);
      const queue = files.get(name) ?? open(name);
      files.set(name, queue);
      return queue;
    },
    classify,
    close: async () => {
      await Promise.all([urls, classify, ...files.values()].map((queue) => queue.close()));
      await backend.close();
    },
  };
}
