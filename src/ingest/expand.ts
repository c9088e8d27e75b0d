import type { InputIssue } from '../domain/errors.js';
import { UsageError } from '../domain/errors.js';
import type { FieldMap, FormatName, SourceSpec } from './source-spec.js';
export interface ExpandOptions {
  cwd: string;
  format?: FormatName | null;
  map?: FieldMap | null;
}
export async function expandSources(
  args: readonly string[],
  options: ExpandOptions,
): Promise<{ specs: SourceSpec[]; issues: InputIssue[] }> {
  throw new Error(`not written yet ${args.length} ${options.cwd}`);
}
export function parseFieldMap(text: string): FieldMap {
  throw new UsageError(text);
}
