// Compiles assembly/ (AssemblyScript) to src/classify/text/reader/program.wasm.ts. Only who changes it needs this: the
// result is kept in the repository, and a test compares the hash of the sources in it. The compiler (100 MB with its
// optimizer) is fetched for the run and is no dependency of the project.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const COMPILER = 'assemblyscript@0.28.20';
const OPTIONS = [
  '-O3',
  '--converge',
  '--runtime',
  'stub',
  '--noAssert',
  '--initialMemory',
  '4',
  '--enable',
  'simd',
];
const TARGET = 'src/classify/text/reader/program.wasm.ts';

const hash = createHash('sha256');
for (const file of readdirSync('assembly').sort()) hash.update(readFileSync(join('assembly', file)));
const wasm = join(mkdtempSync(join(tmpdir(), 'rolemill-')), 'reader.wasm');
execFileSync('npx', ['--yes', '-p', COMPILER, 'asc', 'assembly/index.ts', ...OPTIONS, '--outFile', wasm], {
  stdio: 'inherit',
});
const text = readFileSync(wasm)
  .toString('base64')
  .replaceAll(/.{1,100}/g, "  '$&',\n");
writeFileSync(
  TARGET,
  `// Made by \`npm run build:reader\` from assembly/ with ${COMPILER}; do not edit.

/** SHA-256 of the files in assembly/, one after the other by name. */
export const SOURCES = '${hash.digest('hex')}';

export const PROGRAM = [
${text}].join('');
`,
);
