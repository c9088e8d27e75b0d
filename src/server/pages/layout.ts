import { html, raw, toText, type Markup } from '../../report/html/markup.js';

/** A page as its route gives it; the frame around it is the same for all. */
export interface Page {
  title: string;
  body: Markup;
  /** HTTP status; absent: 200. */
  status?: number;
  /** File of src/server/assets that the page needs beside page.js. */
  script?: string;
}

/** What the frame tells besides the page. */
export interface Frame {
  version: string;
  taxonomy: string;
  /** Path of the request, for the mark at its place in the navigation. */
  path: string;
  /** There is a session to end. */
  signedIn: boolean;
}

const PLACES: readonly (readonly [string, string])[] = [
  ['/', 'Overview'],
  ['/explore', 'Explore'],
  ['/skills', 'Skills'],
  ['/salaries', 'Salaries'],
  ['/trends', 'Trends'],
  ['/compare', 'Compare'],
  ['/taxonomy', 'Taxonomy'],
  ['/classify', 'Classify'],
  ['/runs', 'Runs'],
  ['/queues', 'Queues'],
];

/** The whole document. Nothing in it is loaded from elsewhere, and no script or style stands in it: see csp.ts. */
export function renderPage(page: Page, frame: Frame): string {
  const { version, taxonomy, path, signedIn } = frame;
  const script = page.script === undefined ? '' : html`<script src="/assets/${page.script}" defer></script>`;
  return toText(
    html`<!doctype html>
      <html lang="en">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="referrer" content="same-origin" />
          <title>${page.title} · Rolemill</title>
          <link rel="icon" href="/assets/icon.svg" type="image/svg+xml" />
          <link rel="stylesheet" href="/assets/theme.css" />
          <link rel="stylesheet" href="/assets/dashboard.css" />
          <script src="/assets/page.js"></script>
          ${script}
        </head>
        <body>
          <a class="skip" href="#main">Skip to content</a>
          <header class="top">
            <a class="brand" href="/">Rolemill</a>
            <nav aria-label="Pages">
              <ul>
                ${PLACES.map(([to, name]) => place(to, name, path))}
              </ul>
            </nav>
            <button type="button" class="theme" hidden>Dark or light</button>
          </header>
          <main id="main" tabindex="-1">
            <h1 dir="auto">${page.title}</h1>
            ${page.body}
          </main>
          <footer class="bottom">
            <span>Rolemill ${version}</span>
            <span>rules <code>${taxonomy.slice(0, 12)}</code></span>
            <a href="/api/docs">HTTP API</a>
            ${signedIn ? html`<form method="post" action="/sign-out"><button type="submit">Sign out</button></form>` : ''}
          </footer>
        </body>
      </html> `,
  );
}

function place(to: string, name: string, path: string): Markup {
  const here = to === '/' ? path === '/' : path === to || path.startsWith(`${to}/`);
  return html`<li><a href="${to}" ${here ? raw(' aria-current="page"') : ''}>${name}</a></li>`;
}
