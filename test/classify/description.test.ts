import { describe, expect, test } from 'vitest';
import { classify } from '../../src/classify/classify.js';
import { taxonomy } from '../support/taxonomy.js';

const roleOf = (description: string, title = 'Software Engineer') =>
  classify({ title, description }, taxonomy).role;

const BACKEND = `Responsibilities
- Design and build REST APIs and microservices for our payments backend
- Own the database schema in PostgreSQL and keep Kafka consumers healthy
Requirements
- Java, Spring Boot, backend development`;
const FRONTEND = `Responsibilities
- Build UI components with React and TypeScript for our frontend
- Work closely with designers on the design system and accessibility
Requirements
- CSS, HTML, frontend engineering`;

describe('the description settles what the title leaves open', () => {
  test('server side duties', () => expect(roleOf(BACKEND).id).toBe('backend-developer'));
  test('user interface duties', () => expect(roleOf(FRONTEND).id).toBe('frontend-developer'));
  test('both sides', () => expect(roleOf(`${BACKEND}\n\n${FRONTEND}`).id).toBe('fullstack-developer'));
  test('nothing settles it: the job stays as undetermined as its title', () => {
    expect(roleOf('You write good software with a good team.').id).toBe('software-engineer');
    expect(roleOf('You write good software with a good team.', 'Founding Engineer').id).toBe(
      'software-engineer',
    );
  });
  test('the description names the job itself', () => {
    expect(roleOf('We are looking for a frontend engineer for our team.').id).toBe('frontend-developer');
  });
  test('words of colleagues are no words of this job', () => {
    const text = `${BACKEND}\n- You work closely with frontend engineers and support the mobile team`;
    expect(roleOf(text).id).toBe('backend-developer');
  });
  test('the less there is to hear, the less sure', () => {
    const clear = roleOf(BACKEND).confidence;
    expect(roleOf('Some backend, some frontend, some data pipelines.').confidence).toBeLessThan(clear);
  });
  test('one stray word settles nothing', () => {
    expect(roleOf('You write software. Our mobile app has users.').id).toBe('software-engineer');
  });
  test('words of the company and of benefits weigh nothing', () => {
    expect(roleOf(`About us\n${BACKEND.replaceAll(/(Responsibilities|Requirements)\n/g, '')}`).id).toBe(
      'software-engineer',
    );
  });
});

describe('what a signal hears', () => {
  const heardIn = (description: string): string[] => {
    const { evidence } = classify({ title: 'Software Engineer', description }, taxonomy);
    return evidence.map((item) => item.rule);
  };
  const backend = 'You build services in Go with Postgres and Kafka on AWS.';
  test('a server and not a word of the browser', () => {
    expect(roleOf(backend).id).toBe('backend-developer');
    expect(roleOf(`${backend} You build its frontend in React, too.`).id).toBe('fullstack-developer');
  });
  test('a skill speaks where it is loudest: required, not where the company tells its story', () => {
    const text = 'About us\nWe love Django.\nRequirements\n- Django, Postgres, Kafka, REST APIs, Python';
    expect(roleOf(text).id).toBe('backend-developer');
  });
  test('San Francisco is no storage network, Silicon Valley no silicon, SOC 2 no chip', () => {
    const text = 'We are in San Francisco, in Silicon Valley. We passed SOC 2. Pay: 100,000 CAD.';
    expect(heardIn(text).filter((rule) => /sysadmin|hardware/.test(rule))).toEqual([]);
  });
  test('who is sought to build something is no build engineer', () => {
    expect(roleOf('We are looking for senior engineers to build our product.').id).toBe('software-engineer');
  });
  test('what the role is said to be', () => {
    const text = 'This role is full stack. You maintain our APIs in PHP and Node.js, and sites in React.';
    expect(roleOf(text).id).toBe('fullstack-developer');
  });
  test('work on the server under a title of systems is systems work', () => {
    const text = 'You write services in Rust and Go; the storage engine and its network protocols are yours.';
    expect(roleOf(text, 'Systems Engineer').id).toBe('backend-systems-developer');
  });
  test('a label between bars ends at the next one', () => {
    const line =
      'Senior Engineer | Salary: 60k | You build REST APIs in PHP, Symfony and MySQL for our backend.';
    expect(roleOf(line).id).toBe('backend-developer');
  });
});

describe('a specific title is never moved', () => {
  test.each([
    ['Data Engineer', BACKEND, 'data-engineer'],
    ['DevOps Engineer', FRONTEND, 'devops-engineer'],
    ['Backend Developer', FRONTEND, 'backend-developer'],
    ['QA Engineer', BACKEND, 'qa-engineer'],
  ])('%s', (title, text, role) => expect(roleOf(text, title).id).toBe(role));

  test('a language title moves to full stack only when the duties span both sides', () => {
    expect(roleOf(BACKEND, 'Java Developer').id).toBe('backend-developer');
    expect(
      roleOf(`Full stack work across the whole stack.\n${BACKEND}\n${FRONTEND}`, 'Java Developer').id,
    ).toBe('fullstack-developer');
  });
});

describe('any input gets a verdict', () => {
  const pathological: [string, string, string][] = [
    ['nothing', '', ''],
    ['one word', 'Engineer', 'x'],
    ['no spaces', 'a'.repeat(10_000), 'java'.repeat(50_000)],
    ['right to left', 'مطور برمجيات', 'خبرة في Java و Python لمدة 5 سنوات'],
    ['an alias ten thousand times', 'Java '.repeat(100), 'Spring Boot, '.repeat(10_000)],
    ['brackets', '('.repeat(2000), ')('.repeat(20_000)],
    ['dashes and numbers', '1-2-3-'.repeat(300), '5-5-5 years '.repeat(10_000)],
    ['NUL and lone surrogates', '\0\ud800Java', '\udfff\0Java\ud800'],
    ['openings of long phrases', 'Senior', 'design and build and '.repeat(20_000)],
  ];
  test.each(pathological)('%s', (_name, title, description) => {
    const verdict = classify({ title, description }, taxonomy);
    expect(taxonomy.roles.has(verdict.role.id)).toBe(true);
    expect(taxonomy.levels.map((level) => level.id)).toContain(verdict.level.id);
    expect(verdict.role.confidence).toBeGreaterThanOrEqual(0);
    expect(verdict.role.confidence).toBeLessThanOrEqual(1);
  });

  test('the same posting gets the same verdict, whatever was classified between', () => {
    const first = classify({ title: 'Software Engineer', description: BACKEND }, taxonomy);
    classify({ title: 'Nurse', description: FRONTEND.repeat(50) }, taxonomy);
    expect(classify({ title: 'Software Engineer', description: BACKEND }, taxonomy)).toEqual(first);
  });
});
