import type { RemoteKind } from '../../domain/posting.js';

/**
 * A source's own field about the place of work -> remote kind. `false` and "no" say only that it is not fully
 * remote, which may still be hybrid, so they are null, like everything not understood.
 */
export function parseRemote(value: unknown): RemoteKind | null {
  if (value === true || value === 1) return 'remote';
  if (typeof value !== 'string') return null;
  const text = value
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
  if (/\bhybrid\b|\bpart(ly|ially)? remote\b/.test(text)) return 'hybrid';
  if (/^(no|not|non|0 ?)\b.*remote/.test(text)) return null;
  if (/\bremote\b|\btelecommut|\bwork from home\b|\bwfh\b|\bhome ?office\b|^(true|yes|y|1)$/.test(text))
    return 'remote';
  if (/\bon ?site\b|\bin ?(person|office)\b|^office( based)?$/.test(text)) return 'onsite';
  return null;
}
