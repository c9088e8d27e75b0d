import type { Database } from '../db/database.js';
import type { PostingFilter } from '../db/filter.js';
import { RolemillError } from '../domain/errors.js';
import { toClassifiedPosting } from '../domain/verdict.js';
import { diffExample, wantedExamples, type DiffExample, type Wanted } from '../report/diff-examples.js';
import { formatCount, plural } from '../report/format.js';
import { DiffTally } from '../report/verdict-diff.js';
import { checkedFilter } from './checked-filter.js';
import type { Context } from './context.js';
import { EXIT, type ExitCode } from './exit-codes.js';
import { onInterrupt } from './interrupt.js';
import { widthOf, write } from './io.js';
import { printJson } from './print.js';
import { createProgress } from './progress.js';

export interface DiffOptions {
  /** At most so many postings, the last seen for the first time first; null for all. */
  limit: number | null;
  /** Changes of each kind. */
  top: number;
  /** Postings shown of each kind of change. */
  examples: number;
  json: boolean;
}

/** `rolemill reclassify --diff`: what the present rules would change in stored verdicts. Writes nothing. */
export async function reclassifyDiff(
  ctx: Context,
  asked: PostingFilter,
  options: DiffOptions,
): Promise<ExitCode> {
  const filter = await checkedFilter(ctx, asked);
  const db = await ctx.database();
  const { tally, total } = await compareStored(ctx, db, filter, options);
  const diff = tally.result(options.top);
  if (total === 0)
    ctx.note('No posting with a verdict fits. `rolemill status` shows what is stored and waiting.');
  const examples = await readExamples(ctx, db, wantedExamples(diff, options.examples), tally);
  const { version } = await ctx.taxonomy();
  const partial = diff.postings < total;
  if (options.json)
    await printJson(ctx.io.stdout, { taxonomy: version, partial, of: total, ...diff, examples });
  else if (diff.postings > 0) {
    const { renderDiff } = await import('../report/diff-terminal.js');
    await write(ctx.io.stdout, renderDiff(diff, examples, version, widthOf(ctx.io)));
  }
  if (!partial) return EXIT.ok;
  ctx.io.stderr.write(
    `Stopped: this is of ${formatCount(diff.postings)} of ${plural(total, 'posting')} only.\n`,
  );
  return EXIT.interrupted;
}

/** Reads and classifies until the end or Ctrl-C. @returns how many there are to compare, and what was seen of them. */
async function compareStored(
  ctx: Context,
  db: Database,
  filter: PostingFilter,
  { limit }: DiffOptions,
): Promise<{ tally: DiffTally; total: number }> {
  const [{ eachVerdict }, { classify }] = await Promise.all([
    import('../db/read-verdicts.js'),
    import('../classify/classify.js'),
  ]);
  const rules = await ctx.taxonomy();
  const tally = new DiffTally();
  const interrupt = onInterrupt(ctx.io);
  const progress = createProgress(ctx.io);
  const stopped = new RolemillError('cancelled', 'stopped');
  let total = 0;
  let done = 0;
  try {
    await eachVerdict(db, filter, limit, async (judged, all) => {
      total = all;
      if (interrupt.signal.aborted) throw stopped;
      for (const { posting, verdict } of judged) {
        const now = classify(posting, rules, { evidence: false });
        tally.add(verdict, toClassifiedPosting(posting, now, { evidence: false }));
      }
      done += judged.length;
      const text = `${formatCount(done)} of ${plural(total, 'posting')}`;
      progress.update([{ name: 'compared', part: done, whole: total, text }]);
    });
  } catch (error) {
    if (error !== stopped) throw error;
  } finally {
    progress.stop();
    interrupt.dispose();
  }
  return { tally, total };
}

/** Of the most frequent changes a posting each, with what was said of it then and what is said now. */
async function readExamples(
  ctx: Context,
  db: Database,
  wanted: readonly Wanted[],
  tally: DiffTally,
): Promise<DiffExample[]> {
  if (wanted.length === 0) return [];
  const [{ readJudged }, { classify }] = await Promise.all([
    import('../db/read-verdicts.js'),
    import('../classify/classify.js'),
  ]);
  const rules = await ctx.taxonomy();
  const keys = [...new Set(wanted.map(({ id }) => id))].flatMap((id) => {
    const taxonomy = tally.versionOf(id);
    return taxonomy === null ? [] : [{ id, taxonomy }];
  });
  const judged = new Map(
    (await readJudged(db.orm, keys, { evidence: true })).map((one) => [one.posting.id, one]),
  );
  return wanted.flatMap((one) => {
    const found = judged.get(one.id);
    if (found === undefined) return [];
    const now = classify(found.posting, rules);
    const after = toClassifiedPosting(found.posting, now, { evidence: true });
    return [diffExample(one, found.verdict, after)];
  });
}
