/** Excel workbooks: every sheet whose head names what a posting has, row by row. */
import type { SeekableFile } from '../input/seekable.js';
import type { Item, ParseContext } from '../sources/item.js';
import type { FieldMap } from '../source-spec.js';
import { guessedHead, namedHead, type TableHead } from '../tables/head.js';
import type { OpenTable } from '../tables/open-table.js';
import { checkedHead, rowItem } from '../tables/rows.js';
import { dateStyles, epochDaysOf, sharedTexts, type CellMeaning } from './cells.js';
import { damaged, openPackage, orDamaged, type Package } from './package.js';
import { sheetRows, type Cell, type SheetRow } from './sheet.js';
import { elements } from './xml.js';

/** Rows that are looked at to find the head. */
const SAMPLE_ROWS = 50;

interface Sheet {
  name: string;
  part: string;
  hidden: boolean;
}

interface SampledSheet extends Sheet {
  sample: string[][];
  head: TableHead | null;
}

/** @throws GiveUpError `file-damaged`, `format-mismatch`, `no-postings-found`, `usage`. */
export async function openXlsx(file: SeekableFile, ctx: ParseContext): Promise<OpenTable> {
  const pack = await openPackage(file);
  return orDamaged(async () => {
    const { sheets, meaning } = await readWorkbook(pack);
    const sampled: SampledSheet[] = [];
    for (const sheet of sheets.filter(({ hidden }) => !hidden)) {
      const sample = await sampleOf(pack, sheet, meaning);
      if (sample.length > 0) sampled.push({ ...sheet, sample, head: namedHead(sample, ctx.map) });
    }
    const chosen = choose(sampled, ctx.map);
    const left = sheets.filter(({ name }) => !chosen.some((sheet) => sheet.name === name));
    const notes = [
      ...chosen.map(({ head }) => head?.note ?? ''),
      left.length === 0
        ? ''
        : `sheets left out: ${left.map(({ name, hidden }) => name + (hidden ? ' (hidden)' : '')).join(', ')}`,
    ];
    const heads = chosen.map((sheet) => ({
      ...sheet,
      head: checkedHead(sheet, ctx.map, `sheet ${sheet.name}`),
    }));
    return {
      note: notes.filter((note) => note !== '').join('; '),
      items: readSheets(pack, heads, meaning),
      bytesRead: () => file.size,
    };
  });
}

/** The sheets with a posting's columns: the best, and those with at least half as many. Else what may be told by its cells. */
function choose(sheets: SampledSheet[], map: FieldMap | null): SampledSheet[] {
  const best = Math.max(0, ...sheets.map(({ head }) => head?.score ?? 0));
  if (best > 0) return sheets.filter(({ head }) => head !== null && head.score * 2 >= best);
  const guessed = sheets.map((sheet) => ({ ...sheet, head: guessedHead(sheet.sample, map) }));
  const told = guessed.filter(({ head }) => head !== null).slice(0, 1);
  return told.length > 0
    ? told
    : [sheets[0] ?? { name: '', part: '', hidden: false, sample: [], head: null }];
}

async function readWorkbook(pack: Package): Promise<{ sheets: Sheet[]; meaning: CellMeaning }> {
  const root = elements(await pack.text('_rels/.rels')).find(({ attributes }) =>
    attributes['Type']?.endsWith('/officeDocument'),
  );
  const workbook = resolvePart('', root?.attributes['Target'] ?? 'xl/workbook.xml');
  const [folder, name] = [workbook.slice(0, workbook.lastIndexOf('/') + 1), workbook.split('/').at(-1)];
  const relations = new Map<string, string>();
  let [texts, styles] = [`${folder}sharedStrings.xml`, `${folder}styles.xml`];
  for (const { attributes } of elements(await pack.text(`${folder}_rels/${name}.rels`))) {
    const part = resolvePart(folder, attributes['Target'] ?? '');
    relations.set(attributes['Id'] ?? '', part);
    if (attributes['Type']?.endsWith('/sharedStrings')) texts = part;
    if (attributes['Type']?.endsWith('/styles')) styles = part;
  }
  const parts = elements(await pack.text(workbook));
  const sheets = parts
    .filter((element) => element.name === 'sheet')
    .map(({ attributes }) => ({
      name: attributes['name'] ?? '',
      part: relations.get(attributes['r:id'] ?? idOf(attributes)) ?? '',
      hidden: /hidden/i.test(attributes['state'] ?? ''),
    }))
    // Charts and macros have sheets without cells.
    .filter(({ part }) => pack.has(part) && !/(chart|macro|dialog)sheets?\//i.test(part));
  const properties = parts.find((element) => element.name === 'workbookPr');
  return {
    sheets,
    meaning: {
      texts: await sharedTexts(pack, texts),
      isDate: await dateStyles(pack, styles),
      epochDays: epochDaysOf(properties?.attributes['date1904']),
    },
  };
}

/** The relation's id under whatever prefix the exporter gave its namespace. */
function idOf(attributes: Record<string, string>): string {
  return Object.entries(attributes).find(([name]) => name.endsWith(':id'))?.[1] ?? '';
}

function resolvePart(folder: string, target: string): string {
  return new URL(target, `zip:///${folder}`).pathname.replace(/^\/+/, '');
}

async function sampleOf(pack: Package, sheet: Sheet, meaning: CellMeaning): Promise<string[][]> {
  const sample: string[][] = [];
  for await (const { cells } of sheetRows(pack, sheet.part, meaning)) {
    sample.push(cells.map((cell) => (cell === null ? '' : String(cell))));
    if (sample.length >= SAMPLE_ROWS) break;
  }
  const width = Math.max(0, ...sample.map((cells) => cells.length));
  return sample.map((cells) => padded(cells, width, ''));
}

async function* readSheets(
  pack: Package,
  sheets: (Sheet & { head: TableHead })[],
  meaning: CellMeaning,
): AsyncGenerator<Item> {
  for (const { name, part, head } of sheets) {
    let number = 0;
    try {
      for await (const row of sheetRows(pack, part, meaning)) {
        if (++number > head.skip)
          yield withLink(rowItem(row.cells, head, 'xlsx', `${name}, row ${row.number}`), row);
      }
    } catch (error) {
      throw damaged(error);
    }
  }
}

/** A cell "Apply" that a formula links to the posting's page. */
function withLink(item: Item, { link }: SheetRow): Item {
  if (item.type !== 'raw' || link === null || /^https?:/i.test(item.raw.url ?? '')) return item;
  return { ...item, raw: { ...item.raw, url: link } };
}

function padded<T extends Cell>(cells: T[], width: number, fill: T): T[] {
  return cells.length >= width ? cells : [...cells, ...Array<T>(width - cells.length).fill(fill)];
}
