/**
 * Arguments of a command -> sources, one spec each: files, folders (recursive, supported endings), quoted globs,
 * `@LIST` files, `-`, http(s) URLs. What is wrong with one argument is an issue; the others go on.
 */
import { readFile, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { glob, isDynamicPattern } from 'tinyglobby';
import { GiveUpError, UsageError, type InputIssue } from '../domain/errors.js';
import { fileError, systemCode } from './input/byte-source.js';
import {
  ENDINGS,
  FIELDS,
  formatByEnding,
  type FieldMap,
  type FieldName,
  type FormatName,
  type SourceSpec,
} from './source-spec.js';

export interface ExpandOptions {
  /** Relative paths are resolved against it. */
  cwd: string;
  format?: FormatName | null;
  map?: FieldMap | null;
  ignoreRobots?: boolean;
}

interface Expansion {
  specs: SourceSpec[];
  issues: InputIssue[];
  /** Lists being read, outermost first: one that names itself is a fault, not an endless loop. */
  lists: string[];
  format: FormatName | null;
  map: FieldMap | null;
  ignoreRobots: boolean;
}

/**
 * In the order given, folders and globs sorted by path; a source named twice counts once.
 * Whether a URL or a file can be read is found out when it is read; here only what cannot even be tried is an issue.
 */
export async function expandSources(
  args: readonly string[],
  options: ExpandOptions,
): Promise<{ specs: SourceSpec[]; issues: InputIssue[] }> {
  const state = {
    specs: [],
    issues: [],
    lists: [],
    format: options.format ?? null,
    map: options.map ?? null,
    ignoreRobots: options.ignoreRobots ?? false,
  };
  for (const arg of args) await expandOne(arg, options.cwd, state);
  const { specs, issues }: Expansion = state;
  return { specs: [...new Map(specs.map((spec) => [spec.locator, spec])).values()], issues };
}

async function expandOne(arg: string, cwd: string, out: Expansion): Promise<void> {
  const add = (kind: SourceSpec['kind'], locator: string, named: string): void => {
    const { format, map, ignoreRobots } = out;
    out.specs.push({
      kind,
      locator,
      named,
      format,
      map,
      ...(kind === 'url' && ignoreRobots ? { ignoreRobots } : {}),
    });
  };
  try {
    if (arg === '-') add('stdin', 'stdin', '-');
    else if (/^[a-z][a-z0-9+.-]+:\/\//i.test(arg)) add('url', normalUrl(arg), arg);
    else if (arg.startsWith('@')) await expandList(resolve(cwd, arg.slice(1)), arg, out);
    else for (const path of await expandPath(arg, cwd)) add('file', resolve(cwd, path), path);
  } catch (error) {
    if (!(error instanceof GiveUpError)) throw error;
    // Issues are stored and printed; a password somebody typed into a URL must not be.
    const shown = (text: string): string => text.replace(/\/\/[^/@]*@/g, '//…@');
    out.issues.push({ source: shown(arg), at: null, code: error.code, message: shown(error.message) });
  }
}

function normalUrl(text: string): string {
  if (!URL.canParse(text))
    throw new GiveUpError('unsupported-url', `${text}: not a URL; it looks like https://jobs.example/board`);
  const url = new URL(text);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new GiveUpError(
      'unsupported-url',
      `${text}: only http and https are fetched; download it and name the file`,
    );
  }
  // Locators are stored and logged.
  if (url.username !== '' || url.password !== '') {
    throw new GiveUpError('unsupported-url', `${url.host}: leave user name and password out of the URL`);
  }
  url.hash = '';
  return url.href;
}

async function expandList(path: string, arg: string, out: Expansion): Promise<void> {
  if (out.lists.includes(path))
    throw new GiveUpError('file-unreadable', `${arg}: the list contains itself; take that line out`);
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw fileError(path, error);
  });
  const sources = text
    .replace(/^\ufeff/, '')
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
  if (sources.length === 0)
    throw new GiveUpError('empty-source', `${arg}: the list names no source; write one a line`);
  out.lists.push(path);
  for (const source of sources) await expandOne(source, dirname(path), out);
  out.lists.pop();
}

/** Paths as a person would type them. A file whose name looks like a glob is that file. */
async function expandPath(arg: string, cwd: string): Promise<string[]> {
  const path = resolve(cwd, arg);
  const info = await stat(path).catch((error: unknown) => {
    if (systemCode(error) === 'ENOENT' && isDynamicPattern(arg)) return null;
    throw fileError(path, error);
  });
  if (info === null) return expandGlob(arg, cwd);
  if (!info.isDirectory()) return [arg];
  // Listed whole and filtered here: the folder's own name may hold characters that mean something in a pattern.
  const files = (await glob('**/*', { cwd: path, onlyFiles: true, expandDirectories: false }))
    .filter(usable)
    .sort();
  if (files.length > 0) return files.map((file) => join(arg, file));
  const endings = Object.keys(ENDINGS).join(', ');
  throw new GiveUpError(
    'nothing-usable',
    `nothing usable in ${arg}: supported endings are ${endings}, each also with .gz`,
  );
}

async function expandGlob(pattern: string, cwd: string): Promise<string[]> {
  const files = await glob(pattern, { cwd, onlyFiles: true, expandDirectories: false }).catch(
    (error: unknown) => {
      if (systemCode(error) !== null) throw fileError(pattern, error);
      // The matcher refuses some that a person may type ("jobs*//").
      const message = `${pattern}: not a pattern that names files; check its brackets and slashes`;
      throw new GiveUpError('file-not-found', message, { cause: error });
    },
  );
  if (files.length > 0) return files.sort();
  throw new GiveUpError('file-not-found', `${pattern}: no file matches; check the path and quote the glob`);
}

function usable(path: string): boolean {
  // `~$jobs.xlsx` stands beside a workbook that is open in Excel.
  return formatByEnding(path) !== null && !/(^|[/\\])~\$/.test(path);
}

/**
 * `title=POSITION,description=TEXT` -> the map.
 * @throws UsageError for an unknown field, a missing name, or a field given twice.
 */
export function parseFieldMap(text: string): FieldMap {
  const map: FieldMap = {};
  for (const part of text.split(',')) {
    const [field, name] = [part.slice(0, part.indexOf('=')).trim(), part.slice(part.indexOf('=') + 1).trim()];
    if (!part.includes('=') || name === '') {
      throw new UsageError(
        `--map: expected FIELD=NAME, got "${part.trim()}", as in title=POSITION,description=TEXT`,
      );
    }
    if (!isField(field))
      throw new UsageError(`--map: no field "${field}"; the fields are: ${FIELDS.join(', ')}`);
    if (map[field] !== undefined) throw new UsageError(`--map: ${field} is given twice`);
    map[field] = name;
  }
  return map;
}

function isField(name: string): name is FieldName {
  return (FIELDS as readonly string[]).includes(name);
}
