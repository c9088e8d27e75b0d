/**
 * What travels in a job. A payload comes from another process, maybe of another version: it is checked before
 * use, and a wrong one goes to the dead letters instead of crashing a worker.
 */
import * as v from 'valibot';
import { GiveUpError } from '../domain/errors.js';
import { FIELDS, FORMATS, type SourceSpec } from '../ingest/source-spec.js';

const specSchema = v.object({
  kind: v.picklist(['file', 'url', 'stdin']),
  locator: v.string(),
  named: v.string(),
  format: v.nullable(v.picklist(FORMATS)),
  map: v.nullable(v.record(v.picklist(FIELDS), v.string())),
  ignoreRobots: v.optional(v.boolean(), false),
  complete: v.optional(v.boolean()),
});

const ingestSchema = v.object({
  runId: v.string(),
  sourceId: v.pipe(v.number(), v.integer()),
  /** Label of the file system that a path belongs to; null for URLs. */
  fileHost: v.nullable(v.string()),
  spec: specSchema,
});

const classifySchema = v.object({ ids: v.array(v.string()) });

/** Read one source for one run. */
export interface IngestPayload {
  runId: string;
  sourceId: number;
  fileHost: string | null;
  spec: SourceSpec;
}

/** Classify the pending ones among these postings. Ids only: the text stays in Postgres. */
export type ClassifyPayload = v.InferOutput<typeof classifySchema>;

/** @throws GiveUpError `internal` when the data is not an ingest payload of this version. */
export function parseIngestPayload(data: unknown): IngestPayload {
  return check(ingestSchema, data, 'ingest');
}

/** @throws GiveUpError `internal` when the data is not a classify payload of this version. */
export function parseClassifyPayload(data: unknown): ClassifyPayload {
  return check(classifySchema, data, 'classify');
}

function check<S extends v.GenericSchema>(schema: S, data: unknown, kind: string): v.InferOutput<S> {
  const result = v.safeParse(schema, data);
  if (result.success) return result.output;
  const at = v.getDotPath(result.issues[0]) ?? 'payload';
  throw new GiveUpError(
    'internal',
    `${kind} job is not readable (${at}: ${result.issues[0].message}): was it queued by another version?`,
  );
}
