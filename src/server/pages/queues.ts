import { messageOf } from '../../domain/errors.js';
import { formatCount, formatInstant, plural } from '../../report/format.js';
import { html, type Markup } from '../../report/html/markup.js';
import { listFailedJobs, type FailedJob } from '../../workers/failed-jobs.js';
import { queueStatus, type QueueStatus } from '../../workers/queue-status.js';
import type { App } from '../app.js';
import type { ServerContext } from '../context.js';
import { BOARD_PATH } from './csp.js';
import { card } from '../../report/html/card.js';
import { NUMBER, table } from '../../report/html/table.js';
import { empty, figure } from './parts.js';
import { addPage } from './route.js';

const FAILED = 50;

/** What waits, what is worked on, and what was given up. */
export function queuesPage(app: App, context: ServerContext): void {
  const { db, queues, token, log } = context;
  addPage(app, context, '/queues', [], async () => {
    const failed = await listFailedJobs({ db }, { limit: FAILED });
    const status = await queues()
      .then((open) => queueStatus({ db, queues: open }))
      .catch((error: unknown) => {
        log(`/queues: ${messageOf(error)}`);
        return null;
      });
    return {
      title: 'Queues',
      body: html`${status === null ? empty('The queue does not answer.', html`The log of the server says why; <code>rolemill doctor</code> checks it.`) : statusParts(status, token !== null)}
      ${figure('Given up', failed.length === 0 ? empty('No failed job.', 'What fails for good comes here, with its reason.') : failedTable(failed, status?.deadLetters ?? failed.length), html`<code>rolemill retry</code> takes failed work up again.`)}`,
    };
  });
}

function statusParts(status: QueueStatus, withToken: boolean): Markup {
  const idle = status.queues.every((queue) => queue.workers === 0);
  return html`<dl class="cards">
      ${card('Without a verdict', status.pending, status.oldestPending === null ? '' : `the oldest seen ${formatInstant(status.oldestPending)} UTC`)}${card('Failed jobs', status.deadLetters)}${card('Carried by', status.backend === 'redis' ? 'Redis' : 'PostgreSQL', status.address)}
    </dl>
    ${idle && status.pending > 0 ? html`<p class="notice">No worker runs: start one with <code>rolemill work</code>.</p>` : ''}
    ${figure(
      'Queues',
      table(
        'Jobs now; finished ones leave the queue, runs tell of them',
        [
          { head: 'Queue' },
          ...['Waiting', 'Active', 'Delayed', 'Workers'].map((head) => ({ head, ...NUMBER })),
        ],
        status.queues.map((queue) => [
          queue.name,
          formatCount(queue.waiting),
          formatCount(queue.active),
          formatCount(queue.delayed),
          queue.workers === null ? 'not told' : formatCount(queue.workers),
        ]),
      ),
    )}
    ${boardNote(withToken)}`;
}

function boardNote(withToken: boolean): Markup {
  return withToken
    ? html`<p>
        <a href="${BOARD_PATH}">Bull Board</a> shows single jobs and can act on them.
        <span class="soft">It asks for the token.</span>
      </p>`
    : html`<p class="soft">
        Bull Board, which shows single jobs, is there once the server is started with
        <code>ROLEMILL_API_TOKEN</code>: it can change the queue.
      </p>`;
}

function failedTable(failed: readonly FailedJob[], total: number): Markup {
  return table(
    `${formatCount(failed.length)} of ${plural(total, 'failed job')}, newest first; times in UTC`,
    ['When', 'Queue', 'What', 'Attempts', 'Code', 'Reason', 'Run'].map((head) => ({ head })),
    failed.map((job) => [
      formatInstant(job.failedAt),
      job.queue,
      job.source ?? (job.postings === null ? 'a job that cannot be read' : plural(job.postings, 'posting')),
      formatCount(job.attempts),
      html`<code>${job.code}</code>`,
      job.reason,
      job.runId === null ? '' : html`<a href="/runs/${job.runId}">${job.runId.slice(0, 8)}</a>`,
    ]),
  );
}
