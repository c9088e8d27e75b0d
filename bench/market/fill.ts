/**
 * Fills a migrated, empty database with made-up postings by SQL alone: a few statements, seeded, no classifier.
 *
 * 40 roles in 10 families, 8 levels, 300 skills (some near each other in the same roles), 5,000 companies and 30
 * countries, each as uneven as in real markets; 18 months with more postings towards the end; a tenth are copies, two
 * fifths are closed, a third names pay in one of four currencies, two fifths years. Descriptions are 4,000 characters
 * for every eighth posting and 300 for the others, of sentences of 20,000 words as uneven as those of a language; a few
 * words are known, to be looked for (`WORDS`).
 */
import { sql } from 'drizzle-orm';
import type { Database } from '../../src/db/database.js';
import { fillWords } from '../../src/db/words.js';

export const SKILLS_EACH = 15;

export async function fillMarket(d: Database, count: number, say: (line: string) => void): Promise<void> {
  const step = async (what: string, statement: string): Promise<void> => {
    const started = performance.now();
    await d.orm.execute(sql.raw(statement));
    say(`  ${what}: ${((performance.now() - started) / 1000).toFixed(1)} s`);
  };
  await step('a source and a run', SOURCE);
  await step('sentences', SENTENCES);
  await step('postings', postings(count));
  await step('verdicts', VERDICTS);
  await step('skills', SKILLS);
  await step('listings', LISTINGS);
  await step('copies', copies(count));
  await step('facts', FACTS);
  const started = performance.now();
  await fillWords(d.orm, () => undefined);
  say(`  words: ${((performance.now() - started) / 1000).toFixed(1)} s`);
  await step('vacuum', 'vacuum analyze');
}

const SOURCE = `
  insert into sources (locator, kind) values ('/data/jobs.ndjson', 'file');
  insert into runs (id, command, request, mode, taxonomy)
  values ('00000000-0000-4000-8000-000000000001', 'run', '{}', 'postgres', 'bench');
`;

/** A number from 0 to 1 that is the same in every run: a hash of the posting's number and a salt. */
const draw = (salt: number, n = 'n'): string =>
  `((hashint8extended(${n}, ${salt}) & 2147483647) / 2147483648.0)::float8`;

/** A word of three syllables for each of 19,683 numbers. */
const SYLLABLES = `array['ka','lo','mi','tu','re','sa','ne','po','vi','da','fe','gu','ho','ji','be','zu','wa','xi','qua','cho','sti','tra','plo','gri','mno','ske','dru']`;
const SENTENCES = `
  create unlogged table bench_sentences as
  select s, initcap(string_agg((${SYLLABLES})[1 + w % 27] || (${SYLLABLES})[1 + w / 27 % 27] || (${SYLLABLES})[1 + w / 729], ' ' order by k)) || '. ' as text
  from (select s, k, floor(19683 * ${draw(50, 's * 16 + k')} ^ 5)::int as w from generate_series(0, 4999) s, generate_series(1, 12) k) x
  group by s;
  create unique index on bench_sentences (s)`;

/** In all postings; in a third, a fifth of which have them next to each other; in two fifths, an eighth, a twentieth, and 50. */
const WORDS = `'We build things that people use and care for how it is done. ' ||
  case when n % 15 = 0 then 'Machine learning. ' when n % 3 = 0 then 'Learning about each machine. ' else '' end ||
  case when n % 5 < 2 then 'Front-end work. ' else '' end || case when n % 8 = 1 then 'Node.js, CI/CD. ' else '' end ||
  case when n % 20 = 3 then 'C++. ' else '' end || 'Team t' || n % 4000 || '. '`;

const postings = (count: number): string => `
  insert into postings (id, source, source_ref, source_id, url, title, company, location_raw, country, description,
    posted_at, language, content_hash, state, first_seen, last_seen, first_run_id, run_id, last_run_id)
  select substr(md5('posting ' || n), 1, 24), (array['greenhouse','lever','csv','ndjson'])[1 + floor(4 * ${draw(1)} ^ 2)],
    (select id from sources), n::text, 'https://jobs.example/' || n,
    'Engineer ' || n,
    case when ${draw(2)} < 0.97 then 'Company ' || floor(5000 * ${draw(3)} ^ 3) end,
    'Somewhere', null, ${WORDS} || (
      select string_agg(b.text, '') from generate_series(1, case when n % 8 = 0 then 45 else 3 end) k
        join bench_sentences b on b.s = floor(5000 * ${draw(51, 'n * 64 + k')} ^ 2)::int
    ),
    opened, 'en', md5(n::text), 'classified', opened + ${draw(5)} * interval '3 days', opened + interval '40 days',
    r.id, r.id, r.id
  from (
    select n, timestamptz '2025-01-01' + sqrt(${draw(4)}) * interval '546 days' as opened from generate_series(1, ${count}) n
  ) x cross join (select id from runs) r`;

