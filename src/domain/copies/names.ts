/** Titles and company names, made equal where only their spelling differs. */

/** Forms in which companies are registered: one source writes them, the other does not. */
const LEGAL_FORMS = new Set(
  (
    'inc incorporated llc llp lp ltd limited corp corporation co company plc gmbh mbh ag se kg kgaa ohg ug ev ek ' +
    'sa sas sarl srl spa bv nv ab oy oyj as asa aps pty pte pvt private sp zoo sro doo kft zrt group holding holdings'
  ).split(' '),
);
const DOMAIN = /\.(com|io|ai|co|net|org|dev|app|so|tech|de|fr|uk|nl)$/;

/** What is written beside the name of a job and is none of it. */
const MARKS = new Set(
  (
    'm w d f x h div divers diverse all genders gender mwd mfd fmd wmd mfx hf fh mf fm mwx ' +
    'remote remotely hybrid onsite on site office based in from home anywhere worldwide wfh homeoffice'
  ).split(' '),
);

const SPELLINGS: Readonly<Record<string, string>> = {
  sr: 'senior',
  snr: 'senior',
  jr: 'junior',
  jnr: 'junior',
};

/** The words of a text, without accents, case and punctuation; `c++`, `c#` and `.net` keep what tells them apart. */
export function wordsOf(text: string): string[] {
  return (
    text
      .normalize('NFKD')
      .replace(/\p{M}+/gu, '')
      .toLowerCase()
      .match(/\.?[\p{L}\p{N}]+[+#]*/gu)
      ?.map(plain) ?? []
  );
}

function plain(word: string): string {
  return word.startsWith('.') && word !== '.net' ? word.slice(1) : word;
}

/** `Open AI, Inc.`, `openai.com` and the board token `open-ai` are one company; empty where none is known. */
export function companyKey(company: string | null): string {
  if (company === null) return '';
  const words = wordsOf(company.trim().toLowerCase().replace(DOMAIN, ''));
  const named = words.filter((word, n) => n === 0 || !LEGAL_FORMS.has(word));
  return named.join('');
}

/**
 * The title without the place, the working mode and the letters for "all genders" that stand beside the job:
 * `Account Executive (m/w/d) - Berlin` in Berlin is an `account executive`.
 * @param places the posting's own place, as written and in its parts.
 */
export function titleKey(title: string, places: readonly (string | null)[]): string {
  const beside = new Set([...MARKS, ...places.flatMap((place) => (place === null ? [] : wordsOf(place)))]);
  const kept = title
    .split(/[()[\]|,;/·•–—]|\s-\s|\s-|-\s|@/)
    .map((part) => wordsOf(part))
    .filter((words) => words.some((word) => !beside.has(word)));
  const words = kept.length === 0 ? wordsOf(title) : kept.flat();
  return words.map((word) => SPELLINGS[word] ?? word).join(' ');
}
