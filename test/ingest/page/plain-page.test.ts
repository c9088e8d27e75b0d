import { describe, expect, it } from 'vitest';
import { readText } from '../support.js';

const weaving = 'You weave cloth of wool and silk on looms that are older than the mill. '.repeat(8);
const page = (body: string, head = ''): string =>
  `<!DOCTYPE html><html lang="en"><head><title>Weaver | Brightloom</title>${head}</head><body>${body}</body></html>`;
const canonical = '<link rel="canonical" href="https://careers.brightloom.example/jobs/weaver-12">';
const parts = `<h2>What you’ll do</h2><p>${weaving}</p><h2>Requirements</h2><ul><li>Patience</li><li>Thread</li></ul>`;
const apply = '<a href="/apply">Apply now</a>';
const titles = async (html: string): Promise<string[]> =>
  (await readText('p.html', html)).postings.map((p) => p.title);

describe('a page that plainly is one posting', () => {
  it('gives its heading as title, its text without what stands around it, and the facts it labels', async () => {
    const out = await readText(
      'p.html',
      page(
        `<header>Shop Cart</header><nav><a href="/">Home</a></nav><main><h1>Weaver (m/f/d)</h1>
        <dl><dt>Location</dt><dd>Ulm, Germany</dd><dt>Employment type</dt><dd>Full-time</dd><dt>Posted on</dt><dd>2026-03-01</dd></dl>
        <p><strong>Salary:</strong> €40,000 - €50,000 per year</p>${parts}<p>Brightloom is a mill. BrightLoom, Brightloom!</p></main>
        <aside>Newsletter</aside>${apply}<footer>Imprint</footer>`,
        canonical,
      ),
    );
    expect(out.postings).toMatchObject([
      {
        source: 'html',
        title: 'Weaver (m/f/d)',
        company: 'Brightloom',
        url: 'https://careers.brightloom.example/jobs/weaver-12',
        location: { raw: 'Ulm, Germany' },
        employmentType: 'full-time',
        postedAt: '2026-03-01T00:00:00Z',
        salary: { min: 40000, max: 50000, currency: 'EUR', period: 'year' },
      },
    ]);
    const description = out.postings[0]?.description ?? '';
    expect(description).toContain('Requirements\n\n- Patience\n- Thread');
    expect(description).not.toMatch(/Cart|Home|Newsletter|Imprint|Apply now/);
    expect(out.notes.join()).toContain('heading and main text');
  });

  it.each([
    ['Aufgaben', 'Anforderungen', 'Jetzt bewerben'],
    ['Vos missions', 'Profil recherché', 'Postuler'],
    ['Descripción de la oferta', 'Requisitos', 'Inscríbete'],
    ['Werkzaamheden', 'Functie-eisen', 'Solliciteer direct'],
  ])('in other languages: %s', async (duties, demands, button) => {
    const html = `<h1>Wever</h1><h3>${duties}</h3><p>${weaving}</p><h3>${demands}</h3><p>x</p><button>${button}</button>`;
    expect(await titles(page(html))).toEqual(['Wever']);
  });

  it.each([
    ['a landing page', `<h1>Careers</h1>${parts}${apply}`],
    ['an article', `<h1>How we weave</h1><p>${weaving.repeat(3)}</p>`],
    ['a page about benefits', `<h1>Working here</h1><h2>Benefits</h2><p>${weaving}</p>${apply}`],
    ['a page without text', `<h1>Weaver</h1><h2>Requirements</h2>${apply}`],
    [
      'two headings of equal rank',
      `<h1>Weaver of wool</h1><h1>Dyer of silk</h1>${parts.replaceAll('Weaver', '')}${apply}`.replace(
        'Weaver of',
        'Spinner of',
      ),
    ],
  ])('%s is none', async (_name, body) => {
    expect((await readText('p.html', page(body))).failed).toBe('no-postings-found');
  });

  it('that says it is closed is none any more', async () => {
    const out = await readText(
      'p.html',
      page(`<h1>Weaver</h1><p>This position has been filled.</p>${parts}${apply}`, canonical),
    );
    expect(out.failed).toBe('no-postings-found');
    expect(String(out.error)).toContain('closed');
  });
});

describe('a saved list', () => {
  const url = '<meta property="og:url" content="https://boards.greenhouse.io/brightloom">';
  const entry = (id: number, title: string): string =>
    `<div><a href="/brightloom/jobs/${id}">${title}</a><br><span class="location">Ulm</span></div>`;

  it('of a known board gives titles, places and addresses', async () => {
    const out = await readText(
      'p.html',
      page(
        `<h1>BrightLoom</h1>${entry(41, 'Weaver')}${entry(42, 'Dyer')}<a href="/brightloom/jobs/42">Apply</a>`,
        url,
      ),
    );
    expect(out.postings).toMatchObject([
      {
        title: 'Weaver',
        company: 'BrightLoom',
        url: 'https://boards.greenhouse.io/brightloom/jobs/41',
        location: { raw: 'Ulm' },
      },
      { title: 'Dyer' },
    ]);
  });

  it('of any other site is not followed, since it is a file; the person is told what to name', async () => {
    const links = ['weaver', 'dyer', 'spinner'].map((job) => `<a href="/jobs/${job}-1">${job}</a>`).join('');
    const out = await readText(
      'p.html',
      page(`<h1>Careers</h1>${links}`, canonical.replace('/weaver-12', '')),
    );
    expect(out.failed).toBe('no-postings-found');
    expect(String(out.error)).toContain(
      'it lists 3 postings: name its address https://careers.brightloom.example/jobs',
    );
  });
});
