#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { EXIT, exitCodeOf } from './exit-codes.js';
import { readEnvFile, withEnvFile } from './env-file.js';
import { isClosedPipe, type Io } from './io.js';
import { runCli } from './program.js';
import { printError } from './print-error.js';

// A reader that went away (`| head`) is noticed by the write that fails (io.ts). Without a listener Node would
// end the process with a stack trace instead.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error) => {
    if (!isClosedPipe(error)) throw error;
  });
}

const io: Io = {
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  env: process.env,
  fromEnvFile: new Set(),
  version: packageVersion(),
  cwd: process.cwd(),
};

try {
  const file = readEnvFile(io.cwd);
  io.env = withEnvFile(process.env, file);
  io.fromEnvFile = new Set(Object.keys(file).filter((name) => process.env[name] === undefined));
  process.exitCode = await runCli(process.argv.slice(2), io);
} catch (error) {
  printError(io, error);
  process.exitCode = exitCodeOf(error) || EXIT.someFailed;
}

function packageVersion(): string {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  const parsed: unknown = JSON.parse(text);
  return typeof parsed === 'object' && parsed !== null && 'version' in parsed
    ? String(parsed.version)
    : 'unknown';
}
