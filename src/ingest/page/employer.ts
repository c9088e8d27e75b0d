/** Whose page it is, where no field says so. */
import type { PageDocument } from './document.js';
import { folded, stepMeaning } from './words.js';

/** Labels of a host that name no employer. */
const GENERIC =
  /^(?:www\d?|m|app|apps|web|my|go|secure|en|de|fr|es|it|nl|emp|hr|hire|join|work|talent|people|team|about|com|co|org|net|gov|edu|ac|io|ai|dev|eu|localhost|\d+)$/i;

/**
 * The name in the page's own words (`og:site_name`, `Cook at Acme`), else the label of its host that its text uses as a
 * word, spelled as there; null where neither tells.
 */
export function employerNamed(page: PageDocument, text: string): string | null {
  const site = page.$('meta[property="og:site_name"]').attr('content')?.trim() ?? '';
  const own = site
    .replace(/^(?:careers?|jobs?|karriere) (?:at|bei|@) /i, '')
    .replace(/\s+(?:careers?|jobs?|karriere)$/i, '');
  if (own !== '' && own.length <= 60 && stepMeaning(own) !== 'jobs') return own;
  return hostName(page.url, text);
}

function hostName(url: string | null, text: string): string | null {
  if (url === null) return null;
  const labels = new URL(url).hostname.split('.');
  let best: { name: string; count: number } | null = null;
  for (const label of labels.slice(0, -1)) {
    if (label.length < 3 || GENERIC.test(label) || stepMeaning(label) === 'jobs') continue;
    const spellings = text.match(new RegExp(`(?<![\\p{L}\\p{N}])${label}(?![\\p{L}\\p{N}])`, 'giu')) ?? [];
    if (spellings.length > (best?.count ?? 0))
      best = { name: mostCommon(spellings), count: spellings.length };
  }
  return best === null || best.count < 2 ? null : best.name;
}

function mostCommon(words: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts].toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? '';
}

/** Words by which the employer of a page goes: labels of its host, the site's name, its title. */
export function employerWords(page: PageDocument): string {
  const host =
    page.url === null
      ? ''
      : new URL(page.url).hostname
          .split('.')
          .filter((l) => !GENERIC.test(l))
          .join(' ');
  const names = [
    page.$('meta[property="og:site_name"]').attr('content'),
    page.$('title').first().text(),
    page.$('meta[property="og:title"]').attr('content'),
  ];
  return folded([host, ...names].join(' '));
}
