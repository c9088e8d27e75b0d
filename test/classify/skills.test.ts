import { describe, expect, test } from 'vitest';
import { classify } from '../../src/classify/classify.js';
import { taxonomy } from '../support/taxonomy.js';

const read = (description: string, title = '') => classify({ title, description }, taxonomy);
const ids = (description: string, title = '') => read(description, title).skills.map((skill) => skill.id);

describe('an ambiguous word counts only in its technical sense', () => {
  test.each([
    ['We go the extra mile for our guests.', 'go'],
    ['Courses begin in the spring semester.', 'spring'],
    ["The chef's salary is paid monthly.", 'chef'],
    ['Please express interest by Friday.', 'express'],
    ['You work with the rest of the team.', 'rest'],
    ['You react quickly to changing priorities.', 'react'],
    ['He is known as the oracle of Omaha.', 'oracle-db'],
    ['We value a swift response.', 'swift'],
    ['You join our R&D department.', 'r'],
    ['Presentations to the C-suite.', 'c'],
    ['You excel at communication.', 'excel'],
    ['See https://github.com/acme and https://react.dev for more.', 'react'],
    ['Write to jobs@python.example or visit python.org', 'python'],
  ])('%s', (text, skill) => expect(ids(text)).not.toContain(skill));

  test.each([
    ['Services in Go, Rust and Kafka', ['go', 'rust', 'kafka']],
    ['Java 17 with Spring and Hibernate', ['java', 'spring', 'hibernate']],
    ['Configuration with Chef, Puppet or Ansible', ['chef', 'puppet', 'ansible']],
    ['Node.js with Express and MongoDB', ['nodejs', 'express', 'mongodb']],
    ['RESTful APIs and gRPC', ['rest', 'grpc']],
    ['React, Redux and TypeScript', ['react', 'redux', 'typescript']],
    ['C, C++ and C# on Windows', ['c', 'cpp', 'csharp']],
  ])('%s', (text, skills) => expect(ids(text)).toEqual(expect.arrayContaining(skills)));
});

describe('a family and its member are separate', () => {
  test.each([
    ['Spring Boot services', 'spring-boot', 'spring'],
    ['Apps in React Native', 'react-native', 'react'],
    ['ASP.NET Core back ends', 'aspnet-core', 'dotnet'],
    ['SQL Server administration', 'sql-server', 'sql'],
    ['Modern JavaScript', 'javascript', 'java'],
    ['Services in C++', 'cpp', 'c'],
  ])('%s', (text, member, family) => {
    expect(ids(text)).toContain(member);
    expect(ids(text)).not.toContain(family);
  });

  test('a vendor named in the name of its service counts too', () => {
    expect(ids('AWS Lambda functions')).toEqual(expect.arrayContaining(['aws-lambda', 'aws']));
    expect(ids('Clusters on EKS')).not.toContain('aws');
  });
});

