import { createRequire } from 'node:module';
import type * as Yaml from 'yaml';

const load = createRequire(import.meta.url);

/** The YAML library, loaded at first use: its 70 files are a tenth of a start, and the cached rules need none of them. */
export function yaml(): typeof Yaml {
  return load('yaml') as typeof Yaml;
}
