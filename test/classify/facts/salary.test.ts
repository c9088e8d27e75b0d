import { describe, expect, it } from 'vitest';
import { amountAt } from '../../../src/classify/facts/amounts.js';
import { bestSalary, salaryOfTitle } from '../../../src/classify/facts/salary.js';

/** `min max currency period`, null as `-`. */
function shown(text: string, inTitle = false): string | null {
  const at = [...text.matchAll(/\d+/g)].map((match) => match.index);
  const found = inTitle ? salaryOfTitle(text) : bestSalary(text, at, 'description');
  if (found === null) return null;
  const { min, max, currency, period } = found.salary;
  return [min, max, currency, period].map((part) => part ?? '-').join(' ');
}

describe('pay in a description', () => {
  it.each([
    ['Compensation: €60k–€75k', '60000 75000 EUR year'],
    ['Salary: 120-150K USD + equity', '120000 150000 USD year'],
    ['The range is $120,000 - $150,000 a year.', '120000 150000 USD year'],
    ['| Contract | £500/day |', '500 500 GBP day'],
    ['Pay: $45/hr', '45 45 USD hour'],
    ['Gehalt: 55.000 – 65.000 € brutto', '55000 65000 EUR year'],
    ['PLN 18 000 – 24 000 net/month', '18000 24000 PLN month'],
    ['18 000 - 24 000 zł brutto miesięcznie', '18000 24000 PLN month'],
    ['Salário: R$ 8.000', '8000 8000 BRL -'],
    ["Salary CHF 110'000 per annum", '110000 110000 CHF year'],
    ['Salary up to $200k', '- 200000 USD year'],
    ['Salary from $90k', '90000 - USD year'],
    ['$135k+ | Remote', '135000 - USD year'],
    ['$70,000 - $90,000 OTE', '70000 90000 USD year'],
    ['Salary range: CA$90,000 - CA$110,000', '90000 110000 CAD year'],
    ['Salary range: $90,000 - $110,000 CAD', '90000 110000 CAD year'],
    ['A$120k - A$140k', '120000 140000 AUD year'],
    ['US$100k-US$130k', '100000 130000 USD year'],
    ['CTC: 12-18 LPA', '1200000 1800000 INR year'],
    ['Salary ₹12,00,000 per annum', '1200000 1200000 INR year'],
    ['Salaire : 45k€ - 55k€', '45000 55000 EUR year'],
    ['45-55 k€ selon profil', '45000 55000 EUR year'],
    ['Salary: $154-190,000 DOE', '154000 190000 USD year'],
    ['| $100 - $180k |', '100000 180000 USD year'],
    ['| SALARY: €~55k-€~75k |', '55000 75000 EUR year'],
    ['pay between $23.00 per hour and $51.50 per hour', '23 51.5 USD hour'],
    ['The annual salary for this role is USD $19.00 - $37.00', '19 37 USD hour'],
    ['The typical pay range for this role is $17.00 - $25.65', '17 25.65 USD hour'],
    ['| ONSITE | 60k-100k + Equity |', '60000 100000 - year'],
    ['base salary of 50-70K, full benefits', '50000 70000 - year'],
    ['Salary: $120KLocation: Springfield', '120000 120000 USD year'],
    ['$160k - $200k + seed-stage equity', '160000 200000 USD year'],
    ['Compensation: $40k–$80k USD + monthly bonus', '40000 80000 USD year'],
    ['Salary: $62,400/year OR $83,200 for graduates', '62400 62400 USD year'],
    ['Salary begins at $112,140 and up to $155,800', '112140 155800 USD year'],
    ['$175K–$250K + bonus', '175000 250000 USD year'],
  ])('%s', (text, expected) => expect(shown(text)).toBe(expected));

  it.each([
    'We raised $50M from great investors.',
    'We just closed a $400k seed round',
    'revenue of $120,000 - $150,000 a month',
    'We offer a 401k with matching',
    '401K',
    'a $5,000 sign-on bonus',
    'a $1,000 annual learning stipend',
    'Education budget of $2,500 per year',
    'referral bonus of up to $1,000',
    'Our customers save $5k a year with us',
    'an industry worth over $200B',
    'managing accounts of $100K–$300K ARR each',
    '35k+ companies use us',
    'passed 100k stars on GitHub',
    'Nexus 5k, 7k and 9k switches',
    'call 555-0100 or 555 0199, ref 120000',
    'plans start at $25/month',
    'paid with a $1 for $1 match',
    'in 2019 - 2023 we grew',
    'PHP 7 - 8 required',
    'Fertility HRA (up to $5,000 per year)',
    'equity: $50,000 in options',
  ])('no pay: %s', (text) => expect(shown(text)).toBeNull());

  it('takes what is said to be pay before what only looks like it, and the earlier of equals', () => {
    expect(shown('Deals of $20k - $90k are usual. Base salary: $100k - $120k. Elsewhere: $90k - $95k.')).toBe(
      '100000 120000 USD year',
    );
    expect(shown('New York: $100k - $120k. Austin: $90k - $95k.')).toBe('100000 120000 USD year');
  });

  it('a text of nothing but amounts takes time by its length', () => {
    const text = '$5k '.repeat(50_000);
    expect(shown(text)).toBeNull();
  });
});

describe('pay in a title', () => {
  it.each([
    ['Sr. SWE II, Payments (Remote/US) – $180k', '180000 180000 USD year'],
    ['Java Developer €60k-€75k', '60000 75000 EUR year'],
    ['Data Entry up to $70/hr', '- 70 USD hour'],
    ['Software Engineer II', null],
    ['Engineer (req 120000)', null],
    ['Account Executive, $50M+ accounts', null],
  ])('%s', (title, expected) => expect(shown(title, true)).toBe(expected));
});

describe('amounts', () => {
  it.each([
    ['1.250,50 €', 1250.5],
    ['€1,250.50', 1250.5],
    ['3.5k', 3500],
    ["110'000", 110_000],
    ['55\u00a0000 €', 55_000],
    ['$ 45,000', 45_000],
  ])('%s', (text, low) => expect(amountAt(text, /\d/.exec(text)?.index ?? 0)?.low).toBe(low));
});
