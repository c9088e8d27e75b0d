/**
 * What `--text` finds, a second time: one letter after the other and plain loops, nothing of the program. Slow and simple on
 * purpose, as truth.ts is.
 */

const UNSPACED = ['Han', 'Hira', 'Kana', 'Thai', 'Laoo', 'Khmr', 'Mymr'].map(
  (script) => new RegExp(`^\\p{scx=${script}}$`, 'u'),
);

/** Words of a text, in order. */
export function wordsOf(text: string): string[] {
  const letters = Array.from(text.toLowerCase().normalize('NFKD'))
    .filter((c) => c < '\u0300' || c > '\u036f')
    .join('')
    .normalize('NFC')
    .toLowerCase();
  const all = Array.from(letters.replaceAll('ß', 'ss').replaceAll('ς', 'σ'));
  const words: string[] = [];
  let word = '';
  const end = (): void => {
    const points = Array.from(word);
    for (let i = 0; i < points.length; i += 100) words.push(points.slice(i, i + 100).join(''));
    word = '';
  };
  for (let i = 0; i < all.length; i += 1) {
    const c = all[i] ?? '';
    if (/^[\p{L}\p{N}\p{M}]$/u.test(c)) {
      if (UNSPACED.some((script) => script.test(c)) && /^[\p{L}\p{N}]$/u.test(c)) {
        end();
        word = c;
        while (/^\p{M}$/u.test(all[i + 1] ?? '')) word += all[(i += 1)];
        end();
      } else word += c;
      continue;
    }
    if (/^[a-z]{1,2}$/.test(word) && (c === '#' || c === '+')) {
      const marks = c === '+' && all[i + 1] === '+' ? '++' : c;
      if (!/^[a-z+#]$/.test(all[i + marks.length] ?? '')) {
        word += marks;
        i += marks.length - 1;
      }
    }
    end();
    if (c === '.' && all.slice(i + 1, i + 4).join('') === 'net' && !/^[a-z0-9]$/.test(all[i + 4] ?? ''))
      word = '.';
  }
  end();
  return words;
}

/** Whether a posting has all that is asked for. */
export function hasText(title: string, description: string, asked: string): boolean {
  const fields = [wordsOf(title), wordsOf(description)];
  return termsOf(asked).every((term) => {
    const wanted = wordsOf(term);
    const begins = term.endsWith('*') && /[\p{L}\p{N}\p{M}+#]/u.test(term.replace(/\*+$/, '').slice(-1));
    return (
      wanted.length === 0 ||
      fields.some((words) =>
        words.some((_, at) =>
          wanted.every((word, n) => {
            const there = words[at + n] ?? '';
            return begins && n === wanted.length - 1 ? there.startsWith(word) : there === word;
          }),
        ),
      )
    );
  });
}

function termsOf(asked: string): string[] {
  const terms: string[] = [];
  for (const [n, part] of asked.split('"').entries())
    if (n % 2 === 1) terms.push(part.trim());
    else terms.push(...part.split(/\s+/));
  return terms.filter((term) => term !== '');
}
