import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import { parseGold, type GoldPosting } from '../classify/gold.js';
import { GiveUpError, messageOf } from '../domain/errors.js';

/**
 * The labelled postings of a file, one a line (also .gz), with the text that `classify FILE` would read: mark-up is
 * gone. Faulty lines go to `onFault` with their number and the reading goes on.
 * @throws GiveUpError `file-unreadable`
 */
export async function* readGold(
  file: string,
  onFault: (line: number, fault: string) => void,
): AsyncGenerator<GoldPosting> {
  // Loaded late: the commands that only name this one do not pay for the reader of mark-up.
  const { readText } = await import('../ingest/normalise.js');
  for await (const { line, number } of linesOf(file)) {
    const gold = parseGold(line);
    if ('fault' in gold) onFault(number, gold.fault);
    else yield { ...gold, ...readText(gold) };
  }
}

/** The lines of a file (also .gz) that hold something, with their numbers. */
export async function* linesOf(file: string): AsyncGenerator<{ line: string; number: number }> {
  const bytes = createReadStream(file);
  const input = file.endsWith('.gz') ? bytes.pipe(createGunzip()) : bytes;
  // `pipe` passes no errors on; without this a missing file would end the process.
  bytes.on('error', (error) => input.destroy(error));
  let number = 0;
  try {
    for await (const line of createInterface({ input, crlfDelay: Infinity })) {
      number += 1;
      if (line.trim() !== '') yield { line, number };
    }
    if (bytes.errored !== null) throw bytes.errored;
  } catch (cause) {
    throw new GiveUpError('file-unreadable', `cannot read ${file}: ${messageOf(cause)}`, { cause });
  }
}
