/** What an answer (or none) means for the one who asked: try later, or give this address up. */
import { GiveUpError, RetryLaterError, RolemillError } from '../../domain/errors.js';

export function redirectLoop(start: string, at: URL, hops: number): GiveUpError {
  return new GiveUpError(
    'http-redirect-loop',
    `${start}: redirects in circles or too often (${hops} hops, last ${at.href}); open it in a browser and name the address it ends at`,
  );
}

export function statusError(url: URL, status: number, retryAfterMs: number | null): RolemillError {
  const answered = `${url.href}: the server answered ${status}`;
  if (status === 404 || status === 410) {
    return new GiveUpError(
      'http-not-found',
      `${answered}; check the address, the board or posting may be gone`,
    );
  }
  if (status === 429 || status >= 500) {
    const what = status === 429 ? 'too many requests' : 'a fault of the site';
    return new RetryLaterError('http-status', `${answered} (${what}); try later`, { retryAfterMs });
  }
  const hint =
    status === 401 || status === 403 ? 'it wants a login or refuses programs' : 'open it in a browser';
  return new GiveUpError('http-status', `${answered}; ${hint}`);
}

export function tooLarge(url: URL, maxBytes: number): GiveUpError {
  const mb = Math.round((maxBytes / 1024 / 1024) * 10) / 10;
  return new GiveUpError(
    'http-body-too-large',
    `${url.href}: the body is over ${mb} MB; if you trust the site, raise ROLEMILL_HTTP_MAX_MB`,
  );
}

/** Whatever failed below HTTP. Errors that are ours already (a refused host, a timeout) come through as they are. */
export function connectionError(url: URL, error: unknown): Error {
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof RolemillError) return cause;
  }
  return new RetryLaterError('http-connection', `${url.href}: no connection (check address and network)`, {
    cause: error,
  });
}
