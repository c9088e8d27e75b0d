import { describe, expect, it } from 'vitest';
import { codeOf, GiveUpError, RetryLaterError } from '../../../src/domain/errors.js';
import { boardClient } from '../../../src/ingest/http/board-client.js';
import { MAX_PAGES } from '../../../src/ingest/limits.js';
import type { BoardClient, BoardRequest, Walked } from '../../../src/ingest/sources/board.js';
import { listIn, recordsAt, walkPages, withDetails } from '../../../src/ingest/sources/board-walk.js';
import type { Json } from '../../../src/ingest/sources/item.js';
import { fetcher } from '../support.js';
import { json, serveBoard, status } from './support.js';

interface List {
  items: Json[];
  total?: number | null;
}

/** A client over a function, and what it was asked for. */
function scripted(answer: (url: string) => unknown): BoardClient & { asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    json: async ({ url }: BoardRequest) => {
      asked.push(url);
      const made = answer(url);
      if (made instanceof Error) throw made;
      return made;
    },
  };
}

const pages = (client: BoardClient, size = 2): AsyncGenerator<Walked> =>
  walkPages(
    client,
    (page, before) => ({ url: `${page}:${before}` }),
    (answer) => {
      const { items, total = null } = answer as List;
      return { records: items, total, more: items.length === size };
    },
  );

async function all(walk: AsyncIterable<Walked>): Promise<Walked[]> {
  const out: Walked[] = [];
  for await (const walked of walk) out.push(walked);
  return out;
}
const ids = (walked: Walked[]): unknown[] =>
  walked.map((one) => (one.type === 'record' ? one.record['id'] : one.code));
const item = (id: number): Json => ({ id });

describe('pages', () => {
  it('follow each other by what came before, until one is not full', async () => {
    const client = scripted((url) => ({ items: url === '1:2' ? [item(3)] : [item(1), item(2)] }));
    const out = await all(pages(client));
    expect(ids(out)).toEqual([1, 2, 3]);
    expect(client.asked).toEqual(['0:0', '1:2']);
    expect(out.map((one) => one.at)).toEqual(['item 1', 'item 2', 'item 3']);
  });

  it('a total of the first page holds where the others say 0', async () => {
    const client = scripted((url) =>
      url === '0:0' ? { items: [item(1), item(2)], total: 4 } : { items: [item(3), item(4)], total: 0 },
    );
    expect(ids(await all(pages(client)))).toEqual([1, 2, 3, 4]);
    expect(client.asked).toHaveLength(2);
  });

  it('a total is believed over the size of a page', async () => {
    const client = scripted((url) => ({ items: url === '0:0' ? [item(1)] : [item(2)], total: 2 }));
    expect(ids(await all(pages(client)))).toEqual([1, 2]);
  });

  it('a list that ends before its total was read in part, and says so', async () => {
    const client = scripted((url) => ({ items: url === '0:0' ? [item(1), item(2)] : [], total: 9 }));
    expect(ids(await all(pages(client)))).toEqual([1, 2, 'board-incomplete']);
  });

  it.each([
    ['is refused', new GiveUpError('http-status', '400')],
    ['holds no list', { message: 'too many requests' }],
  ])('a later page that %s ends the list, and says so', async (_, answer) => {
    const client = scripted((url) => (url === '1:2' ? answer : { items: [item(1), item(2)] }));
    const out = await all(
      walkPages(
        client,
        (page, before) => ({ url: `${page}:${before}` }),
        (answer) => {
          const records = listIn(answer, 'items');
          return { records, more: records?.length === 2 };
        },
      ),
    );
    expect(ids(out)).toEqual([1, 2, 'board-incomplete']);
    expect(client.asked).toHaveLength(2);
  });

  it('a first page that is refused is a fault of the whole', async () => {
    const refusal = new GiveUpError('http-status', '403');
    await expect(all(pages(scripted(() => refusal)))).rejects.toBe(refusal);
  });

  it('an empty board is no fault', async () => {
    expect(await all(pages(scripted(() => ({ items: [], total: 0 }))))).toEqual([]);
  });

  it('a board that turns in circles is left after one round', async () => {
    const start = scripted((url) => ({ items: url === '1:2' ? [item(3), item(4)] : [item(1), item(2)] }));
    expect(ids(await all(pages(start)))).toEqual([1, 2, 3, 4, 'board-incomplete']);
    const same = scripted(() => ({ items: [item(1), item(2)] }));
    expect(ids(await all(pages(same)))).toEqual([1, 2, 'board-incomplete']);
  });

  it('an endless board ends at the cap', async () => {
    let next = 0;
    const client = scripted(() => ({ items: [item(next++), item(next++)] }));
    const out = await all(pages(client));
    expect(client.asked).toHaveLength(MAX_PAGES);
    expect(ids(out).at(-1)).toBe('too-many-pages');
    expect(out).toHaveLength(2 * MAX_PAGES + 1);
  });

  it('are asked for as they are needed', async () => {
    const client = scripted(() => ({ items: [item(1), item(2)], total: 100 }));
    const walk = pages(client);
    await walk.next();
    await walk.return(undefined);
    expect(client.asked).toHaveLength(1);
  });

  it('a list may be anywhere, or nowhere', () => {
    expect(listIn([item(1), null, 'x'], '')).toEqual([item(1)]);
    expect(listIn({ data: { jobs: [item(1)] } }, 'data.jobs')).toEqual([item(1)]);
    for (const odd of [null, 'x', {}, { data: null }, { data: { jobs: 'none' } }])
      expect(listIn(odd, 'data.jobs')).toBeNull();
  });
});

