import type { CompiledTaxonomy } from '../taxonomy/compiled.js';
import { tokenize } from '../text/tokenize.js';
import type { Tokens } from '../text/tokens.js';
import { cleanTitle } from './clean.js';
import { titleElements, type TitleElement } from './elements.js';
import { roleOfTitle, type TitleRole } from './role.js';
import { correctSpelling, mayBeMisspelt } from './spelling.js';

/** A title, cleaned and cut, with the role it names. The tokens are the taxonomy's scratch: read them at once. */
export interface ReadTitle {
  tokens: Tokens;
  elements: TitleElement[];
  role: TitleRole;
  /** Where the words stand in the title as it was given, where spelling was put right; else where the tokens say. */
  written?: { starts: Int32Array; ends: Int32Array };
}

/** Longer is a description in the wrong field. It bounds what patterns of several places can cost. */
const LONGEST_TITLE = 500;

/** A longer one is a sentence, with words that no title has and that are no misspelt ones. */
const LONGEST_CORRECTED = 100;

/** Reads a title; where no rule says anything definite, once more with misspelt words put right. */
export function readTitle(title: string, taxonomy: CompiledTaxonomy): ReadTitle {
  const clean = cleanTitle(title.slice(0, LONGEST_TITLE));
  const first = readClean(clean, taxonomy);
  if (first.role.winner !== null && !first.role.winner.pattern.vague) return first;
  if (clean.length > LONGEST_CORRECTED || !mayBeMisspelt(first.tokens)) return first;
  const corrected = correctSpelling(clean, taxonomy.titles.spellings, taxonomy.vocabulary);
  if (corrected === clean) return first;
  // The scratch is filled anew: a corrected word may be longer, and a span in the title is to stay one.
  const { starts, ends, count } = first.tokens;
  const written = { starts: starts.slice(0, count), ends: ends.slice(0, count) };
  return { ...readClean(corrected, taxonomy), written };
}

function readClean(text: string, taxonomy: CompiledTaxonomy): ReadTitle {
  const tokens = tokenize(text, taxonomy.vocabulary, taxonomy.scratch.title);
  const elements = titleElements(tokens, taxonomy.titles);
  return { tokens, elements, role: roleOfTitle(elements, taxonomy.titles) };
}
