import { describe, expect, test } from 'vitest';
import { classify } from '../../src/classify/classify.js';
import { toClassifiedPosting, type ClassifiedPosting } from '../../src/domain/verdict.js';
import { normalise } from '../../src/ingest/normalise.js';
import { renderExplanation } from '../../src/report/explanation.js';
import { levelReason, lossReason, roleReason } from '../../src/report/reasons.js';
import { taxonomy } from '../support/taxonomy.js';

function explained(title: string, description = ''): ClassifiedPosting {
  const { posting } = normalise({
    source: 'test',
    scope: null,
    sourceId: null,
    url: null,
    title,
    description,
    descriptionFormat: 'text',
    company: null,
    locations: [],
    place: null,
    remote: null,
    employmentType: null,
    salary: null,
    postedAt: null,
    validThrough: null,
    language: null,
    at: 'test',
  });
  return toClassifiedPosting(posting, classify(posting, taxonomy), { evidence: true });
}

const DUTIES = 'You build REST APIs in Java and Spring Boot with PostgreSQL, Kafka and gRPC microservices.';

describe('roleReason', () => {
  test('a specific title settles it', () => {
    expect(roleReason(explained('Backend Developer'))).toMatch(/"Backend Developer".*settles/);
  });
  test('a vague one leaves it to the description', () => {
    const posting = explained('Software Engineer', DUTIES);
    expect(posting.role.id).toBe('backend-developer');
    expect(roleReason(posting)).toMatch(
      /"Software Engineer".*description settles it: \d+ of the \d+ .*backend/,
    );
  });
  test('nothing without evidence', () => {
    const { evidence: _, ...bare } = explained('Backend Developer');
    expect(roleReason(bare)).toBe('');
  });
});

describe('levelReason', () => {
  test.each([
    ['Senior Backend Developer', '', /title says "Senior"/],
    ['Backend Developer', 'We ask for 6+ years of experience with Java.', /6 years/],
    ['Backend Developer', '', /nothing names a level/],
  ])('%s', (title, description, reason) => {
    expect(levelReason(explained(title, description))).toMatch(reason);
  });
});

test('lossReason tells a negated skill from a lost role', () => {
  const posting = explained('Senior Backend Developer / Manager', 'Java. No PHP.');
  const lost = (posting.evidence ?? []).filter((item) => !item.used);
  const reasonOf = (about: string): string[] =>
    lost.filter((item) => item.about === about).map((item) => lossReason(item, posting));
  expect(reasonOf('skill')).toEqual(['said not to be wanted']);
  expect(reasonOf('role')).toContain('another title rule explains more, or comes first');
});

test('the explanation fits the width and says why', () => {
  const text = renderExplanation(explained('Software Engineer', DUTIES), 100);
  expect(text).toContain('because ');
  for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(100);
});
