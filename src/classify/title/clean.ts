/**
 * Takes out of a title what names neither role nor level, each with spaces so that offsets stay: gender marks
 * of several languages, pay, links, requisition numbers. What is left is read by the title rules.
 */
const NOISE: readonly RegExp[] = [
  // "(m/w/d)", "(f/m/x)", "(H/F)", "m/f/d", "[w/m/d]", "all genders"
  /[([]\s*(?:[mwfdhxnkij*]|div|gn|all genders?|alle geschlechter)(?:\s*[/|,.*-]\s*(?:[mwfdhxnki*]|div|gn)){0,3}\s*[)\]]/giu,
  /\b[mwfh]\s?\/\s?[mwfh](?:\s?\/\s?[dxn])?\b/giu,
  // "Développeur·se", "Entwickler:in", "Entwickler*innen", "Desarrollador/a", "Programmierer/-in", "Programista/-tka"
  /(?<=\p{L}{4})(?:[·.:*_]|\/-?|\()(?:in|innen|se|euse|rice|trice|ère|ne|e|a|as|ora|tka|ka)\)?(?!\p{L})/giu,
  // "$180k", "€60k–€75k", "120-150K USD", "100k - 150k"
  /[$€£]\s?\d[\d.,]*\s?[kK]?(?:\s?(?:-|–|—|to)\s?[$€£]?\s?\d[\d.,]*\s?[kK]?)?(?:\s?\/\s?(?:yr|year|hr|hour|h))?/gu,
  /\b\d{2,3}\s?[kK]?\s?(?:-|–|—|to)\s?\d{2,3}\s?[kK]\b/gu,
  /\bhttps?:\/\/\S+/giu,
  // "#12241", "REQ-12345", "JR 004512", a bare number of five digits or more
  /(?:\b(?:req|jr|job|id|ref)\b[\s.:#-]*)?#?\b\d{4,}\b/giu,
];

/** Same length as the title, noise blanked. Linear: no pattern nests a repetition. */
export function cleanTitle(title: string): string {
  let clean = title;
  for (const noise of NOISE) clean = clean.replace(noise, (found) => ' '.repeat(found.length));
  return clean;
}
