/** What tells the element of one posting from all others of a feed. */
import { ALIASES, recogniseNames, squashName } from '../fields.js';

/** Names that feeds give their postings. One of them is enough; any other name must repeat. */
const RECORD_NAMES = new Set(
  `item entry job position vacancy offer ad advert advertisement posting listing opening requisition jobposting
   jobad joboffer jobopening jobitem jobposition jobvacancy jobrequisition jobadvert jobdetail
   stelle stellenangebot stellenanzeige anzeige vacature offre offreemploi annonce oferta anuncio annuncio offerta`
    .trim()
    .split(/\s+/),
);

/** Elements with a title and a description that are no posting: the feed itself, its picture, a person to ask. */
const OTHERS = new Set(['rss', 'feed', 'channel', 'image', 'textinput', 'contact']);
const FIELDS = new Set(Object.values(ALIASES).flat());
const URLS = new Set(ALIASES.url);

/** Whether feeds use this name for a posting. */
export function isRecordName(name: string): boolean {
  return RECORD_NAMES.has(squashName(name));
}

/** Whether the name rules out a posting: `<location>` has a name and an address too. */
export function isOtherName(name: string): boolean {
  const key = squashName(name);
  return !RECORD_NAMES.has(key) && (FIELDS.has(key) || OTHERS.has(key));
}

/** Whether the fields are those of a posting; of an element that is named like one, fewer are enough. */
export function hasPostingFields(name: string, fields: readonly string[]): boolean {
  const { known, facts, core } = recogniseNames(fields);
  if (!core) return false;
  if (facts >= 2) return true;
  return isRecordName(name) && (known >= 3 || fields.some((field) => URLS.has(squashName(field))));
}
