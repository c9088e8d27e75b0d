/** A run under way, and a server that stops and comes back while its page is open. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { classifyBatch } from '../../../src/db/classify-batch.js';
import { upsertPostings } from '../../../src/db/postings.js';
import { saveRunSource } from '../../../src/db/run-sources.js';
import { finishRun } from '../../../src/db/runs.js';
import { makePosting } from '../../support/postings.js';
import { startRun } from '../../support/store.js';
import { listen, openStore, type Server, type Store } from '../support/servers.js';
import type { Stage } from '../support/stage.js';
import { shows } from '../support/visits.js';

const LIVE = 'Under way; the numbers are live.';
const STOPPED = 'The server stopped.';

/** @param serverUrl of the PostgreSQL that gives it a store of its own: it writes. */
export function lives(stage: () => Stage, serverUrl: string): void {
  let store: Store;
  let server: Server;
  beforeAll(async () => {
    store = await openStore(serverUrl);
    server = await listen(store);
  });
  afterAll(async () => {
    await server.close();
    await store.close();
  });
  const counted = (page: Page, name: string, value: string): Promise<void> =>
    page
      .locator('dt', { hasText: new RegExp(`^${name}$`) })
      .locator('xpath=following-sibling::dd[1]')
      .filter({ hasText: new RegExp(`^\\s*${value}\\b`) })
      .waitFor();
  const stored = async (names: string[]) => {
    const { runId, sourceRef } = await startRun(store.db, `/data/${names.join()}.ndjson`);
    const add = async (of: string[], found: number): Promise<void> => {
      const postings = of.map((name) => makePosting(name));
      await upsertPostings(store.db, { runId, sourceRef, attempt: 1, postings });
      const counts = { found, added: found, changed: 0, unchanged: 0, repeated: 0, skipped: 0, bytes: 10 };
      await saveRunSource(store.db, runId, sourceRef, counts);
    };
    return { runId, add };
  };

  it('shows how far a run is, and its end, by itself', async () => {
    const names = ['a', 'b', 'c', 'd', 'e'];
    const { runId, add } = await stored(names);
    const page = await stage().visits.open(server.url);
    await page.goto('/runs');
    await page.getByRole('link', { name: runId.slice(0, 8) }).click();
    await page.getByText(LIVE).waitFor();
    await counted(page, 'Found', '0');
    await add(names.slice(0, 2), 2);
    await counted(page, 'Found', '2');
    await counted(page, 'Pending', '2');
    await add(names.slice(2), 5);
    await counted(page, 'Pending', '5');
    const ids = names.map((name) => makePosting(name).id);
    await classifyBatch(store.db, ids.slice(0, 3), store.context.decide);
    await counted(page, 'Classified', '3');
    const bar = page.getByRole('progressbar');
    expect([await bar.getAttribute('value'), await bar.getAttribute('max')]).toEqual(['3', '5']);
    await classifyBatch(store.db, ids, store.context.decide);
    await finishRun(store.db, runId, { status: 'done' });
    await page.getByText('took').waitFor();
    await counted(page, 'Classified', '5');
    expect(await page.getByText(LIVE).count()).toBe(0);
  });

  it('says that the server stopped, keeps the numbers, and goes on when it is back', async () => {
    const { runId, add } = await stored(['f', 'g']);
    await add(['f', 'g'], 2);
    const page = await stage().visits.open(server.url, {}, /ERR_|Failed to load resource/);
    await page.goto(`/runs/${runId}`);
    await page.getByText(LIVE).waitFor();
    const port = Number(new URL(server.url).port);
    await server.close();
    await page.getByText(STOPPED).waitFor();
    await page.getByText('rolemill serve').waitFor();
    await counted(page, 'Pending', '2');
    server = await listen(store, {}, port);
    await page.getByText(LIVE).waitFor();
    await finishRun(store.db, runId, { status: 'failed', error: 'the source went away' });
    expect(await shows(page.getByText('the source went away'))).toBe(true);
  });
}
