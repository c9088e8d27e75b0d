/** The one visual language of report and dashboard. */
import { readFileSync } from 'node:fs';

/** The style sheet, which lies beside this file in src/ and in dist/ (scripts/copy-assets.mjs). */
export function themeCss(): string {
  return readFileSync(new URL('theme.css', import.meta.url), 'utf8');
}
