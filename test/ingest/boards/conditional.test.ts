/** Boards in several parts, read again: what is unchanged costs an answer without a body. */
import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import type { AnswerMemory, Answered } from '../../../src/ingest/http/answer-memory.js';
import { readAll, serve, urlSpec } from '../support.js';

const LIST = '/v1/companies/brightloom/postings';
const entry = (id: number) => ({
  id: `74399967167480${id}`,
  name: `Weaver ${id}`,
  releasedDate: '2026-05-01T00:00:00Z',
  company: { identifier: 'brightloom', name: 'Brightloom' },
});
const text = (words: string) => ({ jobAd: { sections: { jobDescription: { title: 'Job', text: words } } } });

/** A board of a list and details, each with its version; what was sent whole, and what only confirmed. */
async function board(versions: boolean) {
  const answers = new Map<string, unknown>();
  const set = (ids: number[], words = 'You weave.'): void => {
    answers.clear();
    answers.set(LIST, { offset: 0, limit: 100, totalFound: ids.length, content: ids.map(entry) });
    for (const id of ids) answers.set(`${LIST}/${entry(id).id}`, { ...entry(id), ...text(words) });
  };
  const sent = { whole: 0, confirmed: 0 };
  const { origin } = await serve((request, response) => {
    const body = JSON.stringify(answers.get((request.url ?? '').replace(/\?.*/, '')) ?? null);
    const etag = `"${createHash('md5').update(body).digest('hex')}"`;
    if (versions && request.headers['if-none-match'] === etag) {
      sent.confirmed++;
      response.writeHead(304, { etag }).end();
      return;
    }
    sent.whole++;
    response.writeHead(200, { 'content-type': 'application/json', ...(versions ? { etag } : {}) }).end(body);
  });
  const kept = new Map<string, Answered>();
  const answersKept: AnswerMemory = {
    recall: async (url) => kept.get(url) ?? null,
    keep: async (url, answered) => void kept.set(url, answered),
  };
  const read = async () => {
    Object.assign(sent, { whole: 0, confirmed: 0 });
    const out = await readAll(urlSpec(`${origin}${LIST}`), { answers: answersKept });
    expect(out).toMatchObject({ failed: null, issues: [], complete: true });
    return { ...sent, kept: kept.size, texts: out.postings.map((p) => `${p.title}: ${p.description}`) };
  };
  return { set, read };
}

const texts = (ids: number[], words = 'You weave.') => ids.map((id) => `Weaver ${id}: Job\n\n${words}`);

it('an unchanged board is confirmed, part by part, and reads as before', async () => {
  const { set, read } = await board(true);
  set([1, 2]);
  expect(await read()).toEqual({ whole: 3, confirmed: 0, kept: 3, texts: texts([1, 2]) });
  expect(await read()).toEqual({ whole: 0, confirmed: 3, kept: 3, texts: texts([1, 2]) });
});

it('a text that changed without the list is seen, and a list that changed asks only for what is new', async () => {
  const { set, read } = await board(true);
  set([1, 2]);
  await read();
  set([1, 2], 'You dye.');
  expect(await read()).toMatchObject({ whole: 2, confirmed: 1, texts: texts([1, 2], 'You dye.') });
  set([2, 3], 'You dye.');
  expect(await read()).toMatchObject({ whole: 2, confirmed: 1, texts: texts([2, 3], 'You dye.') });
});

it('what has no version is asked for as new, and not kept', async () => {
  const { set, read } = await board(false);
  set([1]);
  await read();
  expect(await read()).toMatchObject({ whole: 2, confirmed: 0, kept: 0 });
});
