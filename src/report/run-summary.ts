import type { RunDetail, RunSummary } from '../db/runs.js';
import type { RunSourceDetail } from '../db/run-sources.js';
import type { InputIssue } from '../domain/errors.js';
import { formatBytes, formatCount, formatDuration, formatInstant, plural } from './format.js';
import { renderTable, type Column } from './table.js';
import { oneLine } from './text-width.js';

const NUMBER = { align: 'right' } as const;
/** Enough of a run's id for `rolemill runs`, which takes any unambiguous beginning. */
const ID_SHOWN = 8;

/** `postings.ndjson:812: reason [invalid-json]`: file and line as editors open them, where there is a line. */
export function formatIssue({ source, at, code, message }: InputIssue): string {
  const line = at === null ? null : /^line (\d+)$/.exec(at);
  const place = at === null ? '' : line === null ? `, ${at}` : `:${line[1]}`;
  // Messages that name their source for a line of their own would say it twice here.
  const reason = message.startsWith(`${source}: `) ? message.slice(source.length + 2) : message;
  return oneLine(`${source}${place}: ${reason} [${code}]`);
}

/** Milliseconds from start to end; a run under way is measured up to `now`. */
export function runDuration(run: RunSummary, now: number): number {
  return (run.finishedAt === null ? now : Date.parse(run.finishedAt)) - Date.parse(run.startedAt);
}

/** Short form of a run's id, which commands take. */
export function shortId(id: string): string {
  return id.slice(0, ID_SHOWN);
}

export interface SummaryOptions {
  width: number;
  /** Issues listed; the others are counted. */
  issues: number;
  /** For runs that are still under way (ms since 1970). */
  now: number;
  /** Makes a locator short: a path relative to where the person is. */
  shorten: (locator: string) => string;
}

/** One run for people: its sources, what became of the postings, and what was wrong with the input. */
export function renderRun(run: RunDetail, options: SummaryOptions): string {
  const took = runDuration(run, options.now);
  const { counts } = run;
  const perSecond = took > 0 ? Math.round(counts.classified / (took / 1000)) : 0;
  const lines = [
    `RUN ${shortId(run.id)} (${run.command}, ${run.mode}): ${run.status} after ${formatDuration(took)}`,
    ...(run.error === null ? [] : [oneLine(run.error)]),
    '',
    sourcesTable(run, options),
    ...skippedLines(run, options),
    '',
    `${plural(counts.classified, 'posting')} classified (${formatCount(perSecond)}/s)` +
      `${part(counts.pending, 'pending')}${part(counts.failed, 'failed')}`,
  ];
  if (counts.issues > 0) lines.push('', ...issueLines(run, options.issues));
  return `${lines.join('\n')}\n`;
}

function part(count: number, name: string): string {
  return count > 0 ? `, ${formatCount(count)} ${name}` : '';
}

type Counted = keyof RunSourceDetail & keyof RunSummary['counts'];
const COUNTED: readonly (readonly [string, Counted])[] = [
  ['found', 'found'],
  ['new', 'added'],
  ['changed', 'changed'],
  ['same', 'unchanged'],
  ['repeated', 'repeated'],
  ['skipped', 'skipped'],
];
/** Most runs close and reopen nothing: then there is no column for it. */
const COUNTED_AT_TIMES: readonly (readonly [string, Counted])[] = [
  ['closed', 'closed'],
  ['reopened', 'reopened'],
];

function sourcesTable(run: RunDetail, { width, shorten, now }: SummaryOptions): string {
  const counted = [...COUNTED, ...COUNTED_AT_TIMES.filter(([, name]) => run.counts[name] > 0)];
  const columns: Column[] = [
    { head: 'source', shrink: 16, keep: 'end' },
    { head: 'read as', shrink: 6, optional: true },
    ...counted.map(([head]) => ({ head, ...NUMBER })),
    { head: 'time', ...NUMBER },
    { head: 'read', ...NUMBER, optional: true },
  ];
  const rows = run.sources.map((source) => [
    `${shorten(source.locator)}${source.status === 'done' ? '' : ` (${source.status})`}`,
    source.adapter ?? '',
    ...counted.map(([, name]) => formatCount(source[name])),
    timeOf(source, now),
    formatBytes(source.bytes),
  ]);
  if (rows.length > 1) {
    const { counts } = run;
    rows.push([
      'all',
      '',
      ...counted.map(([, name]) => formatCount(counts[name])),
      '',
      formatBytes(run.sources.reduce((sum, { bytes }) => sum + bytes, 0)),
    ]);
  }
  return renderTable(columns, rows, width);
}

