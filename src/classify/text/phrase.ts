import { BREAK, FOLD, foldWord } from './fold.js';

/**
 * The small language in which rules name phrases:
 *
 *   spring boot              these words, next to each other; a space also matches a hyphen
 *   c++, ci/cd, node.js      marks that are part of a name are written as they are
 *   (design|build) apis      one of these; each may be several words
 *   design (scalable)? apis  may be left out
 *   build * services         any one word
 *   build ** services        up to three words, or none
 */
export type PhraseMark = '.' | '+' | '#' | '/' | '&' | '@';
export type Element =
  | { kind: 'word'; word: string }
  | { kind: 'mark'; mark: PhraseMark }
  | { kind: 'any'; most: number; least: number }
  | { kind: 'group'; options: Element[][]; optional: boolean };

/** What a rule author got wrong in a phrase. */
export class PhraseError extends Error {}

const PLAIN_WORDS = /^[a-z0-9]+(?: [a-z0-9]+)*$/;
const MARK_CHARACTERS = new Set(['.', '+', '#', '/', '&', '@']);

/**
 * Parses a phrase.
 * @param marksAlone whether marks without any word ("&") are a phrase: in contexts, not as an alias.
 * @throws PhraseError saying what is wrong and what is allowed.
 */
export function parsePhrase(phrase: string, marksAlone = false): Element[] {
  // Three of four phrases are plain words, and all are parsed at each start.
  if (PLAIN_WORDS.test(phrase)) return phrase.split(' ').map((word) => ({ kind: 'word', word }));
  const { sequence, rest } = parseSequence(phrase, phrase);
  if (rest !== '') throw new PhraseError(`"${rest[0]}" without "(" in "${phrase}"`);
  if (sequence.length === 0 || (!marksAlone && !sequence.some(hasWord))) {
    throw new PhraseError(`"${phrase}" has no word in it`);
  }
  const first = sequence[0];
  if (first?.kind === 'any') throw new PhraseError(`"${phrase}" starts with a wildcard: name a first word`);
  return sequence;
}

function hasWord(element: Element): boolean {
  return (
    element.kind === 'word' || (element.kind === 'group' && element.options.some((o) => o.some(hasWord)))
  );
}

function parseSequence(text: string, phrase: string): { sequence: Element[]; rest: string } {
  const sequence: Element[] = [];
  let rest = text;
  while (rest !== '' && rest[0] !== ')' && rest[0] !== '|') {
    if (rest[0] === '(') {
      const group = parseGroup(rest.slice(1), phrase);
      sequence.push(group.element);
      rest = group.rest;
      continue;
    }
    const plain = /^[^()|]+/.exec(rest)?.[0] ?? '';
    if (plain.includes('?')) throw new PhraseError(`"?" stands only behind ")" in "${phrase}"`);
    sequence.push(...plain.split(/\s+/).flatMap(pieceElements));
    rest = rest.slice(plain.length);
  }
  return { sequence, rest };
}

function parseGroup(text: string, phrase: string): { element: Element; rest: string } {
  const options: Element[][] = [];
  let rest = text;
  for (;;) {
    const part = parseSequence(rest, phrase);
    options.push(part.sequence);
    if (part.rest === '') throw new PhraseError(`"(" without ")" in "${phrase}"`);
    rest = part.rest.slice(1);
    if (part.rest[0] === ')') break;
  }
  const optional = rest[0] === '?' || options.some((option) => option.length === 0);
  if (rest[0] === '?') rest = rest.slice(1);
  return { element: { kind: 'group', options: options.filter((o) => o.length > 0), optional }, rest };
}

function pieceElements(piece: string): Element[] {
  if (piece === '*') return [{ kind: 'any', least: 1, most: 1 }];
  if (piece === '**') return [{ kind: 'any', least: 0, most: 3 }];
  const elements: Element[] = [];
  let word = '';
  const flush = (): void => {
    const folded = foldWord(word);
    if (folded !== '') elements.push({ kind: 'word', word: folded });
    word = '';
  };
  for (const character of piece) {
    if ((FOLD[character.charCodeAt(0)] ?? BREAK) !== BREAK) {
      word += character;
      continue;
    }
    flush();
    if (MARK_CHARACTERS.has(character)) elements.push({ kind: 'mark', mark: character as PhraseMark });
  }
  flush();
  return elements;
}

/** The phrase with every choice made, for the small places that need plain phrases (titles, contexts). */
export function expandPhrase(phrase: string, marksAlone = false): Element[][] {
  if (!/[(*]/.test(phrase)) return [parsePhrase(phrase, marksAlone)];
  const expand = (sequence: readonly Element[]): Element[][] =>
    sequence.reduce<Element[][]>(
      (heads, element) => {
        if (element.kind === 'any') throw new PhraseError(`"*" has no place in "${phrase}": name the words`);
        const tails = element.kind === 'group' ? element.options.flatMap(expand) : [[element]];
        if (element.kind === 'group' && element.optional) tails.push([]);
        if (heads.length * tails.length > MOST_EXPANSIONS) {
          throw new PhraseError(`"${phrase}" stands for more than ${MOST_EXPANSIONS} phrases: split it`);
        }
        return heads.flatMap((head) => tails.map((tail) => [...head, ...tail]));
      },
      [[]],
    );
  return expand(parsePhrase(phrase, marksAlone));
}

const MOST_EXPANSIONS = 1000;

/** One text for all phrases that mean the same: the key under which a phrase is known. */
export function phraseKey(sequence: readonly Element[]): string {
  return sequence
    .map((element) => {
      if (element.kind === 'word') return element.word;
      if (element.kind === 'mark') return element.mark;
      if (element.kind === 'any') return element.most === 1 ? '*' : '**';
      return `(${element.options.map(phraseKey).join('|')})${element.optional ? '?' : ''}`;
    })
    .join(' ');
}
