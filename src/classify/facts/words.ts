import { wordSet } from '../text/word-set.js';
import { EMPLOYMENT, LOCATION, MONEY, REMOTE } from '../text/kinds.js';
import { numberToken, type Vocabulary } from '../text/vocabulary.js';
import { CURRENCY_WORDS } from './amounts.js';
import { STOP_WORDS } from './stop-words.js';

/** Where a look at the text around is worth it; what is really said there is read in remote.ts. */
const REMOTE_WORDS =
  'remote remotely remoto remota remotamente remot wfh telecommute telecommuting telework hybrid hybride hibrido hibrida ibrido ibrida hybrydowa hybrydowo hybrydowy onsite office offices person homeoffice teletravail teletrabajo teletrabalho  zdalna zdalnie zdalnej zdalny stacjonarnie stacjonarna presencial presentiel presenza sede ort kantoor thuiswerken biurze anywhere site'.split(
    ' ',
  );
const EMPLOYMENT_WORDS =
  'fulltime parttime full part contract contractor contractors freelance freelancer c2c w2 temporary temp seasonal permanent vollzeit teilzeit voltijd voltijds deeltijd deeltijds festanstellung unbefristet unbefristete unbefristeter befristet befristete werkstudent cdi cdd alternance freiberuflich interim indeterminato determinato indefinido clt pj etat etatu umowa uop b2b zlecenie dienstverband freelancers praca prace'.split(
    ' ',
  );

/** "1099": a contractor's tax form. */
export const TAX_FORM = { token: numberToken(1099), kind: EMPLOYMENT };

/**
 * What the words of the vocabulary mean to the readers of facts, by token id: flags above, and below them a bit for each
 * language whose list holds the word, in the order of STOP_WORDS,
 * so that one look-up a token tells both.
 */
export type FactWords = Int32Array;

/** Adds the words; call after all other words are in, before `freeze`. */
export function compileFactWords(vocabulary: Vocabulary): FactWords {
  const sets: [number, Set<number>][] = [
    [MONEY, wordSet([...CURRENCY_WORDS, 'k', 'tys', 'lpa', 'lakh', 'lakhs', 'lacs'], vocabulary)],
    [REMOTE, wordSet(REMOTE_WORDS, vocabulary)],
    [EMPLOYMENT, wordSet(EMPLOYMENT_WORDS, vocabulary)],
    [LOCATION, wordSet(['location', 'locations', 'standort', 'lieu'], vocabulary)],
  ];
  STOP_WORDS.forEach(([, words], at) => sets.push([1 << at, wordSet(words.split(' '), vocabulary)]));
  const factWords = new Int32Array(vocabulary.size);
  for (const [bit, ids] of sets) for (const id of ids) if (id > 0) factWords[id] = (factWords[id] ?? 0) | bit;
  return factWords;
}
