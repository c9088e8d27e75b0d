/**
 * Labels kept apart from the postings they belong to: texts of others are not ours to pass on, labels are. A
 * label finds its posting by the hash of what the posting says, whatever file holds it.
 */
import { createHash } from 'node:crypto';
import * as v from 'valibot';
import type { GoldPosting } from '../classify/gold.js';
import { GiveUpError } from '../domain/errors.js';
import { readText } from '../ingest/normalise.js';
import { linesOf } from './gold-lines.js';

export type Label = Pick<GoldPosting, 'role' | 'role_alt' | 'level' | 'level_alt'>;

const HEADER = 'key,role,role_alt,level,level_alt';
const ROW = /^([0-9a-f]{16}),([a-z0-9-]+),([a-z0-9; -]*),([a-z0-9-]+),([a-z0-9; -]*)$/;

/**
 * Reads `key,role,role_alt,level,level_alt`; several alternatives are divided by ";".
 * @throws GiveUpError `file-unreadable` also when a line is no label: half the labels would teach half the truth.
 */
export async function readLabels(file: string): Promise<Map<string, Label>> {
  const labels = new Map<string, Label>();
  for await (const { line, number } of linesOf(file)) {
    if (number === 1 && line.trim() === HEADER) continue;
    const [, key, role, roleAlt, level, levelAlt] = ROW.exec(line.trim()) ?? [];
    if (key === undefined || role === undefined || level === undefined) {
      throw new GiveUpError('file-unreadable', `${file}:${number}: not a line of ${HEADER}`);
    }
    labels.set(key, { role, role_alt: listOf(roleAlt), level, level_alt: listOf(levelAlt) });
  }
  return labels;
}

function listOf(cell: string | undefined): string[] {
  return (cell ?? '')
    .split(';')
    .map((id) => id.trim())
    .filter((id) => id !== '');
}

const text = v.optional(v.nullable(v.string()), null);
const PostingSchema = v.object({ title: v.string(), company: text, description: text });

/** The key of a posting: the first 16 digits of the SHA-256 of title, company and description, as the file has them. */
export function labelKey(posting: v.InferOutput<typeof PostingSchema>): string {
  const said = `${posting.title}\n${posting.company ?? ''}\n${posting.description ?? ''}`;
  return createHash('sha256').update(said).digest('hex').slice(0, 16);
}

/** The postings of a file that have a label; each label is used once, and then gone from `labels`. */
export async function* readLabelled(
  file: string,
  labels: Map<string, Label>,
  onFault: (line: number, fault: string) => void,
): AsyncGenerator<GoldPosting> {
  for await (const { line, number } of linesOf(file)) {
    const posting = postingOf(line);
    if (posting === null) {
      onFault(number, 'not a JSON object with a "title"');
      continue;
    }
    const key = labelKey(posting);
    const label = labels.get(key);
    if (label === undefined) continue;
    labels.delete(key);
    yield {
      id: key,
      ...readText(posting),
      company: posting.company,
      location: null,
      skills: [],
      skills_alt: [],
      ...label,
    };
  }
}

function postingOf(line: string): v.InferOutput<typeof PostingSchema> | null {
  try {
    const result = v.safeParse(PostingSchema, JSON.parse(line));
    return result.success ? result.output : null;
  } catch {
    return null;
  }
}
