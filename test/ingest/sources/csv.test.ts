import { describe, expect, it } from 'vitest';
import { headProblem } from '../../../src/ingest/tables/head.js';
import { checkedHead } from '../../../src/ingest/tables/rows.js';
import { readText } from '../support.js';

describe('rows', () => {
  it.each([
    ['comma', ','],
    ['semicolon', ';'],
    ['tab', '\t'],
    ['bar', '|'],
    ['caret', '^'],
    ['two bars', '||'],
    ['tilde and bar', '~|~'],
    ['a control character, as Hive writes', '\u0001'],
  ])('%s', async (_name, d) => {
    const text = [
      ['Job Title', 'Company Name', 'City'],
      ['Cook', '"A, B; C | D\tE"', 'Ulm'],
    ].map((r) => r.join(d));
    const out = await readText('jobs.csv', text.join('\r\n'));
    expect(out.postings).toMatchObject([
      { title: 'Cook', company: 'A, B; C | D E', location: { city: 'Ulm' } },
    ]);
  });

  it('reports a wrong column count with its row and line and keeps the rest', async () => {
    const out = await readText(
      'jobs.csv',
      'id,title\n1,"Cook\nand more"\n2,Baker,extra\n3\n\n4,Butcher,,\n5,Host\n',
    );
    expect(out.postings.map((p) => p.title)).toEqual(['Cook and more', 'Butcher', 'Host']);
    expect(out.issues).toMatchObject([
      { at: 'row 2 (line 4)', code: 'wrong-column-count' },
      { at: 'row 3 (line 5)', code: 'wrong-column-count' },
    ]);
  });

  it('a quote that is never closed costs its row, not the rest of the file', async () => {
    const rest = Array.from({ length: 500 }, (_, i) => `${i},Baker ${i}`).join('\n');
    const out = await readText('jobs.csv', `id,title\n1,Cook\n2,"Host\n${rest}`);
    expect(out.issues).toMatchObject([{ at: 'line 3', code: 'invalid-record' }]);
    expect(out.postings).toHaveLength(501);
    expect(out.postings.at(-1)?.title).toBe('Baker 499');
  });

  it('quotes within: doubled, and loose ones in the middle of a field', async () => {
    const out = await readText('jobs.csv', 'title,company\n"The ""big"" cook",12" Records\nBaker,x\n');
    expect(out.postings.map((p) => [p.title, p.company])).toEqual([
      ['The "big" cook', '12" Records'],
      ['Baker', 'x'],
    ]);
  });

  it('a million-row habit: many rows in many reads, none lost or doubled', async () => {
    const rows = Array.from(
      { length: 30_000 },
      (_, i) => `${i},"Cook, ${i}","line one\nline ""two"" ${'é'.repeat(i % 7)}"`,
    );
    const out = await readText('jobs.csv', `id,title,description\n${rows.join('\n')}`);
    expect(out.postings.map((p) => Number(p.sourceId))).toEqual(rows.map((_, i) => i));
    expect(out.postings[29_999]?.title).toBe('Cook, 29999');
  });
});

describe('columns', () => {
  it.each([
    ['job_title,job_description', 'title'],
    ['Position,Employer', 'title'],
    ['jobTitle,organization', 'title'],
    ['Stellenbezeichnung;Arbeitgeber', 'title'],
    ['name,company', 'title'],
  ])('%s', async (header) => {
    const out = await readText('jobs.csv', `${header}\nCook${header.includes(';') ? ';' : ','}x\n`);
    expect(out.postings[0]?.title).toBe('Cook');
  });

  it('a sort number named position does not win over the title', async () => {
    const out = await readText('jobs.ndjson', '{"position": 243, "name": "Cook"}');
    expect(out.postings[0]?.title).toBe('Cook');
  });

  it('--map names the columns, and a column that is not there is named back', async () => {
    const csv = 'WAS;WO;TEXT\nKoch;Ulm;Kochen\n';
    const out = await readText('jobs.csv', csv, {
      map: { title: 'WAS', description: 'TEXT', location: 'WO' },
    });
    expect(out.postings).toMatchObject([{ title: 'Koch', description: 'Kochen', location: { raw: 'Ulm' } }]);
    const wrong = await readText('jobs.csv', csv, { map: { title: 'TITEL' } });
    expect(wrong.failed).toBe('usage');
    expect(String(wrong.error)).toContain('WAS');
  });

  it('--map reaches into nested objects', async () => {
    const out = await readText('jobs.ndjson', '{"a":{"b":"Cook"},"c":[{"d":"Ulm"}]}', {
      map: { title: 'a.b', location: 'c.d' },
    });
    expect(out.postings).toMatchObject([{ title: 'Cook', location: { raw: 'Ulm' } }]);
  });

  it('facts in their own columns', async () => {
    const out = await readText(
      'jobs.csv',
      'title,state,country,salary_min,salary_max,salary_currency,pay_period,job_type,remote,date_posted,responsibilities\n' +
        'Cook,Bavaria,Germany,"60,000",50000,EUR,yearly,Full-time,yes,2026-03-01,Cooks soup\n',
    );
    expect(out.postings).toMatchObject([
      {
        location: { raw: 'Bavaria, Germany', country: 'DE', region: 'Bavaria', remote: 'remote' },
        salary: { min: 50000, max: 60000, currency: 'EUR', period: 'year' },
        employmentType: 'full-time',
        postedAt: '2026-03-01T00:00:00Z',
        description: 'Responsibilities\nCooks soup',
      },
    ]);
    expect(out.notes.join()).toContain('wrong way round');
  });
});

