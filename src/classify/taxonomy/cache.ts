/**
 * The shipped rules, compiled when the package is built. Parsing 500 kB of YAML and compiling it is most of the time
 * of `rolemill classify --title`; reading the result takes a tenth. The version, a hash of the rule files, says
 * whether the cache speaks of the files at hand: edited rules, or a folder of one's own, are compiled.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { deserialize, serialize } from 'node:v8';
import { TAX_FORM } from '../facts/words.js';
import { Automaton } from '../text/automaton.js';
import type { Places } from '../text/places.js';
import { Vocabulary } from '../text/vocabulary.js';
import type { CompiledTaxonomy } from './compiled.js';
import { newScratch } from './scratch.js';

const CACHE = new URL('../../rules.bin', import.meta.url);

/** A compiled taxonomy as plain data: automata as their places, the vocabulary as its words. */
interface Stored extends Omit<
  CompiledTaxonomy,
  'vocabulary' | 'phrases' | 'titles' | 'levelCues' | 'scratch'
> {
  scratch: null;
  vocabularyWords: readonly string[];
  places: Places;
  titles: Omit<CompiledTaxonomy['titles'], 'phrases'> & { places: Places };
  levelCues: Omit<CompiledTaxonomy['levelCues'], 'phrases'> & { places: Places };
}

/** The taxonomy of this version if the build compiled it, else null. */
export function compiledAtBuild(version: string): CompiledTaxonomy | null {
  // No build, no cache: the sources run from src/ too.
  if (!existsSync(CACHE)) return null;
  const taxonomy = unpack(readFileSync(CACHE));
  return taxonomy?.version === version ? taxonomy : null;
}

/** For the build only. */
export function writeCache(taxonomy: CompiledTaxonomy): void {
  writeFileSync(CACHE, pack(taxonomy));
}

export function pack(taxonomy: CompiledTaxonomy): Buffer {
  return serialize(plain(taxonomy));
}

/** What `pack` packed, ready to match; null for anything else, such as the format of a later Node. */
export function unpack(bytes: Buffer): CompiledTaxonomy | null {
  try {
    return restored(deserialize(bytes) as Stored);
  } catch {
    return null;
  }
}

function plain({ vocabulary, phrases, titles, levelCues, ...rest }: CompiledTaxonomy): Stored {
  const { phrases: ofTitles, ...otherTitles } = titles;
  const { phrases: ofLevels, ...otherLevels } = levelCues;
  return {
    ...rest,
    scratch: null,
    vocabularyWords: vocabulary.words,
    places: phrases.places,
    titles: { ...otherTitles, places: ofTitles.places },
    levelCues: { ...otherLevels, places: ofLevels.places },
  };
}

function restored({ vocabularyWords, places, titles, levelCues, ...rest }: Stored): CompiledTaxonomy {
  const vocabulary = Vocabulary.of(vocabularyWords);
  const phrases = new Automaton(places, vocabulary);
  phrases.listen(rest.kinds, rest.meaningKinds, TAX_FORM);
  return {
    ...rest,
    vocabulary,
    phrases,
    titles: { ...titles, phrases: new Automaton(titles.places, vocabulary) },
    levelCues: { ...levelCues, phrases: new Automaton(levelCues.places, vocabulary) },
    scratch: newScratch(rest.skills.length, rest.signals.length, rest.roleAt.size),
  };
}
