import { write, type Output } from './io.js';

/** One JSON document, readable and greppable. */
export function printJson(out: Output, value: unknown): Promise<void> {
  return write(out, `${JSON.stringify(value, null, 2)}\n`);
}
