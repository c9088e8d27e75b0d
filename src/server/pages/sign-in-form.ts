import { BOARD_PATH } from './csp.js';
import { html, type Markup } from '../../report/html/markup.js';

/** @param next where to go then. @param fault what was wrong before, or null. */
export function signInForm(next: string, fault: string | null): Markup {
  return html`<p class="lead">
      ${next.startsWith(BOARD_PATH) ? 'Bull Board can change the queue, so it asks for the token of the server.' : 'This server is open to others, so it asks for its token.'}
    </p>
    ${fault === null ? '' : html`<p class="notice" role="alert">${fault}</p>`}
    <form method="post" action="/sign-in" class="search">
      <input type="hidden" name="next" value="${next}" />
      <label
        >Token<input type="password" name="token" autocomplete="current-password" required autofocus
      /></label>
      <button type="submit" class="main">Sign in</button>
    </form>
    <p class="soft">
      It is what the server was started with: the setting <code>ROLEMILL_API_TOKEN</code>. Whoever runs the
      server knows it. This browser is remembered for seven days.
    </p>`;
}
