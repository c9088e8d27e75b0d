import { expect, it } from 'vitest';
import { startChild } from '../support/child.js';
import { describeEachBackend } from '../support/backends.js';
import { resolve } from 'node:path';
import { rolemill } from './harness.js';

const MAIN = resolve(import.meta.dirname, '../../src/cli/main.ts');

describeEachBackend(
  'rolemill serve',
  (backend) => {
    const env = { ...process.env, DATABASE_URL: backend.databaseUrl, REDIS_URL: '', ROLEMILL_API_TOKEN: '' };

    it('says where it listens, answers, and ends on SIGTERM', async () => {
      const child = startChild(MAIN, ['serve', '--port', '0', '--json'], { env });
      let text = await child.line();
      while (!text.endsWith('}')) text += await child.line();
      const { url } = JSON.parse(text) as { url: string };
      const answer = await fetch(`${url}/api/postings`);
      expect(await answer.json()).toMatchObject({ rows: [], total: 0, nextCursor: null });
      expect((await fetch(`${url}/api/docs/`)).headers.get('content-type')).toContain('text/html');
      child.kill('SIGTERM');
      expect(await child.end()).toBe(0);
    });

    it('does not open itself to others without a token', async () => {
      const { code, stderr } = await rolemill(['serve', '--host', '0.0.0.0'], {
        env: { DATABASE_URL: backend.databaseUrl },
      });
      expect(code).toBe(2);
      expect(stderr).toContain('ROLEMILL_API_TOKEN');
    });
  },
  ['postgres'],
);