describe('what the job does not ask for does not count', () => {
  test.each([
    ['benefits', 'Requirements\n- Java\n\nBenefits\n- Free Kubernetes courses', 'java', 'kubernetes'],
    ['other jobs', 'Requirements\n- Java\n\nOther open positions\n- React developer', 'java', 'react'],
    ['negation', 'Requirements\n- Java\n- no PHP', 'java', 'php'],
    ['customers in a row', 'Clients like Initech, MongoDB and others. We write Kotlin.', 'kotlin', 'mongodb'],
    [
      'whom it does not suit',
      'Needed\n- Kotlin\n\nYou should not apply if:\n- you live in Jira',
      'kotlin',
      'jira',
    ],
    [
      'the story of the company',
      'We help banks automate SOC 2. We write Kotlin.\nOur customers include Initech and Redis.',
      'kotlin',
      'soc2',
    ],
    ['customers', 'We write Kotlin. Backed by executives of Redis and Initech.', 'kotlin', 'redis'],
    ['colleagues', 'Write Kotlin. Work with the Android, web and design teams.', 'kotlin', 'android'],
    ['colleagues of one trade', 'Kotlin. Collaborate closely with DevOps engineers', 'kotlin', 'devops'],
    ['welders', 'Weld to AWS D1.1, log it in SQL', 'sql', 'aws'],
    ['its own open positions', 'Open positions:\n- Backend (Scala)\n\nOther roles\n- Perl', 'scala', 'perl'],
  ])('%s', (_name, text, kept, dropped) => {
    expect(ids(text)).toContain(kept);
    expect(ids(text)).not.toContain(dropped);
  });

  test.each([
    ['a duty', 'Responsibilities\n- Build the platform that helps customers run Kafka', 'kafka'],
    ['the reader', 'On our mission to reach everyone you run Kafka', 'kafka'],
    ['a way of working', 'Work closely with your scrum team', 'scrum'],
    ['a list that begins anew', 'You work with React and our design team', 'react'],
    ['a tool', 'Experience working with Kafka, and comfort mentoring engineers', 'kafka'],
  ])('but %s does', (_name, text, skill) => expect(ids(text)).toContain(skill));

  test('what was ruled out stands in the evidence', () => {
    const { evidence } = read('Requirements\n- Java\n- no PHP');
    expect(evidence).toContainEqual(
      expect.objectContaining({ for: 'php', rule: 'skill.php.negated', used: false, quote: 'PHP' }),
    );
  });
});

describe('a practice of software in another trade', () => {
  const text = 'You care for scalable systems and unit tests, and use Excel.';
  test('is a word of that trade', () => {
    const { skills, evidence } = read(text, 'Account Manager');
    expect(skills.map((skill) => skill.id)).toEqual(['excel']);
    expect(evidence).toContainEqual(
      expect.objectContaining({ rule: 'skill.unit-testing.trade', used: false }),
    );
  });
  test('may mean something else in some families of technology', () =>
    expect(ids('Turn insights into scalable solutions.', 'Product Manager')).not.toContain('scalability'));
  test('counts in technology', () => expect(ids(text, 'Backend Engineer')).toContain('unit-testing'));
});

describe('requirement', () => {
  const text = `What you will do
- Build services in Python

Requirements
- Kubernetes in production
- Terraform is a plus

Nice to have
- Kafka`;
  test.each([
    ['python', 'mentioned'],
    ['kubernetes', 'required'],
    ['terraform', 'preferred'],
    ['kafka', 'preferred'],
  ])('%s is %s', (skill, requirement) => {
    expect(read(text).skills.find(({ id }) => id === skill)?.requirement).toBe(requirement);
  });

  test.each([
    'Experience with GraphQL',
    'Knowledge of GraphQL',
    'Skills in GraphQL',
    'Expérience avec GraphQL',
    'Conocimientos de GraphQL',
  ])('an item of a list is no heading: %s', (item) => {
    const { skills } = read(`Nice to have:\n- ${item}\n- Kafka`, 'Kotlin Developer');
    const preferred = skills.filter(({ requirement }) => requirement === 'preferred');
    expect(preferred.map(({ id }) => id)).toEqual(expect.arrayContaining(['graphql', 'kafka']));
  });

  test('the strongest mention counts, the title most of all', () => {
    const skills = read('Nice to have\n- Java\n\nRequirements\n- Java', 'Kotlin Developer').skills;
    expect(skills.map(({ id, requirement, inTitle }) => [id, requirement, inTitle])).toEqual([
      ['kotlin', 'required', true],
      ['java', 'required', false],
    ]);
  });
});

test('evidence quotes the words, with their place in the text', () => {
  const text = 'Experience with PostgreSQL 14 and redis.';
  for (const evidence of read(text).evidence.filter(({ about }) => about === 'skill')) {
    expect(text.slice(...(evidence.span ?? [0, 0]))).toBe(evidence.quote);
  }
  expect(ids(text)).toEqual(['postgresql', 'redis']);
});
