/** What only a process of its own can show: main.ts, real pipes, the `.env` of a folder. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';

const MAIN = resolve(import.meta.dirname, '../../src/cli/main.ts');
/** Node 20 reads no TypeScript of its own. */
const LOADER = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
const RULES = resolve(import.meta.dirname, 'rules');

let dir = '';
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'rolemill-cli-'));
});
afterAll(() => rmSync(dir, { recursive: true }));

function start(args: string[], env: Record<string, string>) {
  const child = spawn(process.execPath, ['--import', LOADER, MAIN, ...args], {
    cwd: dir,
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  return { child, stderr: () => stderr, ended: once(child, 'close') };
}

it('`classify | head -1`: ends quietly with 0 when the pipe is closed', async () => {
  const { child, stderr, ended } = start(['classify', '-'], { ROLEMILL_RULES: RULES });
  // The child stops reading, so our own pipe breaks as well.
  child.stdin.on('error', () => undefined);
  child.stdin.end('{"title":"Backend Engineer"}\n'.repeat(100_000));
  child.stdout.once('data', () => child.stdout.destroy());
  const [code] = await ended;
  expect(stderr()).toBe('');
  expect(code).toBe(0);
});

it('reads the .env of the working folder, under what is set outside', async () => {
  writeFileSync(join(dir, '.env'), 'ROLEMILL_RULES=./nowhere\nROLEMILL_CONTACT=from-file\n');
  const inside = start(['taxonomy', 'check'], {});
  expect((await inside.ended)[0]).toBe(2);
  expect(inside.stderr()).toContain('[taxonomy-not-found]');
  const outside = start(['taxonomy', 'check'], { ROLEMILL_RULES: RULES });
  expect((await outside.ended)[0]).toBe(0);
});
