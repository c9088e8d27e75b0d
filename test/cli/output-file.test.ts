import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
  mkdirSync,
  lstatSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openOutputFile } from '../../src/cli/output-file.js';

describe('openOutputFile', () => {
  let cwd = '';
  beforeEach(() => (cwd = mkdtempSync(join(tmpdir(), 'rolemill-out-'))));
  afterEach(() => rmSync(cwd, { recursive: true }));
  const open = (path: string, force = false) => openOutputFile(path, { cwd, force });
  const at = (name: string): string => readFileSync(join(cwd, name), 'utf8');

  it('is there when it is complete, not before, and nothing else stays', async () => {
    const file = await open('a.csv');
    await file.write('one\n');
    await file.write(Buffer.from('two\n'));
    expect(readdirSync(cwd)).not.toContain('a.csv');
    await file.commit();
    await file.discard();
    expect(readdirSync(cwd)).toEqual(['a.csv']);
    expect(at('a.csv')).toBe('one\ntwo\n');
  });

  it('given up, it leaves nothing, and what stood there stays', async () => {
    writeFileSync(join(cwd, 'a.csv'), 'before');
    const file = await open('a.csv', true);
    await file.write('half');
    await file.discard();
    expect(readdirSync(cwd)).toEqual(['a.csv']);
    expect(at('a.csv')).toBe('before');
  });

  it('replaces only where it is told to', async () => {
    writeFileSync(join(cwd, 'a.csv'), 'before');
    await expect(open('a.csv')).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringContaining('--force'),
    });
    const file = await open('a.csv', true);
    await file.write('after');
    await file.commit();
    expect(at('a.csv')).toBe('after');
  });

  it('does not replace what came meanwhile', async () => {
    const file = await open('a.csv');
    await file.write('mine');
    writeFileSync(join(cwd, 'a.csv'), 'theirs');
    await expect(file.commit()).rejects.toMatchObject({ code: 'usage' });
    await file.discard();
    expect(readdirSync(cwd)).toEqual(['a.csv']);
    expect(at('a.csv')).toBe('theirs');
  });

  it('keeps a link and replaces what it leads to', async () => {
    mkdirSync(join(cwd, 'real'));
    writeFileSync(join(cwd, 'real/a.csv'), 'before');
    symlinkSync(join(cwd, 'real/a.csv'), join(cwd, 'a.csv'));
    const file = await open('a.csv', true);
    await file.write('after');
    await file.commit();
    expect(lstatSync(join(cwd, 'a.csv')).isSymbolicLink()).toBe(true);
    expect(at('real/a.csv')).toBe('after');
  });

  it('writes straight to a device', async () => {
    const file = await open('/dev/null');
    await file.write('gone');
    await file.commit();
    expect(readdirSync(cwd)).toEqual([]);
  });

  it.each([
    ['nowhere/a.csv', 'does not exist'],
    ['.', 'is a folder'],
  ])('%s is wrong use: %s', async (path, message) => {
    await expect(open(path)).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringContaining(message),
    });
  });
});
