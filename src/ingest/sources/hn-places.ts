/** Whether a piece of a "Who is hiring" header names a place, and the words around it that do not. */
import { countryCode } from '../facts/countries.js';

export const CONTRACT =
  /\b(?:full[-\s]?time|part[-\s]?time|contract(?:ors?|ing)?(?:[-\s]to[-\s]hire)?|freelance|permanent|temporary|internships?|b2b|fte|w2)\b/i;
export const WORKPLACE =
  /\b(?:fully |100% )?remote(?:[-\s](?:first|friendly|ok|only))?\b|\bhybrid\b|\bon-?\s?site\b|\bin[-\s](?:person|office)\b|\bwfh\b|\banywhere\b|\bworldwide\b/i;
const REMARK =
  /\b(?:visas?|relocation|sponsor(?:ship)?s?|equity|bonus|benefits|competitive|salary|compensation|comp|doe|start(?:ing)? immediately|apply (?:here|at|now)|no (?:agencies|recruiters)|stealth|bootstrapped|profitable|yc|[swfpx]\d{2}|pre-?seed|seed|series [a-f]|\d+(?:\.\d+)?%|[\d.,]+[km]?|days?|weeks?|years?|per|a|in|on|and|or|the|of|to|only|with|available|possible|preferred|friendly|support|offered|up|from|time|zones?|some|mostly|partial(?:ly)?|fully|all|first|flexible|immediate(?:ly)?|asap|global(?:ly)?|funded|startup|hiring)\b/gi;
const PLACES =
  /\b(?:EU|US|USA|U\.S\.A?\.?|UK|UAE|NYC|SF|DC|LA|EMEA|APAC|LATAM|NL|CAN|SoCal|Bay Area|Europe(?:an)?|Americas?|Asia|Africa|Oceania|Scandinavia|Nordics|Benelux|DACH|Global|Silicon Valley|North America|Latin America)\b/;
const CITIES =
  /(?<!\p{L})(?:Amsterdam|Atlanta|Austin|Auckland|Bangalore|Bengaluru|Barcelona|Basel|Beijing|Berkeley|Berlin|Boston|Boulder|Bratislava|Brisbane|Bristol|Brno|Brooklyn|Brussels|Bucharest|Budapest|Buenos Aires|Cambridge|Cape Town|Chennai|Chicago|Cologne|Copenhagen|Cupertino|Dallas|Delhi|Denver|Detroit|Dubai|Dublin|Düsseldorf|Edinburgh|Eindhoven|Frankfurt|Freiburg|Geneva|Ghent|Glasgow|Gothenburg|Gurgaon|Hamburg|Hanoi|Helsinki|Hong Kong|Houston|Hyderabad|Istanbul|Jakarta|Kraków|Krakow|Kyiv|Lagos|Lausanne|Leeds|Leipzig|Lisbon|London|Los Angeles|Luxembourg|Lyon|Madrid|Malmö|Manchester|Manila|Manhattan|Melbourne|Menlo Park|Mexico City|Miami|Milan|Minneapolis|Montr[eé]al|Mountain View|Mumbai|Munich|München|Nairobi|New York|Oakland|Oslo|Ottawa|Oxford|Palo Alto|Paris|Philadelphia|Phoenix|Pittsburgh|Portland|Porto|Prague|Pune|Redwood City|Riga|Rome|Rotterdam|Salt Lake City|San Diego|San Francisco|San Jose|San Mateo|Santa Clara|Santa Monica|Santiago|São Paulo|Seattle|Seoul|Shanghai|Singapore|Sofia|Stockholm|Stuttgart|Sunnyvale|Sydney|Tallinn|Tel[- ]Aviv|Tokyo|Toronto|Turin|Utrecht|Valencia|Vancouver|Vienna|Vilnius|Warsaw|Washington|Waterloo|Wroc[lł]aw|Zurich|Zürich|Bay Area)(?!\p{L})/iu;
/** States and provinces, as far as no country is called alike. */
const STATES =
  /\b(?:Alabama|Alaska|Alberta|Arizona|Arkansas|British Columbia|California|Colorado|Connecticut|Delaware|Florida|Hawaii|Idaho|Illinois|Indiana|Iowa|Kansas|Kentucky|Louisiana|Maryland|Massachusetts|Michigan|Minnesota|Mississippi|Missouri|Montana|Nebraska|Nevada|New Hampshire|New Jersey|New Mexico|North Carolina|North Dakota|Ohio|Oklahoma|Ontario|Oregon|Pennsylvania|Quebec|Rhode Island|South Carolina|South Dakota|Tennessee|Texas|Utah|Vermont|Virginia|Wisconsin|Wyoming)\b/;
/** "Uxbridge, ON", "Albuquerque NM": a capitalized name and the letters of a state, province or country. */
const WITH_STATE =
  /\b\p{Lu}[\p{L}.'’-]+,?\s(?:A[BKLRZ]|BC|C[AOTH]|D[CE]|ES|F[LR]|GA|HI|I[ADELN]|K[SY]|LA|M[ABDEINOST]|N[BCDEHJLMSVY]|O[HKNR]|P[ALT]|QC|RI|S[CDEK]|T[NX]|U[KT]|V[AT]|W[AIVY])\b/u;
/** Countries are named in these too. */
const NO_PLACE =
  /\b(?:visas?|immigration|permits?|citizens?(?:hip)?|clearance|authori[sz]ed|authori[sz]ation|w2|1099)\b/i;
/** Longer ones are sentences. */
const MAX_PLACE_CHARS = 160;
/** What is left when a place's name is all there is beside "Remote", "on site", "full-time". */
const NAME_ALONE = /^[^\p{L}]*\p{Lu}[\p{L}.'’-]+(?:[\s,/&]+\p{Lu}[\p{L}.'’-]+)*[^\p{L}]*$/u;

/** Whether the text says where: a city, a state, a country, a part of the world. */
export function isPlace(text: string): boolean {
  if (text.length > MAX_PLACE_CHARS || (NO_PLACE.test(text) && !WORKPLACE.test(text))) return false;
  if (PLACES.test(text) || CITIES.test(text) || WITH_STATE.test(text) || STATES.test(text)) return true;
  if (WORKPLACE.test(text) && NAME_ALONE.test(withoutRemarks(text))) return true;
  return text
    .split(/[,/()&|;+]|\s[-–—]\s|\b(?:or|and|in|from|only|remote|hybrid|on-?site|based)\b/i)
    .map((part) => part.trim())
    .some((part) => part.length >= 4 && countryCode(part) !== null);
}

/** Whether it says nothing but where: "San Francisco, CA", not "Boston Dynamics". */
export function isOnlyPlace(text: string): boolean {
  const rest = [CITIES, PLACES, STATES].reduce(
    (left, places) => left.replace(new RegExp(places, `g${places.flags}`), ' '),
    text,
  );
  return isPlace(text) && !/\p{L}/u.test(rest.replace(/\b(?:[A-Z]{2}|City|Area|and|or)\b/g, ' '));
}

/** The text without what is said about the kind of work and its terms. */
export function withoutRemarks(text: string): string {
  return text
    .replace(new RegExp(WORKPLACE, 'gi'), ' ')
    .replace(new RegExp(CONTRACT, 'gi'), ' ')
    .replace(/https?:\/\/\S+/g, ' ')
    .replace(/[$€£₹]\s?[\d.,]+\s?[km]?/gi, ' ')
    .replace(REMARK, ' ');
}
