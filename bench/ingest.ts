/**
 * Reading speed and peak memory, file -> postings, against a plain reader and a bare parser of the same bytes.
 *
 *   npm run bench:ingest -- [--ndjson=1024] [--csv=1024] [--xml=300] [--chars=4000] [--folder=DIR]
 *
 * Sizes in MB; 0 leaves a format out. The files are made in a temporary folder and removed. Each reader runs in a
 * process of its own, whose peak memory is what the system says it was, Node and the TypeScript loader included; what is
 * measured is the built program. Ratios are of CPU time, which other work on the machine disturbs less.
 */
import { execFile } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import type { ReaderName, Reading } from './ingest-reader.js';
import { makePostings, type MadePosting } from './postings.js';

const READER = fileURLToPath(new URL('ingest-reader.ts', import.meta.url));
const READERS: readonly ReaderName[] = ['bytes', 'parser', 'rolemill'];
/** Different texts; beyond them only ids differ, or making the file would take longer than reading it. */
const DIFFERENT = 2000;
const MB = 1024 * 1024;
/** What `docs/architecture.md` promises, whatever the size of the file. */
const MOST_MEMORY_MB = 400;

const say = (line: string): void => void process.stdout.write(`${line}\n`);

const FORMATS: Readonly<
  Record<string, { head: string; record: (posting: MadePosting) => string; tail: string }>
> = {
  ndjson: { head: '', record: (posting) => `${JSON.stringify(posting)}\n`, tail: '' },
  csv: {
    head: 'id,title,company,location,url,description\n',
    record: (posting) => `${Object.values(posting).map(quoted).join(',')}\n`,
    tail: '',
  },
  xml: {
    head: '<?xml version="1.0" encoding="utf-8"?>\n<source><publisher>Example</publisher>\n',
    record: ({ id, title, company, location, url, description }) =>
      `<job><title><![CDATA[${title}]]></title><date><![CDATA[Sun, 01 Mar 2026 10:00:00 GMT]]></date>` +
      `<referencenumber><![CDATA[${id}]]></referencenumber><url><![CDATA[${url}]]></url>` +
      `<company><![CDATA[${company}]]></company><city><![CDATA[${location}]]></city>` +
      `<description><![CDATA[<p>${description.replaceAll('\n', '</p><p>')}</p>]]></description></job>\n`,
    tail: '</source>\n',
  },
};

const quoted = (text: string): string => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

async function main(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      ndjson: { type: 'string', default: '1024' },
      csv: { type: 'string', default: '1024' },
      xml: { type: 'string', default: '300' },
      chars: { type: 'string', default: '4000' },
      folder: { type: 'string', default: tmpdir() },
    },
  });
  const folder = await mkdtemp(join(values.folder, 'rolemill-bench-'));
  const texts = [...makePostings(DIFFERENT, { seed: 1, chars: Number(values.chars) })];
  say(
    `${cpus().length} x ${cpus()[0]?.model ?? 'unknown CPU'}, Node ${process.versions.node}, load ${loadavg()[0]?.toFixed(1)}`,
  );
  try {
    for (const format of ['ndjson', 'csv', 'xml'] as const) {
      const size = Number(values[format]) * MB;
      if (size === 0) continue;
      const file = join(folder, `postings.${format}`);
      const count = await write(file, format, texts, size);
      await measure(file, format, count);
      await rm(file);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function write(file: string, format: string, texts: MadePosting[], size: number): Promise<number> {
  const { head, record, tail } = FORMATS[format] ?? { head: '', record: () => '', tail: '' };
  let count = 0;
  function* parts(): Generator<string> {
    yield head;
    for (let bytes = 0; bytes < size; count++) {
      const text = texts[count % texts.length];
      if (text === undefined) return;
      const part = record({ ...text, id: `made-${count}`, url: `https://jobs.example/${count}` });
      bytes += Buffer.byteLength(part);
      yield part;
    }
    yield tail;
  }
  await pipeline(Readable.from(parts()), createWriteStream(file));
  return count;
}

async function measure(file: string, format: string, count: number): Promise<void> {
  const speeds = new Map<ReaderName, number>();
  for (const reader of READERS) {
    const { stdout } = await promisify(execFile)(process.execPath, [
      '--import',
      'tsx',
      READER,
      reader,
      format,
      file,
    ]);
    const reading = JSON.parse(stdout) as Reading;
    if (reader !== 'bytes' && reading.records !== count)
      throw new Error(`${format}: ${reader} found ${reading.records} of ${count} records`);
    const speed = reading.bytes / MB / reading.seconds;
    const perCpu = reading.bytes / MB / reading.cpuSeconds;
    speeds.set(reader, perCpu);
    const size = `${(reading.bytes / MB).toFixed(0)} MB`;
    const share = (of: ReaderName): string => ((perCpu / (speeds.get(of) ?? Number.NaN)) * 100).toFixed(1);
    const ratios =
      reader === 'rolemill' ? `, ${share('bytes')} % of bytes, ${share('parser')} % of parser` : '';
    say(
      `${format} ${size}, ${reader}: ${perCpu.toFixed(1)} MB per CPU second, ${speed.toFixed(1)} MB/s, peak ${reading.peakMb.toFixed(0)} MB${ratios}`,
    );
    if (reader === 'rolemill' && reading.peakMb > MOST_MEMORY_MB) {
      say(`${format}: more than ${MOST_MEMORY_MB} MB of memory`);
      process.exitCode = 1;
    }
  }
}

await main(process.argv.slice(2));