describe('heads', () => {
  it.each([
    ['a title above', 'Open jobs;;\nMarch;;\n\nJob Title;Company;City\nCook;Acme;Ulm\n'],
    ['a title without columns above', 'Open jobs\nJob Title,Company,City\nCook,Acme,Ulm\n'],
    ['the line that Excel reads', 'sep=;\r\nTitle;Company;City\r\nCook;Acme;Ulm\r\n'],
    ['blanks after the delimiter', 'title, company, city\n"Cook", "Acme", "Ulm"\n'],
    ['single quotes', "'title','company','city'\n'Cook','Acme','Ulm'\n"],
  ])('%s', async (_name, text) => {
    const out = await readText('jobs.csv', text);
    expect(out.issues).toEqual([]);
    expect(out.postings).toMatchObject([{ title: 'Cook', company: 'Acme', location: { city: 'Ulm' } }]);
  });

  it('rows are counted below the head, lines from the top', async () => {
    const out = await readText('jobs.csv', 'Open jobs\n\nTitle,Company\nCook,Acme\nHost,a,b\n');
    expect(out.issues).toMatchObject([{ at: 'row 2 (line 5)', code: 'wrong-column-count' }]);
    expect(out.note).toContain('row 2');
  });

  it('quotes escaped with a backslash, as databases write them', async () => {
    const out = await readText('jobs.csv', 'title,company\n"The \\"big\\" cook, x",Acme\nHost,B\n');
    expect(out.postings.map((p) => p.title)).toEqual(['The "big" cook, x', 'Host']);
  });

  it('no head: told by what the columns hold, and said so', async () => {
    const out = await readText(
      'jobs.csv',
      'Senior Backend Engineer,Acme,"Berlin, Germany",https://x.example/1,2026-03-01\n' +
        'Sales Manager,Bolt,"Paris, France",https://x.example/2,2026-03-02\n',
    );
    expect(out.postings).toMatchObject([
      { title: 'Senior Backend Engineer', company: 'Acme', url: 'https://x.example/1' },
      { title: 'Sales Manager', location: { raw: 'Paris, France' }, postedAt: '2026-03-02T00:00:00Z' },
    ]);
    expect(out.note).toContain('title=1');
  });

  it('names in a language that is not known: the first row is no posting', async () => {
    const out = await readText('jobs.csv', 'Wakat;Kto;Kiedy\nProgramista;Acme;2026-01-02\n');
    expect(out.postings).toMatchObject([{ title: 'Programista', company: 'Acme' }]);
  });

  it('no head and nothing plain: the error shows how to name columns, and that way works', async () => {
    const text = '1,Aaa,Bbb\n2,Ccc,Ddd\n';
    const out = await readText('jobs.csv', text);
    expect(out.failed).toBe('no-postings-found');
    expect(String(out.error)).toContain('--map title=1');
    const mapped = await readText('jobs.csv', text, { map: { title: '2', company: '3' } });
    expect(mapped.postings.map((p) => [p.title, p.company])).toEqual([
      ['Aaa', 'Bbb'],
      ['Ccc', 'Ddd'],
    ]);
  });

  it('--map by number beside a head, and a number that is no column', async () => {
    const text = 'title,what,company\nA,Cook,Acme\n';
    expect((await readText('jobs.csv', text, { map: { title: '2' } })).postings[0]?.title).toBe('Cook');
    expect((await readText('jobs.csv', text, { map: { title: '7' } })).failed).toBe('usage');
  });

  it.each(['title: Cook\ncompany: A\n', 'Dear all,\nplease find: the jobs\n'])(
    'a text is no table: %j',
    async (text) => {
      expect((await readText('jobs.txt', text)).failed).toBe('unknown-format');
    },
  );
});

describe('encodings', () => {
  const text = 'title\tcompany\nCook\tCafé “Ü” – it’s\n';
  it.each([
    ['UTF-16 with a mark', Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['UTF-16 without', Buffer.from(text, 'utf16le')],
    ['UTF-16, big end first', Buffer.from(text, 'utf16le').swap16()],
    ['Windows-1252 with smart quotes', windows1252(text)],
  ])('%s', async (_name, bytes) => {
    const out = await readText('jobs.csv', bytes);
    expect(out.postings.map((p) => p.company)).toEqual(['Café “Ü” – it’s']);
  });
});

function windows1252(text: string): Buffer {
  const special: Record<string, number> = { '“': 0x93, '”': 0x94, '–': 0x96, '’': 0x92 };
  return Buffer.from(text.split('').map((char) => special[char] ?? char.charCodeAt(0)));
}

describe('what looks like another head', () => {
  it.each([
    [
      'markup with the names of columns',
      '"<item>\n<title>x</title><link>y</link><location>z</location><url>u</url><company>v</company>"',
    ],
    ['the head of a longer export', 'More\nid,title,company,location,url,description'],
  ])('%s costs no row above it', async (_name, row) => {
    const out = await readText('jobs.csv', `id,title,description\n1,Cook,We cook\n2,Baker,${row}\n`);
    expect(out.postings[0]?.title).toBe('Cook');
  });
});

describe('columns in an error', () => {
  it('are named without the control characters that a terminal would act on', () => {
    const { why } = headProblem([['Job\u007f title', 'Pay']], { title: 'x' });
    expect(why).toBe('--map title=x: no such column; the columns are: 1 "Job title", 2 "Pay"');
    const map = { title: 'x' };
    const head = { skip: 1, columns: ['\u0001Job title', 'Pay'], map, note: '', score: 1 };
    expect(() => checkedHead({ head, sample: [] }, map, '')).toThrow(/the columns are: Job title, Pay$/);
  });
});
