/** What else reads a text for a list of names: the yardsticks of the classifier's bench. */
import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BenchPosting } from './classify-postings.js';

/** Seconds of one core for one pass over the postings, or why it could not be measured. */
export type Pass = (() => number) | { missing: string };

export interface Ripgrep {
  /** Seconds for the text, the start taken off. */
  pass: Pass;
  close(): void;
}

/**
 * `rg -o -i -w -F -f aliases text`, one thread, its matches written to a file as a pipeline would read them. The time
 * to start (seconds, with thousands of aliases) is measured with a text of one line and taken off. Its automaton gets
 * the memory it asks for: with the usual limit the cache thrashes and it is many times slower.
 */
export function ripgrep(text: string, aliases: readonly string[]): Ripgrep {
  const version = spawnSync('rg', ['--version'], { encoding: 'utf8' });
  if (version.status !== 0) return { pass: { missing: 'rg is not installed' }, close: () => undefined };
  const folder = mkdtempSync(join(tmpdir(), 'rolemill-bench-'));
  const path = (name: string): string => join(folder, name);
  writeFileSync(path('aliases'), `${aliases.join('\n')}\n`);
  writeFileSync(path('text'), `${text}\n`);
  writeFileSync(path('line'), `${aliases[0]}\n`);
  const seconds = (name: string): number => {
    const out = openSync(path('out'), 'w');
    const options = ['--no-config', '-j1', '-N', '-o', '-i', '-w', '-F', '--dfa-size-limit', '1G'];
    const started = performance.now();
    const done = spawnSync('rg', [...options, '-f', path('aliases'), path(name)], {
      stdio: ['ignore', out, 'inherit'],
    });
    const took = (performance.now() - started) / 1000;
    closeSync(out);
    if (done.status !== 0) throw new Error(`rg ended with ${done.status}`);
    return took;
  };
  return {
    pass: () => seconds('text') - seconds('line'),
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
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
