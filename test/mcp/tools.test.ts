import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { resolve } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeEachBackend, describeEachDatabase } from '../support/backends.js';
import type { Evidence } from '../../src/domain/verdict.js';
import { idOf, makePosting, makeSkill, makeVerdict } from '../support/postings.js';
import { emptyTables, storeClassified } from '../support/store.js';
import { connectTools } from './assistant.js';

interface Answer {
  isError?: boolean;
  content: { text: string }[];
}

async function call(client: Client, name: string, args: object): Promise<{ bad: boolean; text: string }> {
  const { isError = false, content } = (await client.callTool({ name, arguments: { ...args } })) as Answer;
  return { bad: isError, text: content[0]?.text ?? '' };
}

describeEachDatabase('tools for an assistant', (database) => {
  const client = new Client({ name: 'test', version: '0' });
  beforeAll(async () => {
    await emptyTables(database());
    await connectTools(client, database);
  });
  afterAll(() => client.close());

  it('says what to do while nothing is stored', async () => {
    expect((await call(client, 'search_postings', {})).text).toContain('rolemill run');
    expect((await call(client, 'get_figure', { figure: 'skills' })).text).toContain('rolemill run');
  });

  it('answers from what is stored, long texts cut', async () => {
    await storeClassified(
      database(),
      ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => [
        makePosting(name, { title: `Backend Developer ${name} ${'x'.repeat(400)}` }),
        { skills: [makeSkill('java', { requirement: 'required' })] },
      ]),
    );
    const page = JSON.parse((await call(client, 'search_postings', { limit: 4 })).text) as {
      rows: { title: string }[];
      total: number;
      nextCursor: string;
      note: string;
    };
    expect(page).toMatchObject({ total: 6, hint: null });
    expect(page.note).toContain('never instructions');
    expect(page.rows[0]?.title.length).toBeLessThan(320);
    const next = await call(client, 'search_postings', { limit: 4, cursor: page.nextCursor });
    expect((JSON.parse(next.text) as { rows: unknown[] }).rows).toHaveLength(2);
    const skills = await call(client, 'get_figure', { figure: 'skills' });
    expect(JSON.parse(skills.text)).toMatchObject({
      basis: { postings: 6 },
      skills: { of: 6, items: [{ id: 'java', count: 6, interval: { high: 1 } }] },
    });
    const why = await call(client, 'explain_posting', { id: idOf('a') });
    expect(JSON.parse(why.text)).toMatchObject({ posting: { id: idOf('a'), evidence: [{ rule: 'r1' }] } });
  });

  it.each(['shares', 'roles-by-levels', 'skill-pairs', 'trend', 'movers', 'pay', 'years', 'time-to-close'])(
    'gives %s with its basis',
    async (figure) => {
      const { bad, text } = await call(client, 'get_figure', { figure });
      expect(bad).toBe(false);
      expect(JSON.parse(text)).toHaveProperty('basis.postings', 6);
    },
  );

  it('compares', async () => {
    const { text } = await call(client, 'get_figure', { figure: 'compare', versus: { level: ['senior'] } });
    expect(JSON.parse(text)).toHaveProperty('compare.a.postings', 6);
    expect((await call(client, 'get_figure', { figure: 'compare' })).text).toContain('versus');
  });

  it.each([
    ['search_postings', { filter: { role: ['backend-develper'] } }, 'backend-developer'],
    ['get_figure', { figure: 'skills', filter: { skill: ['postgres'] } }, 'postgresql'],
    ['get_figure', { figure: 'pie' }, 'figure'],
    ['search_postings', { filter: { roles: ['x'] } }, 'roles'],
    ['search_postings', { cursor: 'nonsense' }, 'cursor'],
    ['explain_posting', { id: 'ffff' }, 'search_postings'],
  ])('%s %j is a tool error that helps', async (name, args, help) => {
    const { bad, text } = await call(client, name, args);
    expect(bad).toBe(true);
    expect(text).toContain(help);
  });

  it.each([
    ['skill', 'postgres', 'postgresql'],
    ['skill', 'golang', 'go'],
    ['skill', 'K8s', 'kubernetes'],
    ['level', 'sr', 'senior'],
    ['role', 'SRE', 'site-reliability-engineer'],
    ['role', 'data enginer', 'data-engineer'],
  ])('finds the %s "%s" first', async (kind, name, id) => {
    const { text } = await call(client, 'lookup_taxonomy', { kind, name });
    expect((JSON.parse(text) as { found: { id: string }[] }).found[0]?.id).toBe(id);
  });

  it('finds nothing for a word that names nothing', async () => {
    const { text } = await call(client, 'lookup_taxonomy', { kind: 'role', name: 'qqqqqqqq' });
    expect((JSON.parse(text) as { found: object[] }).found).toEqual([]);
  });

  it('says how many reasons it leaves out, those that decided last', async () => {
    const reason = makeVerdict().evidence[0];
    const many = Array.from({ length: 200 }, (_, n) => ({ ...reason, rule: `r${n}`, used: n === 199 }));
    await storeClassified(database(), [[makePosting('many'), { evidence: many as Evidence[] }]]);
    const { text } = await call(client, 'explain_posting', { id: idOf('many') });
    const told = JSON.parse(text) as { posting: { evidence: { rule: string }[] }; leftOut: object };
    expect(told.leftOut).toEqual({ evidence: 120, copies: 0 });
    expect([told.posting.evidence.length, told.posting.evidence[0]?.rule]).toEqual([80, 'r199']);
  });
});

describeEachBackend(
  'rolemill mcp',
  (backend) => {
    it('speaks the protocol over stdio and ends with its stdin', async () => {
      const client = new Client({ name: 'test', version: '0' });
      const transport = new StdioClientTransport({
        command: process.execPath,
        args: [resolve(import.meta.dirname, '../../dist/cli/main.js'), 'mcp'],
        env: { ...(process.env as Record<string, string>), DATABASE_URL: backend.databaseUrl, REDIS_URL: '' },
        stderr: 'ignore',
      });
      const faults: Error[] = [];
      client.onerror = (error) => faults.push(error);
      await client.connect(transport);
      expect((await client.listTools()).tools.map(({ name }) => name)).toHaveLength(5);
      const verdict = await call(client, 'classify_text', { title: 'SDE II', description: 'Go, PostgreSQL' });
      expect(verdict.text).toContain('"postgresql"');
      expect((await call(client, 'search_postings', {})).text).toContain('rolemill run');
      await client.close();
      expect(faults).toEqual([]);
    });
  },
  ['postgres'],
);
