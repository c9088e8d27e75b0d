import { Tokens } from '../text/tokens.js';
import type { Scratch } from './compiled.js';

export function newScratch(skills: number, signals: number, roles: number): Scratch {
  return {
    title: new Tokens(),
    description: new Tokens(),
    restated: new Tokens(),
    opening: new Tokens(),
    skills: new Int32Array(skills),
    signals: new Uint8Array(signals),
    // One more for what is no role.
    scores: new Float64Array(roles + 1),
    possible: new Uint8Array(roles + 1),
  };
}
