/** What stands in the store beside the market. */
import { classifyBatch } from '../../../src/db/classify-batch.js';
import type { Database } from '../../../src/db/database.js';
import { finishRun, listRuns } from '../../../src/db/runs.js';
import { makePosting } from '../../support/postings.js';
import { storePostings } from '../../support/store.js';
import type { Store } from './servers.js';

/** Texts that break pages which are not made with care, and ids of the postings that have them. */
export interface Strange {
  script: { id: string; title: string };
  long: { id: string; company: string };
  rightToLeft: { id: string; title: string };
}

const TITLES = {
  script: '<script>alert("title")</script> Backend Developer',
  rightToLeft: 'مهندس برمجيات أول – تطوير الأنظمة',
};
/** 500 characters without a place to break. */
const COMPANY = 'Longwinded'.repeat(50);

export async function storeStrange(store: Store): Promise<Strange> {
  const description =
    'Requirements:\n\n- Java\n- <b>Kubernetes</b> & Docker\n\nYou bring 5+ years of experience.';
  const postedAt = '2026-06-01T08:00:00Z';
  const made = {
    script: makePosting('script', { title: TITLES.script, description, postedAt }),
    long: makePosting('long', { company: COMPANY, description, postedAt }),
    rightToLeft: makePosting('rtl', {
      title: TITLES.rightToLeft,
      description: 'نبحث عن مهندس يعرف Java و Kubernetes.',
      company: 'شركة المثال',
      postedAt,
    }),
  };
  await storePostings(store.db, Object.values(made));
  await classifyBatch(
    store.db,
    Object.values(made).map(({ id }) => id),
    store.context.decide,
  );
  return {
    script: { id: made.script.id, title: TITLES.script },
    long: { id: made.long.id, company: COMPANY },
    rightToLeft: { id: made.rightToLeft.id, title: TITLES.rightToLeft },
  };
}

/** Ends what the helpers of tests leave open, so that no page takes a run for one under way. */
export async function finishEveryRun(db: Database): Promise<void> {
  for (const { id } of await listRuns(db, { limit: 100 })) await finishRun(db, id, { status: 'done' });
}
