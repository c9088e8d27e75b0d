import { describe, expect, it } from 'vitest';
import { classify } from '../../../src/classify/classify.js';
import { remoteOfText } from '../../../src/classify/facts/remote.js';
import { taxonomy } from '../../support/taxonomy.js';

const inText = (description: string) => classify({ title: 'Engineer', description }, taxonomy).remote;

describe('place of work from a location or a title', () => {
  it.each([
    ['Remote (US)', 'remote'],
    ['Berlin or remote', 'remote'],
    ['San Francisco (Hybrid)', 'hybrid'],
    ['Remote/Hybrid', 'hybrid'],
    ['Hybrid or Remote (Madison, WI)', 'remote'],
    ['On-site (hybrid) in Stockholm', 'hybrid'],
    ['ONSITE (part remote)', 'hybrid'],
    ['NYC, 3 days in the office', 'hybrid'],
    ['Full time / Not remote', 'onsite'],
    ['Onsite (no remote)', 'onsite'],
    ['Atlanta, GA (In Person)', 'onsite'],
    ['Onsite or remote', 'remote'],
    ['Warszawa, praca zdalna', 'remote'],
    ['Kraków, hybrydowo', 'hybrid'],
    ['Paris, télétravail', 'remote'],
    ['Madrid (teletrabajo)', 'remote'],
    ['São Paulo (presencial)', 'onsite'],
    ['Milano (da remoto)', 'remote'],
    ['Utrecht, thuiswerken', 'remote'],
    ['Hamburg, vor Ort', 'onsite'],
    ['London', null],
  ])('%s', (text, expected) => expect(remoteOfText(text, 'location')?.kind ?? null).toBe(expected));

  it.each([
    ['Remote Sensing Engineer', null],
    ['Hybrid Cloud Architect', null],
    ['Remote Backend Developer', 'remote'],
    ['Backend Developer (hybrid)', 'hybrid'],
  ])('title %s', (text, expected) => expect(remoteOfText(text, 'title')?.kind ?? null).toBe(expected));
});

describe('place of work from a description', () => {
  it.each([
    ['This is a fully remote position.', 'remote'],
    ['The role is remote within the EU.', 'remote'],
    ['Location: Remote', 'remote'],
    ['You can work from anywhere.', 'remote'],
    ['We work in a hybrid model.', 'hybrid'],
    ['This is a hybrid role in Boston.', 'hybrid'],
    ['You are in the office 3 days a week, three days in our office.', 'hybrid'],
    ['Expected to work on-site 3 to 5 days per week.', 'hybrid'],
    ['This is an on-site role.', 'onsite'],
    ['Work in person at our office 5 days a week.', 'onsite'],
    ['No remote work, sorry.', 'onsite'],
    ['Acme | Engineer | Berlin | ONSITE | Full-time\n\nWe are remote-friendly otherwise.', 'onsite'],
    ['Acme | Engineer | Berlin or REMOTE | Full-time', 'remote'],
    ['Du arbeitest zwei Tage pro Woche im Home Office.', 'hybrid'],
    ['Praca zdalna lub z biura.', 'remote'],
    ['Trabajo en formato híbrido.', 'hybrid'],
    ['We are a remote-first company. This is an on-site role in Lyon.', 'onsite'],
  ])('%s', (text, expected) => expect(inText(text)).toBe(expected));

  it.each([
    'You run hybrid cloud environments and remote servers.',
    'A workshop lasting 1-2 days remote.',
    'You build remote monitoring systems.',
    'The person we look for leads office managers.',
    'Experience with hybrid mobile apps.',
  ])('nothing: %s', (text) => expect(inText(text)).toBeNull());

  it('the source, then the location, then the title win over the description', () => {
    const description = 'This is an on-site role.';
    const place = { raw: 'Berlin', country: null, region: null, city: null };
    expect(
      classify({ title: 'Engineer', description, location: { ...place, remote: 'hybrid' } }, taxonomy).remote,
    ).toBe('hybrid');
    const location = { ...place, raw: 'Remote - Germany', remote: null };
    expect(classify({ title: 'Engineer (hybrid)', description, location }, taxonomy).remote).toBe('remote');
    expect(classify({ title: 'Engineer (hybrid)', description }, taxonomy).remote).toBe('hybrid');
  });
});