/** \`n\` of a posting. */
const OF = `select p.id, p.source_id::bigint as n, p.first_seen from postings p`;

const VERDICTS = `
  insert into classifications (posting_id, taxonomy, content_hash, role, role_label, family, role_confidence, level,
    level_label, band, level_confidence, level_basis, years_min, country, remote, employment_type, salary_min, salary_max,
    salary_currency, salary_period, language, evidence)
  select id, 'bench', md5(n::text), 'role-' || role, 'Role ' || role, 'family-' || role % 10, 0.6 + 0.4 * sqrt(${draw(12)}),
    'level-' || level, 'Level ' || level, 'band-' || level / 2, 0.9, 'title',
    case when ${draw(13)} < 0.4 then level + floor(4 * ${draw(14)}) end,
    case when ${draw(15)} < 0.9 then chr(65 + floor(6 * ${draw(16)} ^ 2)::int) || chr(65 + floor(5 * ${draw(17)} ^ 2)::int) end,
    case when ${draw(18)} < 0.7 then (array['remote','hybrid','onsite'])[1 + floor(3 * ${draw(19)})] end,
    case when ${draw(20)} < 0.8 then (array['full-time','contract','part-time','internship'])[1 + floor(4 * ${draw(21)} ^ 4)] end,
    pay, pay * 1.25, case when pay is not null and ${draw(22)} < 0.97 then (array['USD','EUR','GBP','PLN'])[1 + floor(4 * ${draw(23)} ^ 2)] end,
    case when pay is not null and ${draw(24)} < 0.95 then case when ${draw(25)} < 0.8 then 'year' else 'month' end end,
    case when ${draw(26)} < 0.8 then 'en' else 'de' end, '[]'
  from (
    select *, case when ${draw(27)} < 0.33 then round(30000 + 15000 * level + 40000 * ${draw(28)}) end as pay
    from (select *, floor(40 * ${draw(10)} ^ 2)::int as role, floor(8 * ${draw(11)})::int as level from (${OF}) o) a
  ) b`;

/** 18 draws of 300 are about ${SKILLS_EACH} different ones; half of them lie near the role's own. */
const SKILLS = `
  insert into posting_skills (posting_id, taxonomy, skill, position, label, category, requirement, in_title)
  select id, 'bench', 'skill-' || s, min(k), 'Skill ' || s, 'category-' || s % 8,
    (array['required','mentioned','preferred'])[1 + floor(3 * ${draw(31, 'min(n * 32 + k)')})], false
  from (
    select id, n, k, case when k % 2 = 0 then floor(300 * ${draw(30, 'n * 32 + k')} ^ 3)::int
      else (role * 7 + floor(40 * ${draw(30, 'n * 32 + k')} ^ 2)::int) % 300 end as s
    from (
      select o.*, substr(c.role, 6)::int as role from (${OF}) o join classifications c on c.posting_id = o.id
    ) x cross join generate_series(1, 18) k
  ) y group by id, s`;

const LISTINGS = `
  insert into posting_sources (posting_id, source_id, first_seen, last_seen, closed_at)
  select id, (select id from sources), first_seen, first_seen + ${draw(40)} * interval '60 days',
    case when ${draw(41)} < 0.4 then first_seen + (1 + 70 * ${draw(40)}) * interval '1 day' end
  from (${OF}) o`;

/** Every tenth is a copy of one a little before it. */
const copies = (count: number): string => `
  insert into posting_copies (posting_id, key, canonical_id)
  select substr(md5('posting ' || n), 1, 24), md5(n::text)::uuid,
    case when n % 10 = 0 then substr(md5('posting ' || n - 1 - (n / 10) % 3), 1, 24) end
  from generate_series(1, ${count}) n`;

const FACTS = `select rolemill_refresh_facts(array(select posting_id from classifications order by posting_id))`;
