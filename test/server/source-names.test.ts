import { describe, expect, it } from 'vitest';
import { sourceNames } from '../../src/server/pages/source-names.js';

const namesOf = (...locators: string[]): string[] => [...sourceNames(locators).values()];

describe('sources on a page', () => {
  it.each([
    ['a file by its name', ['/srv/data/jobs.csv'], ['jobs.csv']],
    ['two of one name apart', ['/srv/a/jobs.csv', '/srv/b/jobs.csv'], ['a/jobs.csv', 'b/jobs.csv']],
    ['a file beside a folder of the same name', ['/srv/a', '/srv/a/b'], ['a', 'a/b']],
    ['an address whole', ['https://jobs.example/x/y', '/srv/x'], ['https://jobs.example/x/y', 'x']],
    ['a board whole', ['greenhouse:acme'], ['greenhouse:acme']],
    ['a path of Windows', [String.raw`C:\data\jobs.csv`], ['jobs.csv']],
  ])('%s', (_, locators, names) => expect(namesOf(...locators)).toEqual(names));
});
