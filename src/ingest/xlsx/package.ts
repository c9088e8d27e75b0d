/**
 * The ZIP archive that a workbook is. Parts are unpacked as streams, and no part may unpack to more than a workbook
 * has: the archive says how large each is, and yauzl holds it to that.
 */
import { fromFdPromise, type Entry, type ZipFile } from 'yauzl';
import type { Readable } from 'node:stream';
import { GiveUpError } from '../../domain/errors.js';
import type { SeekableFile } from '../input/seekable.js';
import { MAX_WORKBOOK_PART_BYTES } from '../limits.js';

/** Workbooks have some dozens of parts; pictures and comments make it hundreds. */
const MAX_PARTS = 50_000;
/** What is read whole: lists of sheets and styles. */
const MAX_SMALL_PART = 16 * 1024 * 1024;

/** What else is a ZIP archive, by a part that it has. */
const OTHERS: readonly (readonly [RegExp, string])[] = [
  [/^word\//, 'a Word document (.docx): save the table in it as .xlsx or CSV'],
  [/^ppt\//, 'a PowerPoint presentation (.pptx): save the table in it as .xlsx or CSV'],
  [/^xl\/workbook\.bin$/, 'a binary Excel workbook (.xlsb): save it as .xlsx or CSV'],
  [/^Index\/.*\.iwa$|^Index\.zip$/, 'an Apple Numbers document: export it as Excel or CSV'],
  [/^content\.xml$/, 'an OpenDocument file (.ods, .odt): save it as .xlsx or CSV'],
];

export interface Package {
  has(part: string): boolean;
  /** Unpacked bytes; the reader may stop early. */
  stream(part: string): Promise<Readable>;
  /** Text of a small part; empty where it is missing. */
  text(part: string): Promise<string>;
}

/** @throws GiveUpError `file-damaged`; `format-mismatch` for another kind of archive, by its name. */
export async function openPackage(file: SeekableFile): Promise<Package> {
  const zip = await orDamaged(() => fromFdPromise(file.handle.fd, { autoClose: false, lazyEntries: true }));
  const entries = new Map<string, Entry>();
  await orDamaged(async () => {
    for await (const entry of zip.eachEntry()) {
      entries.set(entry.fileName.replace(/^\//, '').toLowerCase(), entry);
      if (entries.size > MAX_PARTS) throw new Error('too many parts');
    }
  });
  const names = [...entries.values()].map((entry) => entry.fileName);
  if (!names.some((name) => /(^|\/)workbook[^/]*\.xml$/i.test(name))) {
    const what = OTHERS.find(([part]) => names.some((name) => part.test(name)))?.[1];
    const zipped = 'a ZIP archive without an Excel workbook: unpack it and name the files in it';
    throw new GiveUpError('format-mismatch', `this is ${what ?? zipped}`);
  }
  const stream = (part: string, max: number): Promise<Readable> =>
    openPart(zip, entries.get(part.toLowerCase()), max);
  return {
    has: (part) => entries.has(part.toLowerCase()),
    stream: (part) => stream(part, MAX_WORKBOOK_PART_BYTES),
    async text(part) {
      if (!entries.has(part.toLowerCase())) return '';
      const chunks: Buffer[] = [];
      for await (const chunk of await stream(part, MAX_SMALL_PART)) chunks.push(chunk as Buffer);
      return Buffer.concat(chunks).toString('utf8');
    },
  };
}

async function openPart(zip: ZipFile, entry: Entry | undefined, max: number): Promise<Readable> {
  if (entry === undefined) throw new GiveUpError('file-damaged', 'a workbook that lacks a sheet it names');
  if (entry.uncompressedSize > max) {
    const size = `${Math.ceil(entry.uncompressedSize / 1024 ** 2)} MB`;
    throw new GiveUpError(
      'file-damaged',
      `${entry.fileName} in it unpacks to ${size}, at most ${max / 1024 ** 2} MB are read: is it a real workbook? Save it as CSV`,
    );
  }
  return orDamaged(() => zip.openReadStreamPromise(entry));
}

/** @throws GiveUpError `file-damaged` in place of what a broken archive makes its reader say. */
export async function orDamaged<T>(step: () => Promise<T>): Promise<T> {
  try {
    return await step();
  } catch (error) {
    throw damaged(error);
  }
}

/** The same error for a person, who needs to know that the file is at fault. */
export function damaged(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof GiveUpError) return error;
  return new GiveUpError(
    'file-damaged',
    `a workbook that is cut off or broken (${error.message}): copy or save it again`,
    { cause: error },
  );
}
