import type { Readable } from 'node:stream';
import type { InputIssue } from '../domain/errors.js';
import type { Posting } from '../domain/posting.js';
import type { Fetcher } from './http/fetcher.js';
import type { SourceSpec } from './source-spec.js';
export interface IngestContext {
  fetcher: Fetcher;
  signal: AbortSignal;
  stdin: Readable | null;
}
export type IngestEvent =
  | { type: 'detected'; adapter: string; note: string }
  | { type: 'posting'; posting: Posting; notes: string[] }
  | { type: 'issue'; issue: InputIssue }
  | { type: 'progress'; bytes: number; totalBytes: number | null };
export async function* readSource(spec: SourceSpec, ctx: IngestContext): AsyncGenerator<IngestEvent> {
  yield { type: 'detected', adapter: spec.kind, note: '' };
  throw new Error(`not written yet ${ctx.signal.aborted}`);
}
