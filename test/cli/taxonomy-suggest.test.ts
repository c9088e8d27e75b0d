import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Suggestions } from '../../src/classify/suggest.js';
import { rolemill } from './harness.js';

const env = { ROLEMILL_RULES: resolve(import.meta.dirname, 'rules') };
let folder: string;
let file: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'rolemill-suggest-'));
  file = join(folder, 'postings.ndjson');
  const description = 'Java, Zorblex and PostgreSQL';
  const lines = [1, 2, 3].map((id) => JSON.stringify({ id, title: 'Zorbulator Wrangler', description }));
  writeFileSync(file, `${lines.join('\n')}\n`);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('taxonomy suggest', () => {
  it('lists terms and titles of a file, no database', async () => {
    const { code, stdout } = await rolemill(['taxonomy', 'suggest', file, '--json'], { env });
    const found = JSON.parse(stdout) as Suggestions;
    expect(code).toBe(0);
    expect(found.postings).toBe(3);
    expect(found.terms).toMatchObject([{ text: 'Zorblex', count: 3, share: 1 }]);
    expect(found.titles).toMatchObject([{ text: 'Zorbulator Wrangler', count: 3 }]);
  });

  it('leaves out what too few postings have', async () => {
    const { stdout } = await rolemill(['taxonomy', 'suggest', file, '--min-count', '4', '--json'], { env });
    expect(JSON.parse(stdout)).toMatchObject({ postings: 3, terms: [], titles: [], words: [] });
  });

  it('reads stdin', async () => {
    const stdin = `${JSON.stringify({ title: 'A', description: 'Java, Zorblex' })}\n`;
    const args = ['taxonomy', 'suggest', '-', '--format', 'ndjson', '--min-count', '1'];
    const { code, stdout } = await rolemill(args, { env, stdin });
    expect(code).toBe(0);
    expect(stdout).toContain('Zorblex');
  });

  it('a broken line is told and costs only itself', async () => {
    const stdin = `{"title": \n${JSON.stringify({ title: 'A', description: 'Java, Zorblex' })}\n`;
    const args = ['taxonomy', 'suggest', '-', '--format', 'ndjson', '--min-count', '1', '--json'];
    const { code, stdout, stderr } = await rolemill(args, { env, stdin });
    expect(code).toBe(1);
    expect(stderr).not.toBe('');
    expect(JSON.parse(stdout)).toMatchObject({ postings: 1 });
  });

  it('a source that is not there', async () => {
    const { code } = await rolemill(['taxonomy', 'suggest', join(folder, 'none.ndjson')], { env });
    expect(code).toBe(1);
  });
});

describe('classify --text', () => {
  it('says why in words', async () => {
    const { code, stdout } = await rolemill(['classify', '--title', 'Senior Backend Developer', '--text'], {
      env,
    });
    expect(code).toBe(0);
    expect(stdout).toMatch(/because the title says "Senior"/);
  });

  it('excludes --pretty', async () => {
    expect((await rolemill(['classify', '--title', 'A', '--text', '--pretty'], { env })).code).toBe(2);
  });
});
