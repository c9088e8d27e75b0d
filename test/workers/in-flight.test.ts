import { describe, expect, test } from 'vitest';
import { inFlight } from '../../src/workers/in-flight.js';

/** Work that ends when told, and a list of what has started and ended. */
function bench() {
  const log: string[] = [];
  const ends = new Map<string, { resolve(): void; reject(error: Error): void }>();
  return {
    log,
    work: (name: string) => async () => {
      log.push(`${name} starts`);
      await new Promise<void>((resolve, reject) => ends.set(name, { resolve, reject }));
      log.push(`${name} ends`);
    },
    end: (name: string) => ends.get(name)?.resolve(),
    fail: (name: string, error: Error) => ends.get(name)?.reject(error),
  };
}

describe('inFlight', () => {
  test('runs no more than it may at a time, in order', async () => {
    const { log, work, end } = bench();
    const pieces = inFlight(2);
    await pieces.start(['a'], work('first'));
    await pieces.start(['b'], work('second'));
    const third = pieces.start(['c'], work('third'));
    expect(log).toEqual(['first starts', 'second starts']);
    end('second');
    await third;
    expect(log).toEqual(['first starts', 'second starts', 'second ends', 'third starts']);
    end('first');
    end('third');
    await pieces.drain();
    expect(log.slice(-2).toSorted()).toEqual(['first ends', 'third ends']);
  });

  test('pieces that share a key run one after the other though there is room', async () => {
    const { log, work, end } = bench();
    const pieces = inFlight(3);
    await pieces.start(['a', 'b'], work('first'));
    const second = pieces.start(['b', 'c'], work('second'));
    expect(log).toEqual(['first starts']);
    end('first');
    await second;
    expect(log).toEqual(['first starts', 'first ends', 'second starts']);
    end('second');
    await pieces.drain();
  });

  test('a failure is thrown by the next call and nothing more is started', async () => {
    const { log, work, fail, end } = bench();
    const pieces = inFlight(2);
    await pieces.start(['a'], work('first'));
    await pieces.start(['b'], work('second'));
    fail('first', new Error('no space'));
    await expect(pieces.start(['c'], work('third'))).rejects.toThrow('no space');
    end('second');
    await pieces.settle();
    await expect(pieces.drain()).rejects.toThrow('no space');
    expect(log).not.toContain('third starts');
  });
});
