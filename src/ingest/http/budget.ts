import { RetryLaterError } from '../../domain/errors.js';

/**
 * Time that the other side may take in all: for the connection, the headers and every piece of the body together.
 * Time that we take ourselves between two pieces (storing postings) is not held against it.
 */
export class Budget {
  private left: number;
  private readonly total: number;
  private readonly url: string;

  constructor(url: string, totalMs: number) {
    this.url = url;
    this.total = totalMs;
    this.left = totalMs;
  }

  /**
   * Waits for the work; gives it a signal that fires when the time is up.
   * @throws RetryLaterError `http-timeout`.
   */
  async spend<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const started = performance.now();
    const controller = new AbortController();
    let timer: NodeJS.Timeout | undefined;
    const expired = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(
        () => {
          const error = new RetryLaterError(
            'http-timeout',
            `${this.url}: no full answer within ${this.total / 1000} s; try later, or raise ROLEMILL_HTTP_TIMEOUT_SECONDS`,
          );
          reject(error);
          controller.abort(error);
        },
        Math.max(0, this.left),
      );
    });
    try {
      return await Promise.race([work(controller.signal), expired]);
    } finally {
      clearTimeout(timer);
      this.left -= performance.now() - started;
    }
  }
}