function timeOf({ startedAt, finishedAt }: RunSourceDetail, now: number): string {
  if (startedAt === null) return '';
  return formatDuration((finishedAt === null ? now : Date.parse(finishedAt)) - Date.parse(startedAt));
}

/** Sources whose skipped records are named with their reasons: one screen. */
const SKIPPED_SHOWN = 10;

function skippedLines(run: RunDetail, { shorten, issues }: SummaryOptions): string[] {
  const lossy = run.sources.filter((source) => source.skipped > 0);
  const limit = Number.isFinite(issues) ? SKIPPED_SHOWN : lossy.length;
  const rest = lossy.length - limit;
  return [
    ...(lossy.length > 0 ? [''] : []),
    ...lossy
      .slice(0, limit)
      .map((source) => oneLine(`skipped of ${shorten(source.locator)}: ${reasonsOf(source)}`)),
    ...(rest > 0 ? [`and of ${plural(rest, 'other source')}`] : []),
  ];
}

/** `3 invalid-json, 1 empty-posting`. */
function reasonsOf({ reasons }: RunSourceDetail): string {
  return Object.entries(reasons)
    .toSorted(([, a], [, b]) => b - a)
    .map(([code, count]) => `${formatCount(count)} ${code}`)
    .join(', ');
}

/** How one source ended, in a line: `jobs.csv: 120 found, 3 new, 117 same, 2 closed, 0.4 MB, 1.2s`. */
export function sourceLine(source: RunSourceDetail, shorten: (locator: string) => string): string {
  const counts = [...COUNTED, ...COUNTED_AT_TIMES]
    .filter(([, name]) => name === 'found' || source[name] > 0)
    .map(([head, name]) => `${formatCount(source[name])} ${head}`);
  const skipped = source.skipped > 0 ? ` (${reasonsOf(source)})` : '';
  const state = source.status === 'done' ? '' : ` ${source.status},`;
  const facts = `${counts.join(', ')}${skipped}, ${formatBytes(source.bytes)}, ${timeOf(source, 0)}`;
  return oneLine(`${shorten(source.locator)}:${state} ${facts}`);
}

function issueLines(run: RunDetail, limit: number): string[] {
  const shown = run.issues.slice(0, limit);
  const rest = run.counts.issues - shown.length;
  const more =
    shown.length < run.issues.length
      ? `; \`rolemill runs ${shortId(run.id)}\` lists them`
      : ', of which only the first of each source were kept';
  return [
    `${plural(run.counts.issues, 'problem')} with the input:`,
    ...shown.map((issue) => `  ${formatIssue(issue)}`),
    ...(rest > 0 ? [`  and ${formatCount(rest)} more${more}`] : []),
  ];
}

/** The history of runs, newest first. */
export function renderRuns(runs: readonly RunSummary[], options: { width: number; now: number }): string {
  const columns: Column[] = [
    { head: 'run' },
    { head: 'started (UTC)' },
    { head: 'command', optional: true },
    { head: 'status' },
    { head: 'sources', ...NUMBER, optional: true },
    ...['found', 'new'].map((head) => ({ head, ...NUMBER })),
    { head: 'classified', ...NUMBER, optional: true },
    ...['problems', 'time'].map((head) => ({ head, ...NUMBER })),
  ];
  const rows = runs.map((run) => [
    shortId(run.id),
    formatInstant(run.startedAt),
    run.command,
    run.status,
    ...[run.counts.sources, run.counts.found, run.counts.added, run.counts.classified, run.counts.issues].map(
      formatCount,
    ),
    formatDuration(runDuration(run, options.now)),
  ]);
  return renderTable(columns, rows, options.width);
}
