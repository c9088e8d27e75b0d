import type { Posting, RawPosting } from '../domain/posting.js';
export function normalise(raw: RawPosting): { posting: Posting; notes: string[] } {
  throw new Error(`not written yet ${raw.at}`);
}
