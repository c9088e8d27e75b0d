import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { rolemill } from './harness.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'rolemill-eval-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('reads mark-up as `classify FILE` does: a paragraph is a line', async () => {
  const file = join(folder, 'gold.ndjson');
  const gold = {
    id: 'a',
    title: 'R&amp;D house | Leeds | Full-time',
    description:
      'R&amp;D house | Leeds | Full-time<p>We let flats.<p>- Senior Data Engineer<p>- Account Executive',
    role: 'data-engineer',
    level: 'senior',
    skills: [],
  };
  writeFileSync(file, JSON.stringify(gold));
  const { code, stdout } = await rolemill(['eval', file, '--errors', '--json']);
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ role: { hits: 1, total: 1 }, level: { hits: 1 }, errors: [] });
});
