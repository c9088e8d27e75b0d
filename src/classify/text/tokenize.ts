import type { Tokens } from './tokens.js';
import type { Vocabulary } from './vocabulary.js';

/**
 * Cuts `text` into `out` (emptied first) and returns it. One pass, linear in the length; the loop is assembly/cut.ts.
 * A dot is a token only between letters or before one (".NET", "Node.js"), `+` and `#` only when glued to what precedes
 * ("C++", "5+"), so that ends of sentences stay ends of sentences.
 */
export function tokenize(text: string, vocabulary: Vocabulary, out: Tokens): Tokens {
  vocabulary.reader.cut(text, out);
  return out;
}
