/** Style sheets and scripts of the pages, read once: as they lie in src/, there is no build step. */
import { readFileSync } from 'node:fs';
import { themeCss } from '../../report/html/theme.js';
import type { App } from '../app.js';

const TYPES: readonly (readonly [string, string])[] = [
  ['dashboard.css', 'text/css; charset=utf-8'],
  ['page.js', 'text/javascript; charset=utf-8'],
  ['run.js', 'text/javascript; charset=utf-8'],
  ['icon.svg', 'image/svg+xml'],
];

export function assets(app: App): void {
  const add = (name: string, type: string, text: string): void => {
    app.get(`/assets/${name}`, { schema: { hide: true } }, async (_request, reply) =>
      reply.type(type).header('cache-control', 'public, max-age=300').send(text),
    );
  };
  add('theme.css', 'text/css; charset=utf-8', themeCss());
  for (const [name, type] of TYPES)
    add(name, type, readFileSync(new URL(`../assets/${name}`, import.meta.url), 'utf8'));
}
