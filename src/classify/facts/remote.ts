import type { RemoteKind } from '../../domain/posting.js';

const HYBRID = /\b(?:hybrid|hybride|híbrido|ibrido|hybryd\w*|teilweise remote)\b/iu;
const REMOTE =
  /\b(?:remote|télétravail|teletrabajo|remoto|zdalna|zdalnie|work from home|wfh|home ?office)\b/iu;
const ONSITE = /\b(?:on-?site|in[- ]office|sur site|presencial|vor ort|stacjonarn\w*)\b/iu;
const NOT_REMOTE = /\b(?:no|not|non)[- ]remote\b/iu;

/** Where the work is done, from the words of title and location; null where they do not say. */
export function remoteOf(title: string, location: string | null): RemoteKind | null {
  const text = `${location ?? ''} | ${title}`;
  if (NOT_REMOTE.test(text)) return 'onsite';
  if (HYBRID.test(text)) return 'hybrid';
  if (REMOTE.test(text)) return 'remote';
  return ONSITE.test(text) ? 'onsite' : null;
}
