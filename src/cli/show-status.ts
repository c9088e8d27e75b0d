import { formatCount, formatInstant, plural } from '../report/format.js';
import { formatIssue, shortId } from '../report/run-summary.js';
import { renderTable } from '../report/table.js';
import type { FailedJob } from '../workers/failed-jobs.js';
import type { QueueStatus } from '../workers/queue-status.js';

/**
 * Queues, backlog and failed jobs for people.
 * @param failed the newest of the failed jobs; `status.deadLetters` is how many there are.
 */
export function renderStatus(status: QueueStatus, failed: readonly FailedJob[], width: number): string {
  const since =
    status.oldestPending === null ? '' : `, the oldest seen ${formatInstant(status.oldestPending)} UTC`;
  const lines = [
    queuesTable(status, width),
    '',
    `${plural(status.pending, 'posting')} without a verdict${since}`,
    ...failedLines(failed, status.deadLetters),
    ...hints(status),
  ];
  return `${lines.join('\n')}\n`;
}

function queuesTable({ queues }: QueueStatus, width: number): string {
  const columns = [
    { head: 'queue', shrink: 12 },
    ...['waiting', 'active', 'delayed', 'workers'].map((head) => ({ head, align: 'right' as const })),
  ];
  const rows = queues.map((queue) => [
    queue.name,
    formatCount(queue.waiting),
    formatCount(queue.active),
    formatCount(queue.delayed),
    queue.workers === null ? 'n/a' : formatCount(queue.workers),
  ]);
  return renderTable(columns, rows, width);
}

/** Not a table: a reason that is cut off says nothing. */
function failedLines(failed: readonly FailedJob[], total: number): string[] {
  if (failed.length === 0) return [plural(total, 'failed job')];
  const rest = total - failed.length;
  return [
    `${plural(total, 'failed job')}, newest first (UTC):`,
    ...failed.map(failedLine),
    ...(rest > 0 ? [`  and ${formatCount(rest)} more, which --limit shows`] : []),
  ];
}

function failedLine({ queue, source, postings, runId, code, reason, attempts, failedAt }: FailedJob): string {
  const what = source ?? (postings === null ? 'a job that cannot be read' : plural(postings, 'posting'));
  const run = runId === null ? '' : ` of run ${shortId(runId)}`;
  const why = formatIssue({ source: what, at: null, code, message: reason });
  return `  ${formatInstant(failedAt)}  ${queue}${run}, ${plural(attempts, 'attempt')}: ${why}`;
}

function hints(status: QueueStatus): string[] {
  const idle = status.queues.every((queue) => queue.workers === 0);
  const waits =
    status.pending > 0 ||
    status.queues.some(({ waiting, active, delayed }) => waiting + active + delayed > 0);
  return [
    ...(status.deadLetters > 0 ? ['`rolemill retry` takes failed work up again.'] : []),
    ...(waits && idle ? ['No worker runs: `rolemill work`.'] : []),
  ];
}
