import cliProgress from 'cli-progress';
import type { RunProgress } from '../db/run-progress.js';
import { formatBytes, formatCount, plural } from '../report/format.js';
import type { Io } from './io.js';

/** Where no bar can move (a log, a pipe), a line this often: enough to see life, little enough to scroll past. */
const LINE_EVERY_MS = 5000;

/** One thing that is counted up to a whole. */
interface Track {
  name: string;
  part: number;
  whole: number;
  text: string;
}

export interface Progress {
  update(tracks: readonly Track[]): void;
  /** Writes a line without tearing the bars apart. */
  print(line: string): void;
  /** Leaves the last state on the screen. Safe to call twice. */
  stop(): void;
}

/** Shows how far work is, on stderr: moving bars on a terminal, else a line every few seconds. */
export function createProgress(io: Io, now: () => number = Date.now): Progress {
  return io.stderr.isTTY === true && io.env['TERM'] !== 'dumb' ? bars(io) : lines(io, now);
}

function lines(io: Io, now: () => number): Progress {
  let next = now() + LINE_EVERY_MS;
  return {
    update: (tracks) => {
      if (now() < next) return;
      next = now() + LINE_EVERY_MS;
      io.stderr.write(`${tracks.map((track) => `${track.name} ${track.text}`).join('; ')}\n`);
    },
    print: (line) => void io.stderr.write(line),
    stop: () => undefined,
  };
}

function bars(io: Io): Progress {
  const multi = new cliProgress.MultiBar({
    stream: io.stderr,
    format: '{name} {bar} {percentage}%  {text}',
    barCompleteChar: '█',
    barIncompleteChar: '░',
    barsize: 20,
    hideCursor: true,
    // Last states stay on the screen; `stop` draws them once more.
    clearOnComplete: false,
    fps: 8,
  });
  const shown = new Map<string, cliProgress.SingleBar>();
  let running = true;
  return {
    update: (tracks) => {
      if (!running) return;
      const longest = Math.max(...tracks.map((track) => track.name.length));
      for (const { name, part, whole, text } of tracks) {
        const payload = { name: name.padEnd(longest), text };
        const bar = shown.get(name) ?? multi.create(Math.max(whole, 1), 0, payload);
        shown.set(name, bar);
        bar.setTotal(Math.max(whole, 1));
        bar.update(part, payload);
      }
    },
    print: (line) => multi.log(line),
    stop: () => {
      if (running) multi.stop();
      running = false;
    },
  };
}

/**
 * The two tracks of a run: what is read and what is classified.
 * @param elapsedMs since the run began, for the rate.
 */
export function tracksOf(progress: RunProgress, elapsedMs: number): Track[] {
  const { sourcesDone, sourcesTotal, bytes, found, skipped, classified, pending, failed } = progress;
  const known = classified + pending + failed;
  const nothingNew = known === 0 && sourcesDone >= sourcesTotal;
  const lost = skipped > 0 ? `, ${formatCount(skipped)} unusable` : '';
  const rate = formatCount(Math.round(classified / Math.max(0.001, elapsedMs / 1000)));
  return [
    {
      name: 'read',
      ...readShare(progress),
      text: `${sourcesDone}/${plural(sourcesTotal, 'source')}, ${formatBytes(bytes)}, ${plural(found, 'posting')}${lost}`,
    },
    {
      name: 'classified',
      part: nothingNew ? 1 : classified + failed,
      whole: nothingNew ? 1 : known,
      text: `${formatCount(classified)} of ${formatCount(known)}${failed > 0 ? `, ${formatCount(failed)} failed` : ''}, ${rate}/s`,
    },
  ];
}

/** Sources, and of a single one its bytes: the sizes of sources that still wait are not known. */
function readShare({ sourcesDone, sourcesTotal, bytes, totalBytes }: RunProgress): {
  part: number;
  whole: number;
} {
  if (sourcesDone >= sourcesTotal) return { part: 1, whole: 1 };
  if (sourcesTotal > 1 || totalBytes === null || totalBytes === 0)
    return { part: sourcesDone, whole: sourcesTotal };
  return { part: Math.min(bytes, totalBytes), whole: totalBytes };
}
