import { expect, test } from 'vitest';
import { maySayEmployment, maySayRemote } from '../../../src/classify/facts/short-texts.js';

// What the patterns of remote.ts and employment.ts look for in short texts, written out.
const REMOTE =
  'remote hybrid hybryd híbrido hibrido ibrido site office person home anywhere wfh telework télétravail zdalna thuis ort presencial présentiel sede kantoor stacjonarnie day tag jour dia día giorni dagen dni';
const EMPLOYMENT =
  'time zeit tijd deltid meio+período stagiaire alternance praktikum intern student etat etatu parcial jornada partiel contract freelance freiberuflich w2 w-2 c2c corp 1099 b2b month temp befristet fixed cdd season maternity tiempo cdi festanstellung permanent';

test.each([
  ['where', REMOTE, maySayRemote],
  ['how long', EMPLOYMENT, maySayEmployment],
] as const)('no word that says %s the work is done is passed over', (_what, words, may) => {
  const written = words.split(' ').map((word) => word.replace('+', ' '));
  const missed = written.filter(
    (word) => ![word, word.toUpperCase(), `Data Engineer (${word})`, `x${word}`].every(may),
  );
  expect(missed).toEqual([]);
});

test('most titles need no second look', () => {
  const titles = ['Backend Engineer', 'Senior Data Scientist', 'DevOps Lead', 'Product Manager'];
  expect(titles.filter((title) => maySayRemote(title) || maySayEmployment(title))).toEqual([]);
});
