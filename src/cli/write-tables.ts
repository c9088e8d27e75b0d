import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { UsageError } from '../domain/errors.js';
import { toCsv } from '../report/csv.js';
import type { FigureTable } from '../report/figure-tables.js';
import { plural } from '../report/format.js';
import type { Context } from './context.js';

/**
 * Writes `NAME.csv` of each table into a folder, which is made if need be; files of these names are replaced, others stay.
 * @throws UsageError when it cannot be written.
 */
export async function writeTables(
  ctx: Context,
  folder: string,
  tables: readonly FigureTable[],
): Promise<void> {
  const path = resolve(ctx.io.cwd, folder);
  try {
    await mkdir(path, { recursive: true });
    for (const { name, head, rows } of tables) await writeFile(join(path, `${name}.csv`), toCsv(head, rows));
  } catch (cause) {
    throw new UsageError(`--csv ${folder}: cannot be written there`, { cause });
  }
  ctx.note(
    `${plural(tables.length, 'file')} in ${folder}: ${tables.map(({ name }) => `${name}.csv`).join(', ')}`,
  );
}
