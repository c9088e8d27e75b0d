/** Pages are written as tagged templates: every value that goes into one is escaped, unless it is markup already. */
import { html, raw } from 'hono/html';

export { html, raw };

/** What `html` makes: safe to put into another template. */
export type Markup = ReturnType<typeof html>;

/** The markup as text. @throws TypeError where a value was a promise: pages are made of what is there. */
export function toText(markup: Markup): string {
  if (markup instanceof Promise) throw new TypeError('a page waits for a promise');
  return markup.toString();
}
