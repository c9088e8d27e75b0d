/**
 * Pay from text. Money in postings is mostly not pay (funding, revenue, bonuses, budgets, prices), so an amount
 * counts only if nothing near says it is something else, and if something says that it is pay: a word for it,
 * a period, or its shape (a range a person could earn in a year). Of several the one with the most
 * of these wins, then the earlier one: lists by place or level begin with the one that the title means.
 */
import type { Salary, SalaryPeriod } from '../../domain/posting.js';
import { amountAt, type Amount } from './amounts.js';
import { periodOf } from './period.js';

export interface SalaryFound {
  salary: Salary;
  from: number;
  to: number;
  field: 'title' | 'description';
  /** Tells how sure it is; 1 is the least that counts. */
  score: number;
}

/** Text before and after an amount in which words decide what it is. */
const BEFORE = 110;
const NEAR = 55;
const AFTER = 60;
/** No posting states more; bounds the work on price lists. */
const MOST_AMOUNTS = 40;
/** A year's pay in the currencies below. Less is a month's pay or a bonus, more is the company's money. */
const YEARLY: readonly [number, number] = [15_000, 1_500_000];
/**
 * Where pay is stated by the year unless it says otherwise: 40,000 "$" can be nothing but a year. Elsewhere
 * (PLN, CZK, BRL, SEK ...) it is mostly by the month and a figure alone does not tell.
 */
const YEARLY_BY_CUSTOM = new Set(['USD', 'EUR', 'GBP', 'CHF', 'CAD', 'AUD', 'NZD', 'SGD', 'ILS']);
/** In these a year's pay has seven digits. */
const SMALL_UNITS = new Set(['INR', 'JPY', 'HUF', 'KRW', 'CLP', 'COP', 'IDR', 'VND', 'ARS', 'NGN']);

const PAY_WORD =
  /\b(?:salar(?:y|ies)|compensation|comp|cash|pay|paid|pays|base|ote|on[- ]target|earn(?:s|ings?)?|rates?|wages?|hourly|remuneration|c2c|w2|tc|gehalt\w*|jahresgehalt|jahresbrutto|verg[üu]tung|salaire|r[ée]mun[ée]ration|tjm|salarios?|sueldo|retribuci[óo]n|banda salarial|remunera[çc][ãa]o|sal[áa]rio|stipendio|retribuzione|ral|salaris|bruto|wynagrodzeni[ea]|wide[łl]ki|stawka|pensja|oferujemy)\b|\brange for (?:this|the) (?:role|position|job)|💰|💵|💸|🤑/;
/** Said after it: "… + equity", "… OTE", "… DOE". */
const PAY_AFTER =
  /^(?:\s?(?:\/|per|an?)\s?[a-z.]{1,6})?[\s)\]]{0,3}(?:\(?(?:usd|eur|gbp|cad)\)?)?[\s,]{0,2}(?:\+|plus|and|&|w\/|with|\|)?\s{0,2}(?:ote|doe|base|salary|equity|options|stock|bonus(?:es)?|commission|super(?:annuation)?|benefits|brutto|gross|net|netto|b2b|uop|depending|gen(?:erous)? equity|meaningful equity|\d(?:[.,]\d+)?\s?%|early equity)/;
