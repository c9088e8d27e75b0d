/**
 * JSON-LD as sites write it -> the plain objects that json-ld.ts reads: names without their vocabulary
 * (`schema:title`, `http://schema.org/title`) and in schema.org's own spelling, `{"@value": x}` as `x`, references
 * (`{"@id": "#org"}`) replaced by the node they point to.
 */
import { isObject, type Json } from './item.js';

/** Deeper than any real document, and shallow enough that what refers to itself comes to an end. */
const MAX_DEPTH = 12;
/** References that are followed in one document: nodes that name each other many times must not multiply without end. */
const MAX_REFERENCES = 2000;
const VOCABULARY = /^(?:https?:\/\/(?:www\.)?schema\.org\/|schema:)/i;
/** Placeholders that templates leave where there is nothing to say. */
const UNSAID = /^\s*(?:null|undefined|none|n\/?a|nan|not specified|-+)\s*$/i;
const SPELLING = new Map(
  `title name description hiringOrganization jobLocation jobLocationType applicantLocationRequirements baseSalary
  estimatedSalary salaryCurrency employmentType datePosted datePublished validThrough identifier url address
  addressLocality addressRegion addressCountry streetAddress postalCode currency value minValue maxValue unitText
  unitCode responsibilities qualifications experienceRequirements educationRequirements skills jobBenefits
  inLanguage legalName employmentUnit industry itemListElement mainEntity`
    .split(/\s+/)
    .map((name) => [name.toLowerCase(), name]),
);

/** Every node of type JobPosting in a document, wherever it stands in it. */
export function jobPostingsIn(document: unknown): Json[] {
  const nodes = new Map<string, Json>();
  collect(document, nodes, 0);
  const found: Json[] = [];
  search(plain(document, { nodes, left: MAX_REFERENCES }, 0), found, new Set(), 0);
  return found;
}

export function isJobPosting(value: unknown): value is Json {
  if (!isObject(value)) return false;
  const types = [value['@type'] ?? value['type']].flat();
  return types.some(
    (type) => typeof type === 'string' && /^jobposting$/i.test(type.replace(VOCABULARY, '').trim()),
  );
}

interface Graph {
  nodes: ReadonlyMap<string, Json>;
  /** References that may still be followed. */
  left: number;
}

function collect(value: unknown, nodes: Map<string, Json>, depth: number): void {
  if (depth > MAX_DEPTH) return;
  if (Array.isArray(value)) for (const entry of value) collect(entry, nodes, depth + 1);
  if (!isObject(value)) return;
  const id = value['@id'];
  if (typeof id === 'string' && Object.keys(value).length > 1 && !nodes.has(id)) nodes.set(id, value);
  for (const inner of Object.values(value)) collect(inner, nodes, depth + 1);
}

function plain(value: unknown, graph: Graph, depth: number): unknown {
  if (depth > MAX_DEPTH) return null;
  if (typeof value === 'string') return UNSAID.test(value) ? null : value;
  if (Array.isArray(value)) return value.map((entry) => plain(entry, graph, depth + 1));
  if (!isObject(value)) return value;
  if ('@value' in value) return plain(value['@value'], graph, depth + 1);
  const keys = Object.keys(value);
  const id = value['@id'];
  if (keys.length === 1 && typeof id === 'string') {
    const node = graph.nodes.get(id);
    return node === undefined || graph.left-- <= 0 ? { '@id': id } : plain(node, graph, depth + 1);
  }
  const out: Json = {};
  for (const key of keys) {
    const name = spelled(key);
    const inner = plain(value[key], graph, depth + 1);
    if (out[name] === undefined || out[name] === null) out[name] = inner;
  }
  return out;
}

function spelled(key: string): string {
  const name = key.trim().replace(VOCABULARY, '');
  return SPELLING.get(name.toLowerCase()) ?? name;
}

function search(value: unknown, found: Json[], seen: Set<unknown>, depth: number): void {
  if (depth > MAX_DEPTH || typeof value !== 'object' || value === null || seen.has(value)) return;
  seen.add(value);
  if (isJobPosting(value)) found.push(value);
  else for (const inner of Object.values(value)) search(inner, found, seen, depth + 1);
}
