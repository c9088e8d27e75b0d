import { describe, expect, test } from 'vitest';
import {
  crossValidate,
  fitExample,
  fitWeights,
  scoreFit,
  withWeights,
  type FitExample,
} from '../../src/classify/description/fit.js';
import { taxonomy } from '../support/taxonomy.js';

const example = (title: string, description: string, role: string): FitExample | null =>
  fitExample(
    {
      id: '1',
      title,
      description,
      company: null,
      location: null,
      role,
      role_alt: [],
      level: 'mid',
      level_alt: [],
      skills: [],
      skills_alt: [],
    },
    taxonomy,
  );

/** Made so that one signal means one role, against what its words say. */
const examples = Array.from({ length: 40 }, (_, n) =>
  n % 2 === 0
    ? example(
        'Software Engineer',
        `You build our backend services and the backend architecture. ${n}`,
        'frontend-developer',
      )
    : example(
        'Software Engineer',
        `You build our firmware and device drivers for microcontrollers. ${n}`,
        'embedded-engineer',
      ),
).filter((item) => item !== null);

describe('fit', () => {
  test('learns what the labels say, and never turns a signal against its role', () => {
    const weights = fitWeights(examples, taxonomy);
    expect(scoreFit(examples, withWeights(taxonomy, weights))).toMatchObject({ right: 40, total: 40 });
    expect(weights.signals['backend.says']).toBeLessThan(weights.signals['embedded.duties'] ?? 0);
    expect(Math.min(...Object.values(weights.signals))).toBeGreaterThanOrEqual(0);
  });

  test('what a signal says of other common roles is learned too', () => {
    const { also } = fitWeights(examples, taxonomy);
    expect(also['backend.says frontend-developer']).toBeGreaterThan(0);
    expect(also['backend.says embedded-engineer'] ?? 0).toBeLessThanOrEqual(0);
  });

  test('the same labels give the same weights', () => {
    expect(fitWeights(examples, taxonomy)).toEqual(fitWeights(examples, taxonomy));
  });

  test('weights of an earlier fit are where the next one starts and what it stays near', () => {
    const earlier = { signals: { 'backend.says': 5, 'gone.signal': 9 }, also: {}, roles: {}, titles: {} };
    const weights = fitWeights(examples, taxonomy, earlier);
    const afresh = fitWeights(examples, taxonomy);
    expect(weights.signals['backend.says']).toBeGreaterThan(afresh.signals['backend.says'] ?? 0);
    expect(weights.signals['backend.says']).toBeLessThan(5);
    expect(weights.signals['gone.signal']).toBeUndefined();
  });

  test('cross-validation scores every example once', () => {
    expect(crossValidate(examples, taxonomy).total).toBe(40);
  });

  test('a title that leaves nothing open teaches nothing', () => {
    expect(example('Data Engineer', 'x', 'data-engineer')).toBeNull();
  });
});
