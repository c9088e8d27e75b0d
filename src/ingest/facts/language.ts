let names: Intl.DisplayNames | null = null;
let byName: Map<string, string> | null = null;

/** Made at the first question: loading the tables of Intl takes longer than reading one title. */
function englishName(code: string): string | undefined {
  names ??= new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' });
  return names.of(code);
}

/** English and own names of every two-letter language code that the runtime knows: `german`, `deutsch` -> `de`. */
function languageNames(): Map<string, string> {
  if (byName !== null) return byName;
  byName = new Map();
  for (let i = 0; i < 26 * 26; i++) {
    const code = String.fromCharCode(97 + Math.floor(i / 26), 97 + (i % 26));
    const name = englishName(code);
    if (name === undefined) continue;
    byName.set(name.toLowerCase(), code);
    const own = new Intl.DisplayNames([code], { type: 'language', fallback: 'none' }).of(code);
    if (own !== undefined && !byName.has(own.toLowerCase())) byName.set(own.toLowerCase(), code);
  }
  return byName;
}

/** Longer than the name of any language. */
const MAX_CHARS = 100;

/** `en`, `en-US`, `EN_us`, `English`, `Deutsch` -> ISO 639-1; null where it is none. */
export function languageCode(written: string): string | null {
  const text = written.trim().slice(0, MAX_CHARS).toLowerCase();
  const m = /^([a-z]{2})(?:[-_][a-z0-9-]+)?$/.exec(text);
  if (m?.[1] !== undefined) return englishName(m[1]) === undefined ? null : m[1];
  return languageNames().get(text.replace(/\s*\(.*$/, '')) ?? null;
}
