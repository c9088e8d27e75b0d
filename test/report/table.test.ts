import { describe, expect, it } from 'vitest';
import { renderTable, type Column } from '../../src/report/table.js';
import { cut, displayWidth, oneLine, wrap } from '../../src/report/text-width.js';

describe('renderTable', () => {
  const columns: Column[] = [
    { head: 'title', shrink: 6 },
    { head: 'company', shrink: 6 },
    { head: 'n', align: 'right' },
  ];
  const rows = [
    ['Senior Backend Engineer', 'Quillwater', '1'],
    ['Nurse', 'Fernhollow', '12,345'],
  ];

  it('lines numbers up on the right and texts on the left', () => {
    expect(renderTable(columns, rows, 80)).toBe(
      [
        'title                    company          n',
        '───────────────────────  ──────────  ──────',
        'Senior Backend Engineer  Quillwater       1',
        'Nurse                    Fernhollow  12,345',
      ].join('\n'),
    );
  });

  it.each([20, 24, 30, 40])(
    'fits into %i columns by cutting the widest text first, never a number',
    (width) => {
      const lines = renderTable(columns, rows, width).split('\n');
      expect(Math.max(...lines.map(displayWidth))).toBeLessThanOrEqual(Math.max(width, 6 + 6 + 6 + 4));
      expect(lines.at(-1)).toContain('12,345');
    },
  );

  it('leaves optional columns out where shrinking is not enough, the last one first', () => {
    const wide: Column[] = [
      { head: 'aaaa', optional: true },
      { head: 'bbbb' },
      { head: 'cccc', optional: true },
    ];
    const heads = (width: number) => renderTable(wide, [['1', '2', '3']], width).split('\n')[0];
    expect([heads(16), heads(15), heads(9), heads(3)]).toEqual([
      'aaaa  bbbb  cccc',
      'aaaa  bbbb',
      'bbbb',
      'bbbb',
    ]);
  });

  it('keeps its shape with wide characters', () => {
    const lines = renderTable(
      [{ head: 'title' }, { head: 'n', align: 'right' }],
      [
        ['開発者', '1'],
        ['Café 🚀', '2'],
      ],
      80,
    ).split('\n');
    expect(lines.slice(2).map((line) => displayWidth(line))).toEqual([10, 10]);
  });

  it('lets no control character through: a title must not steer the terminal', () => {
    const [, , text] = renderTable(
      [{ head: 'title' }],
      [['\u001b]0;owned\u0007Dev\u001b[31m\u202e']],
      80,
    ).split('\n');
    expect(text).not.toMatch(/[\p{Cc}\u202e]/u);
    expect(text).toContain('Dev');
  });
});

describe('text width', () => {
  it.each([
    ['abcdef', 6, 'abcdef'],
    ['abcdefg', 6, 'abcde…'],
    ['日本語の仕事', 7, '日本語…'],
    ['e\u0301e\u0301e\u0301', 2, 'e\u0301…'],
  ])('cut(%s, %i)', (text, width, out) => expect(cut(text, width)).toBe(out));

  it('keeps the end of a path', () => expect(cut('/long/way/to/jobs.csv', 9, 'end')).toBe('…jobs.csv'));

  it('wraps at spaces and leaves a long word whole', () => {
    expect(wrap('one two three incomprehensibilities', 9)).toEqual([
      'one two',
      'three',
      'incomprehensibilities',
    ]);
  });

  it('oneLine joins lines', () => expect(oneLine(' a\r\n\tb\u0000c ')).toBe('a b c'));
});
