import { defineConfig } from 'vitest/config';
import LongestFirst from './test/support/longest-first.js';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/global-setup.ts'],
    // One for each core: most tests wait for a database or a process half of the time.
    maxWorkers: '100%',
    // A worker keeps what it has loaded: with a world of its own for each file, half of the run went into reading the
    // same sources and compiling the same rules again. So no file may leave anything changed behind it.
    isolate: false,
    sequence: { sequencer: LongestFirst },
    reporters: ['default', './test/support/services-reporter.ts'],
    // Not a measure of anything: only so that a hung test ends. A busy machine must not fail the run.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 30_000 } },
  },
});
