/** The documents say what the program does: everything there is stands in them, and what stands in them is there. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { buildProgram } from '../src/cli/program.js';
import { SETTINGS } from '../src/config.js';
import { ERROR_CODES } from '../src/domain/errors.js';
import { rolemill } from './cli/harness.js';

const ROOT = resolve(import.meta.dirname, '..');
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
const manifest: {
  scripts: Record<string, string>;
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
} = JSON.parse(read('package.json'));

const DOCUMENTS = [
  'README.md',
  'fixtures/README.md',
  ...readdirSync(join(ROOT, 'docs')).map((name) => `docs/${name}`),
].filter((path) => path.endsWith('.md'));

const stream = new PassThrough();
const program = await buildProgram({
  io: {
    stdin: stream,
    stdout: stream,
    stderr: stream,
    env: {},
    fromEnvFile: new Set(),
    version: '',
    cwd: ROOT,
  },
  exit: () => undefined,
});
type AnyCommand = (typeof program.commands)[number];
const leaves = (command: AnyCommand, path: string[]): { name: string; command: AnyCommand }[] =>
  command.commands.length === 0
    ? [{ name: path.join(' '), command }]
    : command.commands.flatMap((child) => leaves(child, [...path, child.name()]));
const commands = program.commands.flatMap((command) => leaves(command, [command.name()]));

describe('settings', () => {
  it.each(SETTINGS.map((setting) => [setting.name, setting.fallback] as const))('%s', (name, fallback) => {
    const row = read('docs/configuration.md')
      .split('\n')
      .find((line) => line.startsWith(`| \`${name}\` |`));
    expect(row).toBeDefined();
    expect(row).toContain(fallback === null ? '' : `| \`${fallback}\` |`);
    expect(read('.env.example')).toMatch(new RegExp(`^#${name}=${fallback ?? ''}`, 'm'));
  });

  it('.env.example sets nothing until a line is uncommented', () => {
    expect(read('.env.example')).not.toMatch(/^[^#\n]/m);
  });
});

describe('command line', () => {
  it.each(commands)('$name', ({ name, command }) => {
    const page = read('docs/cli.md');
    const heading = page.split('\n').some((line) => line.startsWith('### ') && line.includes(name));
    expect(heading).toBe(true);
    for (const option of command.options) expect(page).toContain(option.long);
  });

  it('the documents name no option that no command has', () => {
    const known = new Set(commands.flatMap(({ command }) => command.options.map((option) => option.long)));
    const named = [...read('docs/cli.md').matchAll(/`(--[a-z-]+)/g)].map((match) => match[1] ?? '');
    expect(named.filter((option) => !known.has(option) && option !== '--help')).toEqual([]);
  });

  const called = DOCUMENTS.flatMap((path) =>
    [...read(path).matchAll(/(?:npx |`)rolemill ([a-z]+(?: (?:check|show|fit|suggest))?)/g)].map(
      (match) => [path, match[1] ?? ''] as const,
    ),
  );
  it.each(called)('%s calls rolemill %s, which exists', (_, name) => {
    expect(commands.map((command) => command.name)).toContain(name);
  });
});

describe('error codes', () => {
  const page = read('docs/errors.md');
  it.each(ERROR_CODES)('%s is explained', (code) => expect(page).toContain(`| \`${code}\` |`));
  it('nothing else is', () => {
    const listed = [...page.matchAll(/^\| `([a-z-]+)` \|/gm)].map((match) => match[1]);
    expect(new Set(listed)).toEqual(new Set(ERROR_CODES));
  });
});

describe('dependencies', () => {
  const [taken = '', notTaken = ''] = read('docs/dependencies.md').split('## Not taken');
  const all = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies });
  it.each(all)('%s has its reason', (name) => expect(taken).toContain(`\`${name}\``));
  it('nothing stands there that is not installed', () => {
    const named = [...taken.matchAll(/^\| (`[^|]+`) \|/gm)].flatMap((match) =>
      [...(match[1] ?? '').matchAll(/`([^`]+)`/g)].map((m) => m[1]),
    );
    expect(named.filter((name) => !all.includes(name ?? ''))).toEqual([]);
  });
  it('nothing is installed that was not taken', () => {
    const refused = [...notTaken.matchAll(/`([a-z0-9-]+)`/g)].map((match) => match[1] ?? '');
    expect(
      Object.keys(manifest.dependencies).filter(
        (name) => refused.includes(name) && !taken.includes(`\`${name}\``),
      ),
    ).toEqual([]);
  });
});

describe('links', () => {
  const links = DOCUMENTS.flatMap((path) =>
    [...read(path).matchAll(/\]\(([^)\s]+)\)/g)].map((match) => [path, match[1] ?? ''] as const),
  ).filter(([, target]) => !/^[a-z]+:/.test(target));
  it.each(links)('%s -> %s', (path, target) => {
    const [file = '', anchor] = target.split('#');
    const full = join(ROOT, dirname(path), file === '' ? path : file);
    expect(existsSync(full)).toBe(true);
    const known = anchor === undefined ? [] : anchors(readFileSync(full, 'utf8'));
    expect(anchor === undefined || known.includes(anchor)).toBe(true);
  });
});

function anchors(text: string): string[] {
  return [...text.matchAll(/^#+ (.+)$/gm)].map((match) =>
    (match[1] ?? '')
      .toLowerCase()
      .replaceAll(/[^a-z0-9 -]/g, '')
      .replaceAll(' ', '-'),
  );
}

describe('README', () => {
  const blocks = [...read('README.md').matchAll(/```sh\n([\s\S]*?)```/g)].map((match) =>
    (match[1] ?? '').trim(),
  );

  it('its commands are scripts that exist', () => {
    expect(blocks).toEqual(['npm ci && npm run demo', 'npm ci && npm test']);
    expect(Object.keys(manifest.scripts)).toEqual(expect.arrayContaining(['demo', 'test', 'prepare']));
  });

  it('the second one is what the continuous integration runs', () => {
    expect(read('.ci/run')).toContain(blocks[1]);
    expect(statSync(join(ROOT, '.ci/run')).mode & 0o111).not.toBe(0);
  });

  it('its example of classify gives what it shows', async () => {
    const typed = /rolemill (classify --title "([^"]+)" --description "([^"]+)")/.exec(read('README.md'));
    const { stdout } = await rolemill([
      'classify',
      '--title',
      typed?.[2] ?? '',
      '--description',
      typed?.[3] ?? '',
    ]);
    expect(JSON.parse(stdout)).toMatchObject({
      employmentType: 'contract',
      role: { id: 'backend-developer', family: 'backend' },
      level: { id: 'senior', basis: 'years' },
      years: { min: 7, max: null },
      skills: [
        { id: 'java', requirement: 'required', inTitle: true },
        { id: 'java-ee' },
        { id: 'angular', requirement: 'preferred' },
      ],
    });
  });

  it('its library example names what the library gives', async () => {
    const [, code = ''] = /```ts\n([\s\S]*?)```/.exec(read('README.md')) ?? [];
    const names = (/import \{([^}]+)\} from 'rolemill'/.exec(code)?.[1] ?? '')
      .split(',')
      .map((name) => name.trim());
    const library: Record<string, unknown> = await import('../src/index.js');
    for (const name of names) expect(library[name]).toBeTypeOf('function');
  });
});

describe('docker-compose.yml', () => {
  const compose: {
    services: Record<
      string,
      { healthcheck?: unknown; command?: string[]; profiles?: string[]; environment?: object }
    >;
    volumes: object;
  } = parse(read('docker-compose.yml'), { merge: true });

  it('has health checks, volumes and a Redis that drops nothing', () => {
    expect(compose.services['postgres']?.healthcheck).toBeDefined();
    expect(compose.services['redis']?.healthcheck).toBeDefined();
    expect(compose.services['redis']?.command?.join(' ')).toContain('--maxmemory-policy noeviction');
    expect(Object.keys(compose.volumes)).toEqual(['postgres', 'redis']);
  });

  it('starts only commands that exist, or keeps them behind a profile', () => {
    const known = new Set(program.commands.map((command) => command.name()));
    const own = Object.entries(compose.services).filter(([name]) => !['postgres', 'redis'].includes(name));
    const unknown = own.filter(
      ([, service]) => !known.has(service.command?.[0] ?? '') && service.profiles === undefined,
    );
    expect(unknown.map(([name]) => name)).toEqual([]);
  });

  it('sets only settings that exist', () => {
    const names = Object.entries(compose.services)
      .filter(([name]) => !['postgres', 'redis'].includes(name))
      .flatMap(([, service]) => Object.keys(service.environment ?? {}));
    expect(names.filter((name) => !SETTINGS.some((setting) => setting.name === name))).toEqual([]);
  });
});