describe('details', () => {
  const detailed = (client: BoardClient, count: number): Promise<Walked[]> =>
    all(
      withDetails(
        client,
        recordsAt(Array.from({ length: count }, (_, n) => item(n + 1))),
        (record) => ({ url: String(record['id']) }),
        (record, detail) => ({ ...record, ...detail }),
      ),
    );
  const notes = (walked: Walked[]): boolean[] =>
    walked.map((one) => one.type === 'record' && one.note !== null);
  const gone = (): Error => new GiveUpError('http-not-found', '404');

  it('are merged; one that is gone costs itself, however often', async () => {
    const client = scripted((url) => (Number(url) % 2 === 1 ? { text: url } : gone()));
    const out = await detailed(client, 9);
    expect(out[0]).toMatchObject({ record: { id: 1, text: '1' }, note: null });
    expect(out[1]).toMatchObject({ record: { id: 2 } });
    expect(notes(out)).toEqual([false, true, false, true, false, true, false, true, false]);
    expect(await detailed(scripted(gone), 9)).toHaveLength(9);
  });

  it('a board that refuses them is not asked for every one', async () => {
    const client = scripted(() => new GiveUpError('http-status', '403'));
    const out = await detailed(client, 50);
    expect(client.asked).toHaveLength(3);
    expect(ids(out)).toHaveLength(51);
    expect(notes(out.slice(0, 50)).every(Boolean)).toBe(true);
    // Said once on the run; no posting is lost for it, so the list is as whole as it was.
    expect(out[50]).toMatchObject({
      code: 'board-incomplete',
      lost: '',
      message: expect.stringContaining('50'),
    });
  });

  it('one that is out of order for good does not stop the rest', async () => {
    const client = scripted((url) =>
      url === '2' ? new RetryLaterError('http-status', '500') : { text: url },
    );
    const out = await detailed(client, 4);
    expect(notes(out)).toEqual([false, true, false, false, false]);
    expect(out[4]).toMatchObject({ code: 'board-incomplete', lost: '' });
  });

  it.each([
    ['several in a row', new RetryLaterError('http-status', '500'), 3],
    ['the board says when to come back', new RetryLaterError('http-status', '429', { retryAfterMs: 9e5 }), 1],
    ['stopped from outside', new RetryLaterError('cancelled', 'stopped'), 1],
  ])('puts the whole read off: %s', async (_, error, asked) => {
    const client = scripted(() => error);
    await expect(detailed(client, 9)).rejects.toBe(error);
    expect(client.asked).toHaveLength(asked);
  });

  it('issues and records without a detail pass through', async () => {
    const issue: Walked = { type: 'issue', at: null, code: 'board-incomplete', message: 'x' };
    const client = scripted(() => ({}));
    const out = await all(
      withDetails(
        client,
        [...recordsAt([item(1)]), issue],
        () => null,
        (record) => record,
      ),
    );
    expect(ids(out)).toEqual([1, 'board-incomplete']);
    expect(client.asked).toEqual([]);
  });
});

describe('patience', () => {
  const never = new AbortController().signal;

  it('waits as long as the board says, then goes on', async () => {
    let refusals = 2;
    const { origin, asked } = await serveBoard({});
    const busy = await serveBoard({ '/later': () => ({ ok: true }) });
    const waits: number[] = [];
    const real = fetcher();
    const client = boardClient(
      {
        ...real,
        get: async (url, options) => {
          if (refusals-- > 0) throw new RetryLaterError('http-status', '429', { retryAfterMs: 7000 });
          return real.get(url, options);
        },
      },
      never,
      { sleep: async (ms) => void waits.push(ms) },
    );
    expect(await client.json({ url: `${busy.origin}/later` })).toEqual({ ok: true });
    expect(waits).toEqual([7000, 7000]);
    expect(client.bytesRead()).toBeGreaterThan(0);
    await expect(client.json({ url: `${origin}/gone` })).rejects.toMatchObject({ code: 'http-not-found' });
    expect(asked).toEqual(['GET /gone']);
  });

  it.each([
    ['429 with Retry-After', status(429, { 'retry-after': '3' }), [3000, 3000, 3000]],
    ['503 without', status(503), [1000, 2000, 4000]],
    ['more than a minute', status(429, { 'retry-after': '90' }), []],
    ['404', status(404), []],
  ])('tries a few times: %s', async (_, answer, expected) => {
    const { origin, asked } = await serveBoard({ '/busy': answer });
    const waits: number[] = [];
    const client = boardClient(fetcher(), never, { sleep: async (ms) => void waits.push(ms) });
    await expect(client.json({ url: `${origin}/busy` })).rejects.toBeInstanceOf(Error);
    expect(waits).toEqual(expected);
    expect(asked).toHaveLength(expected.length + 1);
  });

  it('a stop during the wait ends it', async () => {
    const { origin, asked } = await serveBoard({ '/busy': status(503) });
    const stop = new AbortController();
    const client = boardClient(fetcher(), stop.signal, { sleep: async () => stop.abort() });
    const failure = await client.json({ url: `${origin}/busy` }).catch((error: unknown) => error);
    expect(codeOf(failure)).toBe('cancelled');
    expect(asked).toHaveLength(1);
  });

  it('posts what is to be posted, and says what is no JSON', async () => {
    const { origin } = await serveBoard({ '/list': (sent) => ({ sent }), '/odd': json(null) });
    const client = boardClient(fetcher(), never);
    expect(await client.json({ url: `${origin}/list`, body: { offset: 20 } })).toEqual({
      sent: { offset: 20 },
    });
    expect(await client.json({ url: `${origin}/odd` })).toBeNull();
  });
});
