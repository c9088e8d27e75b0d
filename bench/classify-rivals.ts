/** What else reads a text for a list of names: the yardsticks of the classifier's bench. */
import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BenchPosting } from './classify-postings.js';

/** Seconds of one core for one pass over the postings, or why it could not be measured. */
export type Pass = (() => number) | { missing: string };

/** ripgrep's text is repeated to this size, so that its start (building the automaton) weighs little. */
const RIPGREP_BYTES = 64e6;

export interface Ripgrep {
  pass: Pass;
  matches: number;
  /** Copies of the text that one pass reads. */
  copies: number;
  close(): void;
}

/** `rg -o -i -w -F -f aliases text`, one thread, its matches written to a file as a pipeline would read them. */
export function ripgrep(text: string, aliases: readonly string[]): Ripgrep {
  const version = spawnSync('rg', ['--version'], { encoding: 'utf8' });
  if (version.status !== 0) {
    return { pass: { missing: 'rg is not installed' }, matches: 0, copies: 1, close: () => undefined };
  }
  const folder = mkdtempSync(join(tmpdir(), 'rolemill-bench-'));
  const paths = { list: join(folder, 'aliases'), text: join(folder, 'text'), out: join(folder, 'out') };
  writeFileSync(paths.list, `${aliases.join('\n')}\n`);
  const copies = Math.max(1, Math.round(RIPGREP_BYTES / Buffer.byteLength(text)));
  writeFileSync(paths.text, `${text}\n`.repeat(copies));
  const run = (extra: string[]): void => {
    const out = openSync(paths.out, 'w');
    const options = ['--no-config', '-j1', '-o', '-i', '-w', '-F', '-f', paths.list, ...extra, paths.text];
    const done = spawnSync('rg', options, { stdio: ['ignore', out, 'inherit'] });
    closeSync(out);
    if (done.status !== 0) throw new Error(`rg ended with ${done.status}`);
  };
  run(['--no-line-number', '--count-matches']);
  const matches = Number.parseInt(readFirst(paths.out), 10) / copies;
  return {
    matches,
    copies,
    pass: () => {
      const started = performance.now();
      run(['--no-line-number']);
      const seconds = (performance.now() - started) / 1000;
      if (statSync(paths.out).size === 0) throw new Error('rg found nothing');
      return seconds;
    },
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function readFirst(path: string): string {
  return spawnSync('head', ['-c', '40', path], { encoding: 'utf8' }).stdout;
}

/** One `RegExp` per skill over each posting, as people write it first; gives the number of skills found. */
export function regexPerSkill(aliasesBySkill: readonly (readonly string[])[]): (p: BenchPosting) => number {
  const patterns = aliasesBySkill
    .filter((aliases) => aliases.length > 0)
    .map((aliases) => new RegExp(`(?<!\\w)(?:${aliases.map(escape).join('|')})(?!\\w)`, 'i'));
  return ({ title, description }) =>
    patterns.reduce((found, pattern) => found + Number(pattern.test(title) || pattern.test(description)), 0);
}

function escape(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** wink-nlp's tokens, nothing after them; null when it is not installed. */
export async function winkTokens(): Promise<((p: BenchPosting) => number) | null> {
  try {
    const [{ default: winkNLP }, { default: model }] = await Promise.all([
      import('wink-nlp'),
      import('wink-eng-lite-web-model'),
    ]);
    const nlp = winkNLP(model, []);
    return ({ title, description }) => nlp.readDoc(`${title}\n${description}`).tokens().length();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND') return null;
    throw error;
  }
}
