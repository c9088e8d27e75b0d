import { Tokens } from '../text/tokens.js';
import type { Scratch } from './compiled.js';

export function newScratch(skills: number, signals: number): Scratch {
  return {
    title: new Tokens(),
    description: new Tokens(),
    restated: new Tokens(),
    opening: new Tokens(),
    skills: new Int32Array(skills),
    signals: new Uint8Array(signals),
  };
}
