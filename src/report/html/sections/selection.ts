import type { PostingFilter } from '../../../db/filter.js';

/** `family backend; country US`: what a filter asks for, as a person reads it. */
export function selectionText(filter: PostingFilter): string {
  const asked = Object.entries(filter).filter(([, value]) => value !== undefined);
  if (asked.length === 0) return 'everything stored';
  return asked.map(([name, value]) => `${name} ${[value].flat().join(' + ')}`).join('; ');
}
