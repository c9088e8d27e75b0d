import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { FatalError } from '../domain/errors.js';

/**
 * The settings in the `.env` of a folder; none without such a file.
 * @throws FatalError `config-invalid` when there is a `.env` that cannot be read.
 */
export function readEnvFile(cwd: string): Record<string, string | undefined> {
  const path = join(cwd, '.env');
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return {};
    throw new FatalError('config-invalid', `cannot read ${path}: make it readable or remove it`, { cause });
  }
  return parseEnv(text);
}

/** The environment with the file under it: what is set outside wins, even where it is set to nothing. */
export function withEnvFile(
  env: Record<string, string | undefined>,
  file: Record<string, string | undefined>,
): Record<string, string | undefined> {
  return { ...file, ...env };
}
