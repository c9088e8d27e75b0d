import { describe, expect, it } from 'vitest';
import type { RunDetail } from '../../src/db/runs.js';
import type { InputIssue } from '../../src/domain/errors.js';
import { formatIssue, renderRun, renderRuns } from '../../src/report/run-summary.js';

const issue = (over: Partial<InputIssue>): InputIssue => ({
  source: 'jobs.ndjson',
  at: 'line 812',
  code: 'invalid-json',
  message: 'not JSON',
  ...over,
});

describe('formatIssue', () => {
  it.each([
    ['line 812', 'jobs.ndjson:812: not JSON [invalid-json]'],
    ['row 3', 'jobs.ndjson, row 3: not JSON [invalid-json]'],
    [null, 'jobs.ndjson: not JSON [invalid-json]'],
  ])('at %s', (at, text) => expect(formatIssue(issue({ at }))).toBe(text));
  it('names the source once', () => {
    expect(formatIssue(issue({ at: null, message: 'jobs.ndjson: it is empty' }))).toBe(
      'jobs.ndjson: it is empty [invalid-json]',
    );
  });
});

const counts = {
  sources: 2,
  found: 10,
  added: 6,
  changed: 1,
  unchanged: 2,
  repeated: 1,
  skipped: 3,
  closed: 2,
  reopened: 0,
  issues: 30,
  classified: 7,
  pending: 0,
  failed: 0,
};
const source = {
  sourceId: 1,
  locator: '/data/jobs.ndjson',
  kind: 'file' as const,
  adapter: 'ndjson',
  attempts: 1,
  issues: 3,
  bytes: 10,
  totalBytes: 10,
  found: 10,
  added: 6,
  changed: 1,
  unchanged: 2,
  repeated: 1,
  skipped: 3,
  closed: 2,
  reopened: 0,
  reasons: { 'invalid-json': 2, 'empty-posting': 1 },
  startedAt: '2026-03-01T10:00:00Z',
  finishedAt: '2026-03-01T10:00:02Z',
};
const run: RunDetail = {
  id: '5b1e7a90-0000-4000-8000-000000000000',
  command: 'run',
  mode: 'embedded',
  status: 'partial',
  taxonomy: 'abc',
  startedAt: '2026-03-01T10:00:00Z',
  finishedAt: '2026-03-01T10:00:03.500Z',
  error: null,
  counts,
  request: {},
  sources: [
    { ...source, status: 'partial' },
    {
      ...source,
      sourceId: 2,
      locator: 'https://boards.example/acme',
      kind: 'url',
      adapter: null,
      status: 'failed',
      startedAt: null,
      finishedAt: null,
    },
  ],
  issues: Array.from({ length: 25 }, (_, i) => issue({ at: `line ${i + 1}` })),
};

describe('renderRun', () => {
  const text = renderRun(run, {
    width: 120,
    issues: 20,
    now: 0,
    shorten: (locator) => locator.replace('/data/', ''),
  });

  it('shows the counts of each source and of all', () => {
    expect(text).toMatch(/jobs\.ndjson \(partial\) +ndjson +10 +6 +1 +2 +1 +3 +2 +2\.0s +10 B/);
    expect(text).toMatch(/all +10 +6 +1 +2 +1 +3 +2/);
  });
  it('says why records were skipped', () =>
    expect(text).toContain('skipped of jobs.ndjson: 2 invalid-json, 1 empty-posting'));
  it('has a column for what was closed, and none for what never happened', () => {
    expect(text).toMatch(/skipped +closed +time/);
    expect(text).not.toContain('reopened');
  });
  it('says which source failed', () => expect(text).toContain('https://boards.example/acme (failed)'));
  it('says the rate', () => expect(text).toContain('7 postings classified (2/s)'));
  it('lists the first problems and counts the others', () => {
    expect(text).toContain('30 problems');
    expect(text).toContain('jobs.ndjson:20: not JSON');
    expect(text).not.toContain('jobs.ndjson:21:');
    expect(text).toContain('and 10 more; `rolemill runs 5b1e7a90` lists them');
  });
});

it('renderRuns measures a run that is under way up to now', () => {
  const running = { ...run, finishedAt: null, status: 'running' as const };
  expect(renderRuns([running], { width: 100, now: Date.parse('2026-03-01T10:01:01Z') })).toMatch(
    /running.*1m 1s/,
  );
});
