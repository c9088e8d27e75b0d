import { BREAK, FOLD } from './fold.js';
import { CLOSE, COLON, COMMA, DASH, HARD, NEWLINE, OPEN, PIPE, SOFT, STOP } from './tokens.js';

/**
 * What a code unit is to the tokenizer, in one table: a folded letter or digit below `FIRST_GAP`; a separator as
 * `FIRST_GAP` + its gap; or one of those that need a second look. Silent ones keep
 * `SILENT`. assembly/cut.ts reads it by the same numbers.
 */
const FIRST_GAP = 0xfff0;
const A_DOT = 0xfffb;
const A_MARK = 0xfffc;
const A_LINE_FEED = 0xfffd;
const A_HYPHEN = 0xfffe;
export const CLASS = buildClassTable();

function buildClassTable(): Uint16Array {
  const table = new Uint16Array(0x10000);
  for (let unit = 0; unit < 0x10000; unit++) {
    const folded = FOLD[unit] as number;
    table[unit] = folded === BREAK ? FIRST_GAP + HARD : folded;
  }
  const set = (units: string, value: number): void => {
    for (let i = 0; i < units.length; i++) table[units.charCodeAt(i)] = value;
  };
  const gap = (units: string, value: number): void => set(units, FIRST_GAP + value);
  gap(' \t\u00a0\u2009\u202f\u3000\u2010\u2011\'’‘`´"“”*_~', SOFT);
  gap(',;、，', COMMA);
  gap(':：', COLON);
  gap('!?。', STOP);
  gap('([{（', OPEN);
  gap(')]}）', CLOSE);
  gap('|', PIPE);
  gap('–—―', DASH);
  gap('\r\u2028\u2029', NEWLINE);
  set('.', A_DOT);
  set('+#/&@', A_MARK);
  set('\n', A_LINE_FEED);
  set('-', A_HYPHEN);
  return table;
}
