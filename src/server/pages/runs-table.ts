import type { RunSummary } from '../../db/runs.js';
import { formatCount, formatDuration, formatInstant } from '../../report/format.js';
import { html, type Markup } from '../../report/html/markup.js';
import { runDuration, shortId } from '../../report/run-summary.js';
import { NUMBER, table } from '../../report/html/table.js';

export function runsTable(runs: readonly RunSummary[]): Markup {
  const numbers = ['Sources', 'Found', 'New', 'Classified', 'Problems', 'Time'];
  return table(
    'Runs, the last one first; times in UTC',
    [
      { head: 'Run' },
      { head: 'Started' },
      { head: 'Command' },
      { head: 'Status' },
      ...numbers.map((head) => ({ head, ...NUMBER })),
    ],
    runs.map((run) => [
      html`<a href="/runs/${run.id}"><code>${shortId(run.id)}</code></a>`,
      formatInstant(run.startedAt),
      run.command,
      statusTag(run.status),
      ...[
        run.counts.sources,
        run.counts.found,
        run.counts.added,
        run.counts.classified,
        run.counts.issues,
      ].map(formatCount),
      formatDuration(runDuration(run, Date.now())),
    ]),
  );
}

export function statusTag(status: string): Markup {
  return html`<span class="tag status-${status}">${status}</span>`;
}
