import { expect, it } from 'vitest';
import { describeEachBackend } from '../support/backends.js';
import { useStage } from '../integration/support/stage.js';
import { openApp, TOKEN } from './stage.js';

describeEachBackend('submitting sources', (backend) => {
  const stage = useStage(backend);

  it('enters a run, queues each source for the workers, and tells of those it cannot use', async () => {
    const { db, queues } = stage.ctx;
    const app = await openApp(db, { queues: () => Promise.resolve(queues) });
    const answer = await app.inject({
      method: 'POST',
      url: '/api/sources',
      headers: { authorization: `Bearer ${TOKEN}` },
      payload: { sources: ['http://127.0.0.1:9/jobs.json', 'http://user:secret@jobs.example/'] },
    });
    expect(answer.statusCode).toBe(202);
    const { run, queued, refused } = answer.json<{
      run: string;
      queued: number;
      refused: { message: string }[];
    }>();
    expect([queued, refused.length]).toEqual([1, 1]);
    expect(JSON.stringify(refused)).not.toContain('secret');
    expect(
      (await queues.urls.getJobs(['waiting', 'delayed', 'active', 'prioritized'])).map((job) => job.data),
    ).toMatchObject([{ runId: run, spec: { locator: 'http://127.0.0.1:9/jobs.json' } }]);
    const told = await app.inject({ url: `/api/runs/${run}` });
    expect(told.json()).toMatchObject({ id: run, command: 'ingest', status: 'running' });
    await app.close();
  });
});
