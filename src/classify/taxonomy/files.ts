import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { FatalError } from '../../domain/errors.js';

/** The taxonomy that comes with the package. */
export const SHIPPED_RULES = fileURLToPath(new URL('../../../rules', import.meta.url));

/** The rule files of a folder, unparsed. */
export interface RuleFiles {
  /** First 12 hex digits of the sha-256 over all rule files, names and bytes, in order of name. */
  version: string;
  files: { name: string; text: string }[];
}

/**
 * Every `.yaml` file below `dir`.
 * @throws FatalError `taxonomy-not-found` when the folder is missing or holds no rule file.
 */
export function readRuleFiles(dir: string): RuleFiles {
  const files = listRuleFiles(dir).map((path) => ({
    name: relative(dir, path),
    text: readFileSync(path, 'utf8'),
  }));
  const hash = createHash('sha256');
  for (const { name, text } of files) hash.update(name).update('\0').update(text).update('\0');
  return { version: hash.digest('hex').slice(0, 12), files };
}

function listRuleFiles(dir: string): string[] {
  let names: string[];
  try {
    names = readdirSync(dir, { recursive: true, encoding: 'utf8' });
  } catch (cause) {
    throw new FatalError(
      'taxonomy-not-found',
      `no taxonomy in ${dir}: set ROLEMILL_RULES to a folder of rule files`,
      {
        cause,
      },
    );
  }
  const files = names.filter((name) => /\.ya?ml$/.test(name)).toSorted();
  if (files.length === 0) {
    throw new FatalError(
      'taxonomy-not-found',
      `no .yaml file in ${dir}: set ROLEMILL_RULES to a folder of rule files`,
    );
  }
  return files.map((name) => join(dir, name));
}