/** Words before it that make it something else; nearest 55 characters of the sentence. */
const NOT_PAY_BEFORE =
  /\b(?:raised?|raising|rais(?:ed|ing)|funded|funding|fundrais\w*|financing|invest(?:ed|ment|ors?|ing)|backed|valu(?:ed|ation)|revenues?|arr|mrr|gmv|aum|sales of|market|industry|worth|sav(?:e|es|ed|ing|ings)|cost(?:s|ing)?|spend(?:ing)?|spent|budgets?|stipends?|allowance|reimburse\w*|bonus(?:es)? of|sign[- ]?(?:on|ing)|bonus(?:es)? \(|living wage|referral|refer|relocation|perks?|credits?|grants? of|prizes?|donat\w*|deals?|contracts? (?:worth|of)|quota|insurance|liability|ticket|fees?|loan|debt|customers?|users|members|processed|processing|managing|assets|transactions?|payments? of|contribut\w+|match(?:ing|es)?|tuition|wellness|education|learning|training|internet|equipment|home office|gift|award|clients?|over \$\d+ in|generat\w+|sold for|acquired|bounty|donation|401\(?k\)?|hsa|hra|fsa|fertility|pto|lunch|food)\b[^.!?\n|]*$/;
/** Of these, the ones that can stand before a range of a year's pay's size; the others are then a coincidence. */
const NOT_PAY_RANGE =
  /\b(?:raised|raising|funded|funding|fundrais\w*|revenues?|arr|mrr|gmv|valu(?:ed|ation)|budgets?|stipends?|bonus(?:es)? of|sign[- ]?(?:on|ing)|referral|quota|deals?|contracts? (?:worth|of)|clos(?:ed|ing)|acv|acquired)\b[^.!?\n|]*$/;
/** Directly after it. */
// A plus with a space before it adds to the pay: "$160k + bonus"; "35k+ customers" does not.
const NOT_PAY_AFTER =
  /^\+?[\s)\]*]{0,3}(?:\/\s?(?:mo(?:nth)?|yr|year|annual(?:ly)?)\s+)?(?:per |a |an |of |in |for |to |towards? |\/\s?)?(?:your |the |our |each |every |all )?(?:year |month |annual |annually |yearly |monthly |quarterly |personal |individual |company |total |venture |seed |series |pre-seed )?(?:(?:year|month|annually|monthly|quarter)\s(?:for|to|towards|in|of|on)\b(?! (?:salary|base|cash|full|part|this|the (?:role|position|job)))|million|billion|m\b|bn\b|mm\b|funding|venture|vc\b|seed|series|round|revenue|arr\b|mrr\b|run[- ]?rate|stipend|budget|sign[- ]?(?:on|ing)|bonus|allowance|reimburse\w*|credits?|referral|grant|savings|debt|market|industry|compan(?:y|ies)|businesses|customers?|clients?|users?|members|people|employees?|per (?:employee|user|seat|person|lead|referral|deal)|worth|gift|prize|in assets|professional|learning|training|education|conference|home|wellness|equipment|work[- ]from|wfh|towards|prs?\b|stars|downloads|developers|engineers|transactions|requests|queries|students|volume|investment|raised|deals?|contracts?|quota|life insurance|coverage|deductible|individual|family|lines|rows|events|qps|rps|websocket|views|visitors|followers|subscribers|merchants|stores|locations|repos|commits)/;
