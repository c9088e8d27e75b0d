/** Figures that an assistant gets are those of the API, over a made-up market. */
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { App } from '../../src/server/app.js';
import { openApp } from '../server/stage.js';
import { describeEachDatabase } from '../support/backends.js';
import { storeMarket } from '../support/market.js';
import { connectTools } from './assistant.js';

/** A figure of the tool, the path of the API that has it, and the part of the answer. */
const SAME: [object, string, string][] = [
  [{ figure: 'roles-by-levels', top: 30 }, 'roles-by-levels?top=30', 'rolesByLevels'],
  [{ figure: 'skills', top: 30 }, 'skills?top=30', 'skills'],
  [{ figure: 'skill-pairs' }, 'skill-pairs?top=15', 'skillPairs'],
  [
    { figure: 'trend', parts: ['skill:java', 'role:data-engineer'] },
    'trend?of=skill%3Ajava&of=role%3Adata-engineer',
    'trend',
  ],
  [{ figure: 'movers', top: 5 }, 'movers?top=5', 'movers'],
  [{ figure: 'pay', top: 20 }, 'pay?top=20', 'pay'],
  [{ figure: 'years' }, 'years?top=15', 'years'],
  [{ figure: 'time-to-close' }, 'time-to-close?top=15', 'timeToClose'],
  [{ figure: 'shares', dimensions: ['family', 'country'] }, 'shares?by=family&by=country&top=15', 'shares'],
  [{ figure: 'compare', versus: { family: ['data'] } }, 'compare?versus=family%3Ddata&top=15', 'comparison'],
];

describeEachDatabase('figures for an assistant', (database) => {
  const client = new Client({ name: 'test', version: '0' });
  let app: App;
  beforeAll(async () => {
    await storeMarket(database(), 600);
    app = await openApp(database());
    await connectTools(client, database);
  });
  afterAll(async () => {
    await client.close();
    await app.close();
  });
  const ask = async (name: string, args: object): Promise<Record<string, unknown>> => {
    const answer = await client.callTool({ name, arguments: { ...args } });
    return JSON.parse((answer.content as { text: string }[])[0]?.text ?? '') as Record<string, unknown>;
  };
  const get = async (path: string): Promise<Record<string, unknown>> => (await app.inject(path)).json();

  it.each([{}, { country: ['DE', 'US'], since: '2025-06-01' }])('of %j', async (filter) => {
    const query = new URLSearchParams(
      Object.entries(filter).map(([name, value]): [string, string] => [name, String(value)]),
    );
    for (const [asked, path, part] of SAME) {
      const { basis, [(asked as { figure: string }).figure]: told } = await ask('get_figure', {
        ...asked,
        filter,
      });
      const api = await get(`/api/figures/${path}&${query.toString()}`);
      expect({ part, basis, told }).toEqual(rounded({ part, basis: api['basis'], told: api[part] }));
    }
  });

  it('the same postings, in the same order', async () => {
    const { rows, total } = await ask('search_postings', { filter: { skill: ['kafka'] }, limit: 25 });
    const api = await get('/api/postings?skill=kafka&limit=25');
    expect(total).toBeGreaterThan(25);
    expect({ total, rows }).toEqual(rounded({ total: api['total'], rows: api['rows'] }));
  });

  it('the same verdict, and its reasons', async () => {
    const [{ id } = { id: '' }] = (await get('/api/postings?skill=kafka&limit=1'))['rows'] as {
      id: string;
    }[];
    const api = (await get(`/api/postings/${id}`))['posting'] as { evidence: { used: boolean }[] };
    const { posting, leftOut } = await ask('explain_posting', { id });
    const evidence = api.evidence.toSorted((a, b) => Number(b.used) - Number(a.used));
    expect({ posting, leftOut }).toEqual(
      rounded({ posting: { ...api, evidence }, leftOut: { evidence: 0, copies: 0 } }),
    );
    expect(evidence.length).toBeGreaterThan(2);
  });
});

/** As the tools write numbers: six digits behind the point. */
function rounded(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (_key, part: unknown) =>
      typeof part === 'number' ? Math.round(part * 1e6) / 1e6 : part,
    ),
  );
}
