/**
 * The shipped rules, parsed when the package is built. Parsing 500 kB of YAML takes most of the time of
 * `rolemill classify --title`; the same as JSON takes a fiftieth. The version, a hash of the rule files,
 * says whether the cache speaks of the files at hand: edited rules, or a folder of one's own, are parsed.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { Taxonomy } from './authored.js';

const CACHE = new URL('../../rules.json', import.meta.url);

interface Cache {
  version: string;
  taxonomy: Taxonomy;
}

/** The taxonomy of this version if the build parsed it, else null. */
export function parsedAtBuild(version: string): Taxonomy | null {
  // No build, no cache: the sources run from src/ too.
  if (!existsSync(CACHE)) return null;
  const cache = JSON.parse(readFileSync(CACHE, 'utf8')) as Cache;
  return cache.version === version ? cache.taxonomy : null;
}

/** For the build only. */
export function writeCache(cache: Cache): void {
  writeFileSync(CACHE, JSON.stringify(cache));
}
