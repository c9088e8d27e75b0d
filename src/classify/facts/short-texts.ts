/**
 * What a title or a location may speak of at all: most say neither where the work is done nor what kind of employment it is, and
 * are spared the patterns.
 */
import { stemsInText, stemsOf } from '../text/stems.js';

/**
 * Parts of all words that remote.ts looks for in short texts; accents and case do not count. Three letters of a stem are
 * looked at, wherever they stand: the large ones, which few titles have ("emo" of "remote", where "rem" is of many words).
 */
const OF_REMOTE =
  'rEMOt hYBR hIBR IBRid SITe oFFIce peRSOn HOMe aNYWhere WFH TELe ZDAln tHUIs ORT PREs SEDe kaNTOor stACJ DAY TAG JOUr DIA GIOrni DAGen DNI';
/** The same of employment.ts. */
const OF_EMPLOYMENT =
  'TIMe ZEIt TIJd TID MEIo staGIAire altERN pRAKt intERN sTUDent ETAt paRCIal JORnada parTIEl coNTRact frEELanc frEIB W2 W-2 C2C cORP 1099 B2B mONTh tEMP FRIst FIXed CDD seASOn matERN tIEMpo CDI FEStan pERMan';

const STEMS = stemsOf([OF_REMOTE, OF_EMPLOYMENT].map(large));
const [REMOTE, EMPLOYMENT] = [1, 2];

function large(parts: string): string {
  return (parts.match(/[A-Z0-9-]+/g) ?? []).join(' ');
}

export function maySayRemote(text: string): boolean {
  return (stemsInText(text, STEMS) & REMOTE) !== 0;
}

export function maySayEmployment(text: string): boolean {
  return (stemsInText(text, STEMS) & EMPLOYMENT) !== 0;
}
