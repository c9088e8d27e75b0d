/** One thing at a time: a skill, a posting with its evidence, a comparison that a form asks for, a pasted text. */
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { ClassifiedPosting, Evidence } from '../../../src/domain/verdict.js';
import { formatShare, plural } from '../../../src/report/format.js';
import type { Figures } from '../support/figures.js';
import { marksOf, tablesOf } from '../support/in-page.js';
import type { Stage } from '../support/stage.js';
import { comesTo, shows } from '../support/visits.js';

/** Which characters a field's evidence points at, as the pages mark them. */
function markedBy(evidence: readonly Evidence[], field: Evidence['field'], text: string): string {
  const marked = Array.from<string>({ length: text.length }).fill('0');
  for (const { span } of evidence.filter((item) => item.field === field))
    if (span !== null) marked.fill('1', ...span);
  return marked.join('');
}

/** Title and text on the page are the posting's, and what is marked in them is the evidence. */
async function expectEvidence(page: Page, { evidence = [], title }: ClassifiedPosting): Promise<void> {
  const [named, body] = await marksOf(page);
  expect(named?.text).toBe(title);
  for (const [field, shown] of [['title', named] as const, ['description', body] as const]) {
    expect(shown?.marked).toBe(markedBy(evidence, field, shown?.text ?? ''));
    const quoted = evidence.flatMap((item) =>
      item.field === field && item.span !== null ? [{ span: item.span, quote: item.quote }] : [],
    );
    expect(quoted.map(({ span }) => shown?.text.slice(...span))).toEqual(quoted.map(({ quote }) => quote));
  }
  const reasons = (await tablesOf(page)).filter(({ heading }) => heading.startsWith('Why'));
  const rows = reasons.flatMap(({ rows: [heads = [], ...rest] }) => {
    const columns = ['no.', 'for', 'rule', 'words'].map((name) =>
      heads.findIndex((head) => head.toLowerCase() === name),
    );
    return rest.map((row) => columns.map((column) => row[column]));
  });
  expect(rows.toSorted(([a], [b]) => Number(a) - Number(b))).toEqual(
    evidence.map((item, n) => [
      ...[String(n + 1), item.for, item.rule],
      (item.quote ?? '').replaceAll(/\s+/g, ' ').trim(),
    ]),
  );
}

export function ones(stage: () => Stage): void {
  it('a skill, from the list of them to the postings that name it', async () => {
    const page = await stage().visits.open(stage().open.url);
    await page.goto('/skills?family=data');
    await page.getByRole('link', { name: 'Apache Kafka' }).first().click();
    await page.getByRole('heading', { level: 1, name: 'Apache Kafka' }).waitFor();
    const whole = (await stage().api<Figures>('/api/figures/shares?family=data')).basis.postings;
    const { basis } = await stage().api<Figures>('/api/figures/shares?family=data&skill=kafka');
    const says = await page.getByRole('main').innerText();
    expect(says).toContain(
      `${formatShare(basis.postings / whole, whole)} of ${plural(whole, 'posting')}: ${plural(basis.postings, 'posting')} name it.`,
    );
    await page.getByRole('link', { name: plural(basis.postings, 'posting') }).click();
    await page.waitForURL('**/explore?*skill=kafka*');
    expect(await page.getByRole('main').innerText()).toContain(plural(basis.postings, 'posting'));
  });

  it('two selections of a form', async () => {
    const page = await stage().visits.open(stage().open.url);
    await page.goto('/compare');
    const [a, b] = [page.getByRole('group', { name: 'A' }), page.getByRole('group', { name: 'B' })];
    await a.getByLabel('Family').selectOption('backend');
    await b.getByLabel('Level').selectOption('senior');
    await b.getByLabel('Country').fill('DE');
    await page.getByRole('button', { name: 'Compare' }).click();
    expect(await comesTo(page, '/compare?a.family=backend&b.level=senior&b.country=DE')).toBe(true);
    expect(await shows(page.getByRole('heading', { name: 'Two selections side by side' }))).toBe(true);
  });

  describe('a posting', () => {
    it.each(['script', 'rightToLeft', 'long'] as const)(
      '%s: the evidence is what is marked',
      async (name) => {
        const page = await stage().visits.open(stage().open.url);
        const { id } = stage().strange[name];
        const { posting } = await stage().api<{ posting: ClassifiedPosting }>(`/api/postings/${id}`);
        expect(posting.evidence?.length).toBeGreaterThan(2);
        await page.goto(`/postings/${id}`);
        await expectEvidence(page, posting);
      },
    );

    it('of the market: each mark leads to its reason', async () => {
      const page = await stage().visits.open(stage().open.url);
      const asked = '/api/postings?skill=kubernetes&level=lead&limit=1';
      const [found] = (await stage().api<{ rows: { id: string }[] }>(asked)).rows;
      const { posting } = await stage().api<{ posting: ClassifiedPosting }>(`/api/postings/${found?.id}`);
      await page.goto(`/postings/${found?.id}`);
      await expectEvidence(page, posting);
      const numbers = page.locator('main mark').getByRole('link');
      expect(await numbers.count()).toBe(posting.evidence?.filter(({ span }) => span !== null).length);
      await numbers.last().click();
      const reason = page.locator(':target');
      expect(await reason.innerText()).toBe(await numbers.last().innerText());
      await reason.waitFor({ state: 'visible' });
    });
  });

  describe('a pasted text', () => {
    const paste = async (title: string, description: string): Promise<Page> => {
      const page = await stage().visits.open(stage().open.url, {}, /status of 400/);
      await page.goto('/classify');
      await page.getByLabel('Title').fill(title);
      await page.getByLabel(/^Text/).fill(description);
      await page.getByRole('button', { name: 'Classify' }).click();
      return page;
    };

    it('has the verdict of the API, and is not stored', async () => {
      const totals = async () => (await stage().api<{ totals: object }>('/api/status')).totals;
      const before = await totals();
      const given = {
        title: 'Sr. Data Engineer </textarea><script>alert(1)</script>',
        description: 'Requirements:\n\n- Kafka\n- Spark & SQL\n\nYou bring 7+ years of experience.',
      };
      const page = await paste(given.title, given.description);
      await page.getByRole('heading', { name: 'The text' }).waitFor();
      const answer = await fetch(`${stage().open.url}/api/classify?explain=true`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(given),
      });
      const verdict = (await answer.json()) as ClassifiedPosting;
      expect(verdict.role.id).toBe('data-engineer');
      await expectEvidence(page, verdict);
      expect(await page.getByLabel('Title').inputValue()).toBe(given.title);
      expect(await totals()).toEqual(before);
    });

    it('is asked for where there is none', async () => {
      const page = await paste('', ' ');
      expect(await shows(page.getByText('There is nothing to classify.'))).toBe(true);
    });
  });
}
