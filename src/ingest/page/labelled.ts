/** Facts that a page states as a label and a value: `<dt>Location</dt><dd>Ulm</dd>`, `<b>Standort:</b> Ulm`. */
import type { Cheerio, CheerioAPI } from 'cheerio/slim';
import type { PageNode } from './document.js';
import { folded } from './words.js';

export type LabelledFact =
  'location' | 'company' | 'employmentType' | 'postedAt' | 'validThrough' | 'salary' | 'remote' | 'id';

const LABELS: Readonly<Record<LabelledFact, RegExp>> = {
  location:
    /^(?:(?:job |work |office )?locations?|where|work from|place of work|ubicacion|lugar(?: de trabajo)?|standort|arbeitsort|einsatzort|dienstort|lieu(?: de travail)?|localisation|localizacion|localizacao|sede(?: di lavoro)?|luogo(?: di lavoro)?|locatie|standplaats|placering|arbeidssted)$/,
  company:
    /^(?:company|employer|organi[sz]ation|unternehmen|arbeitgeber|firma|entreprise|societe|empresa|azienda|bedrijf|foretag)$/,
  employmentType:
    /^(?:(?:employment|job|contract|position) type|type of (?:employment|contract)|employment|contract|vertragsart|anstellungsart|beschaftigungsart|arbeitszeit|type de contrat|contrat|tipo de contrato|jornada(?: laboral)?|contratto|dienstverband|contractvorm|anstallningsform)$/,
  postedAt:
    /^(?:(?:date )?posted(?: on| date)?|published(?: on)?|(?:publication|publish) date|date published|veroffentlicht(?: am)?|online seit|publiee? le|date de publication|fecha de publicacion|geplaatst(?: op)?|publicerad)$/,
  validThrough:
    /^(?:closing date|close date|(?:application )?deadline|apply by|expires(?: on)?|valid (?:until|through)|bewerbungs(?:frist|schluss)|date limite|fecha limite|sluitingsdatum|sista ansokningsdag)$/,
  salary:
    /^(?:(?:base |annual )?salary(?: range)?|compensation(?: range)?|pay(?: range| rate)?|gehalt|vergutung|salaire|remuneration|salario|sueldo|stipendio|retribuzione|salaris|lon)$/,
  remote:
    /^(?:workplace(?: type)?|work (?:model|mode|arrangement|type)|remote|arbeitsmodell|home ?office|teletravail|teletrabajo)$/,
  id: /^(?:(?:job|req|requisition|reference|posting|vacancy) (?:id|no|number|code)|requisition|reference|referenznummer|kennziffer|stellen id|ref)$/,
};
/** Longer texts are sentences that begin with the same word. */
const MAX_LABEL = 40;
const MAX_VALUE = 120;
/** Labels whose value is looked for: a page that repeats one without end must not keep us. */
const MAX_TRIES = 200;
const CARRIERS = 'dt, th, td, strong, b, em, label, span, h3, h4, h5, h6, p, div, li';

/** First value of each label below `root`. */
export function labelledFacts($: CheerioAPI, root: Cheerio<PageNode>): Partial<Record<LabelledFact, string>> {
  const found: Partial<Record<LabelledFact, string>> = {};
  let tries = 0;
  for (const el of root.find(CARRIERS).toArray()) {
    const leaf = $(el);
    if (leaf.children().length > 0) continue;
    const text = leaf.text().replace(/\s+/g, ' ').trim();
    if (text === '' || text.length > MAX_LABEL + MAX_VALUE) continue;
    const [, before, after] = /^([^:]{2,40}):\s*(\S.*)$/.exec(text) ?? [];
    const label = factOf(before ?? text);
    if (label === null || found[label] !== undefined) continue;
    if (++tries > MAX_TRIES) break;
    const value = after ?? valueBeside(leaf, text);
    if (value !== null && value.length <= MAX_VALUE && factOf(value) === null) found[label] = value;
  }
  return found;
}

function factOf(text: string): LabelledFact | null {
  if (text.length > MAX_LABEL) return null;
  const label = folded(text);
  const hit = Object.entries(LABELS).find(([, pattern]) => pattern.test(label));
  return hit === undefined ? null : (hit[0] as LabelledFact);
}

/** The next element, else what else the parent says. */
function valueBeside(leaf: Cheerio<PageNode>, label: string): string | null {
  const next = leaf.next();
  const beside = next.is('br') ? '' : next.text();
  const rest = leaf.parent().text().replace(/\s+/g, ' ').trim();
  const candidates = [rest.startsWith(label) ? rest.slice(label.length) : '', beside];
  // A label in a box of its own (`<div><span>Location</span></div><div>Ulm</div>`).
  if (rest === label) candidates.push(leaf.parent().next().text());
  for (const candidate of leaf.is('dt, th, td') ? candidates.reverse() : candidates) {
    const value = candidate.replace(/\s+/g, ' ').replace(/^\s*:/, '').trim();
    if (value !== '' && value.length <= MAX_VALUE) return value;
  }
  return null;
}