const UP_TO =
  /(?:\bup ?to|\bmax(?:imum)?\.?|\bbis(?: zu)?|\bjusqu['’]à|\bhasta|\baté|\bfino a|\btot|\bdo|<|≤)[\s:]*$/;
const FROM =
  /(?:\bfrom|\bstarting (?:at|from)|\bat least|\bmin(?:imum)?\.?|\bab|\bà partir de|\bdesde|\ba partir d[ea]|\bvanaf|\bod|>|≥)[\s:]*$/;
/** A place of its own: between bars, brackets, dashes, or alone on its line, as header lines have it. */
const OPENS = /(?:^|[|([\n•·:;]|[-–—,]\s)\s*(?:up ?to\s|from\s|to\s|~)?$/;
const CLOSES = /^\+?\s*(?:$|[|)\]\n•·;,]|[-–—]\s|\+)/u;

/** The pay that a short text such as a title states. */
export function salaryOfTitle(title: string): SalaryFound | null {
  if (!/\d/.test(title)) return null;
  const starts: number[] = [];
  for (const match of title.matchAll(/\d+/g)) starts.push(match.index);
  // In a title nothing else is bought or raised, so a figure of a plausible size with a sign or "k" is pay.
  return bestSalary(title, starts, 'title', 2);
}

/**
 * The pay that a text states.
 * @param at offsets of numbers beside a sign, a currency or a "k".
 * @param bonus added to each candidate's score; it counts from 3 on.
 */
export function bestSalary(
  text: string,
  at: readonly number[],
  field: SalaryFound['field'],
  bonus = 0,
): SalaryFound | null {
  let best: SalaryFound | null = null;
  let end = 0;
  let read = 0;
  for (const start of at) {
    if (start < end) continue;
    if (++read > MOST_AMOUNTS) break;
    const amount = amountAt(text, start);
    if (amount === null) continue;
    end = amount.to;
    const found = weigh(text, amount, field, bonus);
    if (found !== null && (best === null || found.score > best.score)) best = found;
  }
  return best;
}

const ENOUGH = 3;

function weigh(text: string, amount: Amount, field: SalaryFound['field'], bonus: number): SalaryFound | null {
  if (amount.huge || (amount.currency === null && !amount.thousands && !amount.lakh)) return null;
  // "401k" and "403b" are pension plans.
  if (amount.low === 401_000 && amount.high === null) return null;
  const after = text.slice(amount.to, amount.to + AFTER).toLowerCase();
  if (NOT_PAY_AFTER.test(after)) return null;
  const before = text.slice(Math.max(0, amount.from - BEFORE), amount.from).toLowerCase();
  const period = plausiblePeriod(amount, before, after);
  if (period === undefined) return null;
  const yearly = period === 'year' || amount.lakh || looksYearly(amount);
  const range = amount.high !== null && (yearly || period !== null);
  const payWord = PAY_WORD.test(before);
  const other = yearly && range && amount.currency !== null ? NOT_PAY_RANGE : NOT_PAY_BEFORE;
  if (other.test(before.slice(-NEAR)) && !(payWord && PAY_WORD.test(before.slice(-25)))) return null;
  const sized = yearly || period === 'hour' || period === 'day';
  let score = bonus;
  if (payWord) score += 3;
  if (PAY_AFTER.test(after)) score += 2;
  if (period !== null) score += 2;
  if (range) score += amount.currency === null ? 1 : 3;
  if (sized && OPENS.test(before) && CLOSES.test(after)) score += 2;
  if (sized && amount.currency !== null) score += 1;
  if (score < ENOUGH) return null;
  const open = amount.high === null && (/^\s?\+(?!\s?\w)/.test(after) || FROM.test(before));
  const only = amount.high ?? (open ? null : amount.low);
  const capped = amount.high === null && UP_TO.test(before);
  return {
    salary: {
      min: capped ? null : amount.low,
      max: only,
      currency: amount.currency,
      period: period ?? (yearly ? 'year' : looksHourly(amount) ? 'hour' : null),
    },
    from: amount.from,
    to: amount.to,
    field,
    score,
  };
}

/**
 * Without a word for the period: thousands ("80k") or a full figure, of the size of a year's pay, in a currency
 * in which pay is stated by the year. "k" with no currency is a year's too: nobody writes a month's pay so
 * but in Poland and its neighbours, where the currency stands beside it.
 */
function looksYearly(amount: Amount): boolean {
  const { low, high, currency } = amount;
  if (currency !== null && !YEARLY_BY_CUSTOM.has(currency)) return false;
  return low >= YEARLY[0] && (high ?? low) <= YEARLY[1] && (amount.thousands || low >= 20_000);
}

/** Pay below 100 of a large unit cannot be for a day or longer. */
function looksHourly({ low, high, currency }: Amount): boolean {
  return currency !== null && YEARLY_BY_CUSTOM.has(currency) && low >= 7 && (high ?? low) < 100;
}

const PLAUSIBLE: Record<SalaryPeriod, readonly [number, number]> = {
  hour: [4, 1000],
  day: [40, 6000],
  week: [100, 20_000],
  month: [300, 120_000],
  year: [9000, 2_000_000],
};

/** The period said, null where none is (or the one said cannot be meant); undefined: nobody's pay. */
function plausiblePeriod(amount: Amount, before: string, after: string): SalaryPeriod | null | undefined {
  const said = periodOf(before, after);
  if (isPlausible(amount, said)) return said;
  // "The annual salary for this role is USD $19.00 - $37.00": the form's word, not this posting's.
  return said === 'year' && looksHourly(amount) ? 'hour' : undefined;
}

function isPlausible({ low, high, currency }: Amount, period: SalaryPeriod | null): boolean {
  if (low === 0 || (high !== null && (high < low || high > low * 6))) return false;
  const factor = currency !== null && SMALL_UNITS.has(currency) ? 100 : 1;
  const [least, most] = period === null ? [8, 2_000_000] : PLAUSIBLE[period];
  return low >= least && (high ?? low) <= most * factor;
}
