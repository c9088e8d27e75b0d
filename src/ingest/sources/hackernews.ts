/**
 * Hacker News "Who is hiring": a thread by `hn.algolia.com/api/v1/items/{id}`, its top-level comments are postings,
 * one per role that the header names. A single comment's address is that comment; replies are never postings.
 */
import type { RawPosting } from '../../domain/posting.js';
import { toReadableText } from '../html-to-text.js';
import { dateOf } from './aggregator.js';
import type { BoardAdapter, BoardTarget } from './board.js';
import { readHeader } from './hn-header.js';
import { blankPosting, isObject, textOf, type Json } from './item.js';

const PAGE_HOST = /^news\.ycombinator\.com$/;
const API_HOST = /^hn\.algolia\.com$/;
const FIREBASE_HOST = /^hacker-news\.firebaseio\.com$/;
const API = 'https://hn.algolia.com/api/v1/items/';
const GONE = /^\s*\[(?:deleted|flagged|dead|delayed|removed)\]\s*$/i;
/** Somebody looking for work, under "Who wants to be hired" or in the wrong thread: its form is always the same. */
const CANDIDATE = /^\s*SEEKING WORK\b|^\s*Location:.*\n+\s*Remote:.*\n+\s*Willing to relocate:/i;

/** `/api/v1/items/5` could be anyone's, so only the host makes an address ours; an answer is told by its shape. */
function target(url: URL): BoardTarget | null {
  const id = PAGE_HOST.test(url.hostname)
    ? url.pathname === '/item' && url.searchParams.get('id')
    : API_HOST.test(url.hostname)
      ? /^\/api\/v1\/items\/(\d+)\/?$/.exec(url.pathname)?.[1]
      : FIREBASE_HOST.test(url.hostname) && /^\/v0\/item\/(\d+)\.json$/.exec(url.pathname)?.[1];
  if (typeof id !== 'string' || !/^\d+$/.test(id)) return null;
  return { apiUrl: API + id, board: id, postingId: null };
}

/** Items of Algolia name their kind; a trimmed one is known by a title over comments, a comment by its parent. */
function isThread(record: Json): boolean {
  const children = record['children'];
  if (!Array.isArray(children) || textOf(record['title']) === null) return false;
  return (
    record['type'] === 'story' ||
    children.filter(isObject).some((child) => 'text' in child && !('title' in child))
  );
}

function isComment(record: Json): boolean {
  if ('comment_text' in record) return 'story_id' in record || 'objectID' in record;
  if (!('text' in record) || textOf(record['title']) !== null) return false;
  return record['type'] === 'comment' || 'parent_id' in record || ('by' in record && 'parent' in record);
}

function toRaw(record: Json, at: string): RawPosting[] {
  if (!isThread(record)) return postingsOf(record, at);
  const children = Array.isArray(record['children']) ? record['children'] : [];
  return children
    .filter(isObject)
    .flatMap((child, i) => postingsOf(child, `${at}, comment ${textOf(child['id']) ?? i + 1}`));
}

function postingsOf(comment: Json, at: string): RawPosting[] {
  const html = textOf(comment['text']) ?? textOf(comment['comment_text']);
  if (html === null || comment['deleted'] === true || comment['dead'] === true || GONE.test(html)) return [];
  const description = withLineBreaks(html);
  const text = toReadableText(description, 'html');
  if (text === '' || CANDIDATE.test(text)) return [];
  const id = textOf(comment['id']) ?? textOf(comment['objectID']);
  const { company, titles, locations, remote, contract, salary } = readHeader(text);
  return titles.map((title, i) => ({
    ...blankPosting('hackernews', at),
    scope: 'hackernews',
    // The first role keeps the comment's own id, so that a role added later does not make it another posting.
    sourceId: id === null || i === 0 ? id : `${id}-${i + 1}`,
    url: id === null ? null : `https://news.ycombinator.com/item?id=${id}`,
    title,
    description,
    descriptionFormat: 'html' as const,
    company,
    locations,
    remote,
    employmentType: contract,
    salary,
    postedAt: dateOf(comment['created_at']) ?? dateOf(comment['created_at_i']) ?? dateOf(comment['time']),
  }));
}

/** HTML folds line breaks, but authors who write `• Go` on lines of their own mean them; code keeps its own. */
function withLineBreaks(html: string): string {
  return html
    .split(/(<pre>[\s\S]*?<\/pre>)/i)
    .map((part, i) => (i % 2 === 1 ? part : part.replace(/\r?\n/g, '<br>')))
    .join('');
}

export const hackernews: BoardAdapter = {
  name: 'hackernews',
  target,
  recognises: (record) => isThread(record) || isComment(record),
  toRaw,
};
