/** JSON as pages carry it in script blocks, where the usual repairs (tolerant-json.ts) are not enough. */
import { jsonrepair } from 'jsonrepair';
import { parseTolerant } from '../sources/tolerant-json.js';

/** The cost of jsonrepair grows with the square of what is no JSON at all: 1 s here. Real blocks are some 10 KB. */
const MAX_MENDED_CHARS = 100_000;
/** What follows a quote that closes a string; any other quote stands for itself (`<a href="…">` inside a description). */
const CLOSES = /\s*(?::|[}\]]|$|,\s*(?:"[^"\n]{0,200}"\s*[:,\]}]|[[{\d}\]-]|true\b|false\b|null\b|\/[/*]))/y;

/**
 * @param makesSense of a value whose text had to be guessed at: a repair that went wrong leaves something else.
 * @throws SyntaxError as the strict parser says it.
 */
export function parseScript(text: string, makesSense: (value: unknown) => boolean): unknown {
  try {
    return parseTolerant(text);
  } catch (error) {
    if (!(error instanceof SyntaxError) || text.length > MAX_MENDED_CHARS) throw error;
    for (const attempt of attempts(text)) {
      const value = attempt();
      if (value !== undefined && makesSense(value)) return value;
    }
    throw error;
  }
}

function* attempts(text: string): Generator<() => unknown> {
  const bare = text.replace(/<!\[CDATA\[|\]\]>|^\s*<!--|-->\s*$/g, '').trim();
  const escaped = escapeInnerQuotes(bare);
  yield () => quietly(() => parseTolerant(escaped));
  // Several objects in one block, with or without commas between them.
  yield () => quietly(() => parseTolerant(`[${bare.replace(/\}\s*,?\s*(?=\{\s*"@)/g, '},')}]`));
  yield () => quietly(() => JSON.parse(jsonrepair(escaped)) as unknown);
  yield () => quietly(() => JSON.parse(jsonrepair(bare)) as unknown);
}

/** Whatever a repair throws on hostile input (stack depth too) means only that it was none. */
function quietly(work: () => unknown): unknown {
  try {
    return work();
  } catch {
    return undefined;
  }
}

/** Quotes inside of strings that somebody forgot to escape. */
function escapeInnerQuotes(text: string): string {
  const out: string[] = [];
  let inString = false;
  let from = 0;
  for (let at = 0; at < text.length; at++) {
    const char = text[at];
    if (char === '\\' && inString) at++;
    else if (char === '"' && !inString) inString = true;
    else if (char === '"') {
      CLOSES.lastIndex = at + 1;
      if (CLOSES.test(text)) inString = false;
      else {
        out.push(text.slice(from, at), '\\');
        from = at;
      }
    }
  }
  out.push(text.slice(from));
  return out.join('');
}
