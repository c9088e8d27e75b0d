/** Which encoding each line is read in, whatever stands beside it and however the bytes come. */
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { decodeText } from '../../src/ingest/input/decode.js';

async function decode(bytes: Buffer, size: number): Promise<{ text: string; notes: string[] }> {
  async function* pieces(): AsyncGenerator<Buffer> {
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
  }
  const decoded = decodeText(pieces(), bytes.subarray(0, 64 * 1024), null);
  let text = '';
  for await (const piece of decoded.text) text += piece;
  return { text, notes: decoded.takeNotes() };
}

const SIZES = [1 << 20, 611, 1] as const;
const repeated = (titles: readonly string[], count: number): string =>
  Array.from({ length: count }, (_, i) => `{"id":${i},"title":"${titles[i % titles.length]}"}\n`).join('');

describe('a file in an old encoding', () => {
  it.each([
    ['windows-1252', ['Développeur à « Paris »', 'Koch für Gäste', 'Cook', 'Señor – “niño”']],
    // Two letters of it that are one of UTF-8.
    ['windows-1252', ['Développeur', 'Élève', 'Bäcker', 'CAFÉ»']],
    ['gbk', ['软件开发工程师，负责后端服务', '产品经理', '模', '销售', 'Cook']],
    ['shift_jis', ['ソフトウェアエンジニア募集', '営業', '東京都千代田区での勤務です']],
  ] as const)('%s', async (encoding, titles) => {
    const text = repeated(titles, 200);
    for (const size of SIZES.slice(0, 2))
      expect((await decode(iconv.encode(text, encoding), size)).text).toBe(text);
    // The same without line ends: as one document.
    const document = text.replaceAll('\n', ', ');
    expect((await decode(iconv.encode(document, encoding), 5000)).text).toBe(document);
  });
});

describe('stray bytes', () => {
  it.each(SIZES)('in two lines beside one that is UTF-8, in pieces of %d', async (size) => {
    const stray = Buffer.from([0x43, 0xfb, 0x0a]);
    const bytes = Buffer.concat([Buffer.from('Bäcker\n'), stray, stray, Buffer.from('Köchin\n')]);
    const { text, notes } = await decode(bytes, size);
    expect(text).toBe('Bäcker\nCû\nCû\nKöchin\n');
    expect(notes.join()).toContain('invalid UTF-8');
  });

  it('cost the letter they stand in, where more of the line is UTF-8', async () => {
    const bytes = Buffer.concat([Buffer.from('Größe für '), Buffer.from([0xff]), Buffer.from('Mädchen\n')]);
    expect((await decode(bytes, 1 << 20)).text).toBe('Größe für \ufffdMädchen\n');
  });

  it('in a document of one line cost no more than what is near', async () => {
    const near = Buffer.concat([Buffer.from('{"title":"Cook'), Buffer.from([0xe9]), Buffer.from('"}, ')]);
    const far = Buffer.from(repeated(['Bäcker'], 100).replaceAll('\n', ', '));
    const { text } = await decode(Buffer.concat([near, far]), 1 << 20);
    expect(text.split('Bäcker').length - 1).toBeGreaterThan(60);
  });
});
