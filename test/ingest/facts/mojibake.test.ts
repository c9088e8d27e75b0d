import { describe, expect, it } from 'vitest';
import { mendMojibake } from '../../../src/ingest/facts/mojibake.js';

describe('mojibake', () => {
  it.each([
    ['MecÃ¡nico', 'Mecánico'],
    ['vehÃ­culos', 'vehículos'],
    ['itâ€™s â€œfineâ€\u009d', 'it’s “fine”'],
    ['Ð˜Ð½Ð¶ÐµÐ½ÐµÑ€', 'Инженер'],
    ['è½¯ä»¶', '软件'],
    ['launch ðŸš€', 'launch 🚀'],
    ['50Â\u00a0%', '50\u00a0%'],
    ['\u00e2\u0080\u0099', '’'],
    // Twice.
    ['MecÃƒÂ¡nico', 'Mecánico'],
    // Cut off in the middle of a letter.
    ['DiagnÃ³stico del vehÃ', 'Diagnóstico del veh'],
    // The certain one among well-read letters.
    ['señor MecÃ¡nico — œuvre', 'señor Mecánico — œuvre'],
  ])('%s', (dirty, clean) => expect(mendMojibake(dirty)).toBe(clean));

  it.each([
    'Mecánico Automotriz',
    'Ingénieur à Genève',
    // UTF-8 by accident: the other letters of the text are not.
    'Bistro «CAFÉ» à Genève',
    'SÃO PAULO',
    'Ångström Ä',
    'Инженер',
    '软件工程师',
    '',
  ])('left alone: %s', (text) => expect(mendMojibake(text)).toBe(text));
});
