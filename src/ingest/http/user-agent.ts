import { readFileSync } from 'node:fs';

/** The package's version; the same relative place from src/ and from dist/. */
function packageVersion(): string {
  const text = readFileSync(new URL('../../../package.json', import.meta.url), 'utf8');
  const { version }: { version: string } = JSON.parse(text);
  return version;
}

/** The name by which a robots.txt can address us. */
export const ROBOT_NAME = 'Rolemill';

/** Says honestly who asks, and how to reach them where the person who runs this gave a contact. */
export function userAgent(contact: string | null): string {
  // Header values are Latin-1 without line breaks; anything else in the contact would make every request fail.
  const reachable = contact === null ? '' : ` (+${contact.replace(/[^\x20-\x7e]/g, '')})`;
  return `${ROBOT_NAME}/${packageVersion()}${reachable}`;
}
