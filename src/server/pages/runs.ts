import { getRun, listRuns, type RunDetail } from '../../db/runs.js';
import { readRunState } from '../../db/run-progress.js';
import { formatBytes, formatCount, formatDuration, formatInstant, plural } from '../../report/format.js';
import { html, type Markup } from '../../report/html/markup.js';
import { runDuration, shortId } from '../../report/run-summary.js';
import type { App } from '../app.js';
import type { ServerContext } from '../context.js';
import { HttpError } from '../errors.js';
import { numberOf, queryOf } from './address.js';
import { card } from '../../report/html/card.js';
import { NUMBER, table } from '../../report/html/table.js';
import { empty, figure } from './parts.js';
import { addPage } from './route.js';
import { runsTable, statusTag } from './runs-table.js';
import { sourceNames } from './source-names.js';

const RUNS = 50;
/** Problems on the page; `rolemill runs ID` and the API have all that are kept. */
const ISSUES = 200;

/** What was read, when, and how it went. */
export function runPages(app: App, context: ServerContext): void {
  const { db } = context;
  addPage(app, context, '/runs', ['limit'], async ({ address }) => {
    const limit = numberOf(address, 'limit', 1, 1000, RUNS);
    const runs = await listRuns(db, { limit });
    return {
      title: 'Runs',
      body:
        runs.length === 0
          ? empty(
              'No run yet.',
              html`<code>rolemill run jobs.csv</code> reads a file, a folder or a job board, and shows here
                how far it is.`,
            )
          : html`${runsTable(runs)}${runs.length === limit && limit < 1000 ? html`<p><a href="/runs${queryOf({}, { limit: 1000 })}">More</a></p>` : ''}`,
    };
  });

  addPage(app, context, '/runs/:id', [], async ({ id }) => {
    const run = await getRun(db, id);
    if (run === null) throw new HttpError(404, 'not-found', `no run has an id that starts with "${id}"`);
    const live = run.status === 'running';
    const { progress } = await readRunState(db, run.id, { exact: false });
    const count = (name: keyof typeof progress): Markup =>
      html`<span data-field="${name}">${formatCount(progress[name] ?? 0)}</span>`;
    const { counts } = run;
    return {
      title: `Run ${shortId(run.id)}`,
      ...(live ? { script: 'run.js' } : {}),
      body: html`<p class="lead">
          ${run.command} · ${statusTag(run.status)} · started ${formatInstant(run.startedAt)} UTC,
          ${live ? 'under way for' : 'took'} ${formatDuration(runDuration(run, Date.now()))} · mode
          ${run.mode}
        </p>
        ${run.error === null ? '' : html`<p class="notice">${run.error}</p>`}
        ${
          live
            ? html`<div id="live" data-events="/runs/${run.id}/events">
                <p role="status" class="soft" id="live-state">Under way; load the page again to see more.</p>
                <dl class="cards">
                  ${card('Sources done', html`${count('sourcesDone')} of ${count('sourcesTotal')}`)}${card('Found', count('found'))}${card('Classified', count('classified'))}${card('Pending', count('pending'))}${card('Failed', count('failed'))}
                </dl>
                <progress
                  max="${Math.max(1, progress.added + progress.changed)}"
                  value="${progress.classified}"
                  aria-label="Classified of what was stored"
                ></progress>
              </div>`
            : html`<dl class="cards">
                ${card('Found', counts.found)}${card('New', counts.added)}${card('Changed', counts.changed)}${card('Classified', counts.classified)}${card('Pending', counts.pending)}${card('Problems', counts.issues)}
              </dl>`
        }
        ${figure('Sources', run.sources.length === 0 ? empty('No source was read.', 'See the problems below.') : sourcesTable(run))}
        ${run.issues.length === 0 ? '' : figure('Problems with the input', issuesTable(run, counts.issues))}
        <p class="soft"><a href="/api/runs/${run.id}">JSON</a></p>`,
    };
  });
}

function sourcesTable({ sources }: RunDetail): Markup {
  const names = sourceNames(sources.map(({ locator }) => locator));
  const counted = ['found', 'added', 'changed', 'unchanged', 'repeated', 'skipped', 'closed'] as const;
  return table(
    plural(sources.length, 'source'),
    [
      { head: 'Source' },
      { head: 'Status' },
      { head: 'Read as' },
      ...counted.map((name) => ({ head: `${name.slice(0, 1).toUpperCase()}${name.slice(1)}`, ...NUMBER })),
      { head: 'Read', ...NUMBER },
      { head: 'Skipped because' },
    ],
    sources.map((source) => [
      names.get(source.locator) ?? source.locator,
      statusTag(source.status),
      source.adapter ?? '',
      ...counted.map((name) => formatCount(source[name])),
      formatBytes(source.bytes),
      Object.entries(source.reasons)
        .map(([code, n]) => `${formatCount(n)} ${code}`)
        .join(', '),
    ]),
  );
}

function issuesTable({ issues, sources }: RunDetail, total: number): Markup {
  const names = sourceNames([
    ...sources.map(({ locator }) => locator),
    ...issues.map(({ source }) => source),
  ]);
  const shown = issues.slice(0, ISSUES);
  return table(
    shown.length < total
      ? `The first ${formatCount(shown.length)} of ${formatCount(total)}; rolemill runs ID and the JSON list those that are kept`
      : plural(total, 'problem'),
    ['Code', 'Source', 'At', 'What'].map((head) => ({ head })),
    shown.map(({ code, source, at, message }) => [
      html`<code>${code}</code>`,
      names.get(source) ?? source,
      at ?? '',
      message,
    ]),
  );
}
