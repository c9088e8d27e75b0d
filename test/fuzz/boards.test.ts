/** Every board adapter over records and addresses that no service would give. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GiveUpError } from '../../src/domain/errors.js';
import { MAX_PAGES } from '../../src/ingest/limits.js';
import type { BoardAdapter, BoardClient } from '../../src/ingest/sources/board.js';
import { BOARDS, boardTarget, recordPostings } from '../../src/ingest/sources/registry.js';
import { expectIssue, expectNormal, runs } from './checks.js';
import { anyRecord, anyUrl, anyValue, oddRecord } from './json.js';

const context = { map: null, scope: 'brightloom', pageUrl: null, company: null };

/** Names that an adapter asks for, as far as `recognises` and `toRaw` touch them on an empty record. */
function asked(read: (record: Record<string, unknown>) => void): string[] {
  const names = new Set<string>();
  const note = (key: string | symbol): void => void (typeof key === 'string' && names.add(key));
  const spy = new Proxy<Record<string, unknown>>(
    {},
    {
      get: (_, key) => (note(key), undefined),
      has: (_, key) => (note(key), true),
    },
  );
  read(spy);
  return [...names];
}

function namesOf(board: BoardAdapter): string[] {
  return asked((record) => {
    board.recognises(record);
    board.toRaw(record, 'item 1', context);
  });
}

function oddRecordOf(board: BoardAdapter): ReturnType<typeof oddRecord> {
  return oddRecord(Object.fromEntries(namesOf(board).map((name) => [name, `${name} 7`])));
}

type WalkedBoard = BoardAdapter & Required<Pick<BoardAdapter, 'walk'>>;
const WALKED = BOARDS.filter((board): board is WalkedBoard => board.walk !== undefined);

describe.each(BOARDS.map((board) => [board.name, board] as const))('%s', (_name, board) => {
  const record = oddRecordOf(board);

  it('makes a sound posting, or none, of any record', () => {
    fc.assert(
      fc.property(fc.oneof(record, anyRecord), (given) => {
        expect(typeof board.recognises(given)).toBe('boolean');
        for (const raw of [board.toRaw(given, 'item 1', context)].flat()) expectNormal(raw);
      }),
      runs(250),
    );
  });

  // Looked up in a plain object they are found, though nobody put them there.
  it.each(['__proto__', 'constructor'])('finds no meaning in the word %s', (word) => {
    const given = Object.fromEntries(namesOf(board).map((name) => [name, word]));
    expect(() => [board.toRaw(given, 'item 1', context)].flat().map(expectNormal)).not.toThrow();
  });
});

describe.each(WALKED.map((board) => [board.name, board] as const))('%s', (_name, board) => {
  const record = oddRecordOf(board);

  it('comes to an end whatever the board answers', async () => {
    const target = {
      apiUrl: `https://x.example/${board.name}?page=1`,
      board: 'brightloom',
      postingId: null,
    };
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(record, anyRecord, anyValue), { maxLength: 4 }),
        fc.boolean(),
        async (answers, forEver) => {
          let requests = 0;
          let records = 0;
          const client: BoardClient = {
            json: async ({ url }) => {
              expect(URL.canParse(url)).toBe(true);
              const answer = answers[forEver && answers.length > 0 ? requests % answers.length : requests];
              requests++;
              // A board that answers the same for ever is left after its last page, and after each record's detail.
              expect(requests).toBeLessThanOrEqual(2 * MAX_PAGES + records + 10);
              return answer ?? {};
            },
          };
          try {
            for await (const walked of board.walk(target, client)) {
              records++;
              if (walked.type === 'issue') expectIssue(walked);
              else
                for (const raw of [board.toRaw(walked.record, walked.at, context)].flat()) expectNormal(raw);
            }
          } catch (error) {
            if (!(error instanceof GiveUpError)) throw error;
          }
        },
      ),
      runs(40),
    );
  });
});

describe('the registry', () => {
  it('reads any record as something, or as nothing', () => {
    expect.hasAssertions();
    const maps = fc.constantFrom(null, {
      title: '__proto__',
      id: 'a.b.0.c',
      company: 'constructor.name',
      salary: 'title.7',
    });
    fc.assert(
      fc.property(anyRecord, maps, (record, map) => {
        for (const raw of recordPostings(record, 'json', 'item 1', { ...context, map })) expectNormal(raw);
      }),
      runs(1000),
    );
  });

  it('knows an address for a board, or does not', () => {
    let known = 0;
    let asked = 0;
    fc.assert(
      fc.property(anyUrl, (url) => {
        const found = boardTarget(new URL(url));
        asked++;
        if (found === null) return;
        known++;
        expect(new URL(found.target.apiUrl).protocol).toBe('https:');
        expect(found.target.board).not.toBe('');
      }),
      runs(2000),
    );
    expect(known).toBeGreaterThan(asked / 20);
  });
});
