import { createServer } from 'node:http';

/** A careers page on this machine that answers as the test wants. */
export interface TestSource {
  url: string;
  answer: { status: number; body: string; headers?: Record<string, string> };
  requests: number;
  /** The version that each request asked by, `undefined` where it asked for whatever there is. */
  asked: (string | undefined)[];
  /** A page that holds one posting as schema.org JSON-LD. */
  pageWith: (posting: { title: string; description: string }) => string;
  close: () => Promise<void>;
}

export async function startSource(): Promise<TestSource> {
  const server = createServer((request, response) => {
    source.requests += 1;
    source.asked.push(request.headers['if-none-match']);
    const { status, body, headers } = source.answer;
    response.writeHead(status, { 'content-type': 'text/html; charset=utf-8', ...headers });
    response.end(body);
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no TCP port');
  const source: TestSource = {
    url: `http://127.0.0.1:${address.port}/jobs/1`,
    answer: { status: 200, body: '' },
    requests: 0,
    asked: [],
    pageWith: (posting) => {
      const data = { '@context': 'https://schema.org', '@type': 'JobPosting', ...posting };
      return `<!doctype html><html><head><script type="application/ld+json">${JSON.stringify(data)}</script></head><body></body></html>`;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
  return source;
}
