/**
 * The first line of a comment under "Who is hiring", by the custom of the place `Company | Role, Role | City or
 * REMOTE | Full-time | Pay | Link`, in any order and with anything missing.
 */
import { cut } from '../facts/clean.js';
import { companyName, factsOf, type Header } from './hn-facts.js';
import { fromSentence, labelled } from './hn-plain.js';
import { isOnlyPlace } from './hn-places.js';
import { splitRoles, withoutLead } from './hn-roles.js';
import { segmentOf, type Segment } from './hn-segments.js';
import { isWholeTitle } from './hn-title.js';

const MAX_LINE = 1000;
const MAX_WHOLE_TITLE = 200;
const SENTENCE =
  /\s(?=(?:\p{Lu}[\p{L}\d.]*\s(?:is|are|has|was|builds|helps)|We|We[’']re|Our|Join|I[’']m)\s)/u;

/** @param text the comment as readable text. */
export function readHeader(text: string): Header {
  const lines = text.split('\n').map((line) => line.trim());
  const first = lines.find((line) => line !== '') ?? '';
  const pieces = piecesOf(unlinked(cut(first, MAX_LINE)));
  if (pieces.length > 1) return fromPieces(pieces);
  return labelled(lines) ?? fromSentence(pieces[0] ?? '');
}

/** Without the brackets of Markdown links, which Hacker News does not render. */
function unlinked(line: string): string {
  return line
    .replace(/\[([^\]]*)\]\(https?:[^)]*\)/g, ' $1 ')
    .replace(/\s+/g, ' ')
    .trim();
}

function fromPieces(pieces: readonly string[]): Header {
  const segments = pieces.map(segmentOf);
  const named = withRole(segments.slice(1));
  // No other piece names a role and the first one does: the author left out who they are.
  const first = segments[0];
  const nameless = first?.role === 'role' && named.length === 0;
  const roles = nameless ? [first] : named;
  const rest = segments.slice(1).filter((segment) => !roles.includes(segment));
  const stranger = rest.find(isStranger);
  // "San Francisco | Data Engineer | Acme": the place stands where the name does elsewhere.
  const placeFirst = first !== undefined && stranger !== undefined && isOnlyPlace(first.text);
  const behindRole = nameless && stranger === segments[1];
  const name = placeFirst || behindRole ? stranger : nameless ? undefined : first;
  const titles = roles.flatMap((segment) =>
    segment.role === 'role' ? rolesIn(segment.text) : [withoutLead(segment.text)],
  );
  return {
    company: companyName(name?.text ?? null),
    titles: titles.length > 0 ? titles : [wholeLine(segments)],
    ...factsOf(placeFirst ? [first, ...rest] : rest, name?.text ?? '', roles),
  };
}

/** Neither place nor pay nor anything else that is known: a name. */
function isStranger(segment: Segment): boolean {
  const { role, hasPlace, isRemark, hasPay, hasWorkplace, contract } = segment;
  return role === null && !hasPlace && !isRemark && !hasPay && !hasWorkplace && contract === null;
}

function wholeLine(segments: readonly Segment[]): string {
  const said = segments.filter((segment, i) => i === 0 || !segment.isLink).map((segment) => segment.text);
  return cut(said.join(' | '), MAX_WHOLE_TITLE);
}

/** The pieces that name roles, by how surely they do. */
function withRole(segments: readonly Segment[]): Segment[] {
  const roles = segments.filter((segment) => segment.role === 'role');
  if (roles.length > 0) return roles;
  const lesser = segments.find((s) => s.role === 'area') ?? segments.find((s) => s.role === 'vague');
  return lesser === undefined ? [] : [lesser];
}

function rolesIn(text: string): string[] {
  return splitRoles(withoutLead(text));
}

/** Bars, or in a line without them dashes with blanks around; a single dash parts only a role from a name. */
function piecesOf(line: string): string[] {
  const bars = line.split(/\s*[|｜¦‖]\s*/);
  if (bars.length > 1) return tidy(bars.map(withoutProse));
  const dashes = line.length > 250 ? [] : tidy(line.split(/\s+(?:[-–—•·]|\/\/)\s+/));
  const parted = dashes.length > 2 || dashes.slice(1).some((part) => isWholeTitle(part) && part.length < 80);
  return parted ? dashes : [line];
}

function tidy(parts: readonly string[]): string[] {
  return parts.map((part) => part.trim()).filter((part) => part !== '');
}

/** Some authors forget the line break: "Full-time Acme is building …" ends where the sentence begins. */
function withoutProse(part: string): string {
  if (part.length < 80) return part;
  const start = part.search(SENTENCE);
  return start > 0 ? part.slice(0, start).trim() : part;
}
