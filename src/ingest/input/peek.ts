/** The beginning of a stream of bytes, and the whole stream again from its start. */
export interface Peeked {
  head: Buffer;
  /** Whether `head` is everything there is. */
  complete: boolean;
  rest: AsyncIterable<Buffer>;
}

/**
 * Reads until `enough` bytes are there. An error that comes before is not thrown here but where the stream
 * breaks: what was readable until then is to be used first (gzip cut off in the middle).
 */
export async function peek(source: AsyncIterable<Buffer>, enough: number): Promise<Peeked> {
  const iterator = source[Symbol.asyncIterator]();
  const chunks: Buffer[] = [];
  let size = 0;
  let complete = false;
  let failure: { error: unknown } | null = null;
  while (size < enough && !complete && failure === null) {
    try {
      const next = await iterator.next();
      if (next.done === true) complete = true;
      else {
        chunks.push(next.value);
        size += next.value.length;
      }
    } catch (error) {
      failure = { error };
    }
  }
  if (size === 0 && failure !== null) throw failure.error;

  async function* rest(): AsyncGenerator<Buffer> {
    try {
      yield* chunks;
      if (failure !== null) throw failure.error;
      if (complete) return;
      for (let next = await iterator.next(); next.done !== true; next = await iterator.next())
        yield next.value;
    } finally {
      await iterator.return?.();
    }
  }
  const all = chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks);
  return { head: all.subarray(0, enough), complete: complete && size <= enough, rest: rest() };
}
