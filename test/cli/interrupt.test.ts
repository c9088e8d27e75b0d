import { PassThrough } from 'node:stream';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { onInterrupt } from '../../src/cli/interrupt.js';
import type { Io } from '../../src/cli/io.js';

const stderr = new PassThrough();
const io: Io = {
  stdin: new PassThrough(),
  stdout: new PassThrough(),
  stderr,
  env: {},
  fromEnvFile: new Set(),
  version: '',
  cwd: '/',
};

describe.each(['SIGINT', 'SIGTERM'] as const)('%s', (name) => {
  afterEach(() => vi.restoreAllMocks());

  it('first finishes the batch and says so, then ends at once with 130', () => {
    const exit = vi.spyOn(process, 'exit').mockImplementation(() => undefined as never);
    const interrupt = onInterrupt(io);
    process.emit(name);
    expect(interrupt.signal.aborted).toBe(true);
    expect(exit).not.toHaveBeenCalled();
    expect(String(stderr.read())).toContain('current batch');
    process.emit(name);
    expect(exit).toHaveBeenCalledWith(130);
    interrupt.dispose();
  });

  it('leaves the signal alone afterwards', () => {
    const before = process.listenerCount(name);
    onInterrupt(io).dispose();
    expect(process.listenerCount(name)).toBe(before);
  });
});
