import type { Posting } from '../posting.js';
import { minHash } from './min-hash.js';
import { companyKey, titleKey, wordsOf } from './names.js';

/** What tells copies of a posting: only those with the same key are compared, by their signatures. */
export interface Fingerprint {
  /** Company and title, normalized. */
  key: string;
  /** Of the text; null where it is too short to be compared: such a posting has no copies. */
  signature: Uint8Array | null;
}

export function fingerprint(
  posting: Pick<Posting, 'title' | 'company' | 'location' | 'description'>,
): Fingerprint {
  const { raw, city, region, country } = posting.location;
  return {
    key: `${companyKey(posting.company)}\n${titleKey(posting.title, [raw, city, region, country])}`,
    signature: minHash(wordsOf(posting.description)),
  };
}
