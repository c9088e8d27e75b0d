/** Fetches what a page leads to, through the one fetcher and with patience, and counts what came. */
import type { Fetcher } from '../http/fetcher.js';
import { patiently, type Sleep } from '../http/patience.js';
import { throwIfAborted } from '../input/byte-source.js';
import type { OpenSource } from '../open-source.js';
import type { OpenText } from '../open-text.js';
import { openPage, type PageDocument } from './document.js';

/** One document on its way: detected, its text not read yet. */
export interface OpenDocument {
  source: OpenSource;
  text: OpenText;
}

export interface PageClient {
  signal: AbortSignal;
  /** @throws as the fetcher and format detection. */
  document(url: string): Promise<OpenDocument>;
  /** A web page, read whole; null for what is something else. */
  page(url: string): Promise<PageDocument | null>;
  /** Sitemaps that the site's robots.txt names. */
  sitemapsOf(url: string): Promise<string[]>;
  bytesRead(): number;
}

/**
 * @param open fetches and detects; never asks whether the version known is still the present one, since what a page
 *   leads to is wanted whole.
 * @param sleep replaces waiting (tests).
 */
export function pageClient(
  open: (url: string) => Promise<OpenDocument>,
  fetcher: Pick<Fetcher, 'sitemapsOf'>,
  signal: AbortSignal,
  sleep?: Sleep,
): PageClient {
  const counters: (() => number)[] = [];

  async function document(url: string): Promise<OpenDocument> {
    throwIfAborted(signal);
    const opened = await open(url);
    counters.push(() => opened.source.bytesRead());
    return opened;
  }

  async function page(url: string): Promise<PageDocument | null> {
    const { source, text } = await document(url);
    try {
      return text.format === 'html' ? await openPage(text.text, source.parse.pageUrl) : null;
    } finally {
      await source.bytes.return(undefined);
    }
  }

  return {
    signal,
    document: (url) => patiently(() => document(url), signal, sleep),
    page: (url) => patiently(() => page(url), signal, sleep),
    sitemapsOf: (url) => patiently(() => fetcher.sitemapsOf(url, signal), signal, sleep),
    bytesRead: () => counters.reduce((sum, count) => sum + count(), 0),
  };
}
