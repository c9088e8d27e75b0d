import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import type { JSONRPCMessage, RequestId } from '@modelcontextprotocol/sdk/types.js';
import type { Readable, Writable } from 'node:stream';
import type { McpContext } from './context.js';
import { createMcpServer } from './server.js';

/** Serves until `signal` is aborted, or stdin ends and what was asked is answered, or nobody reads any more. */
export async function serveStdio(
  context: McpContext,
  io: { stdin: Readable; stdout: Writable },
  signal: AbortSignal,
): Promise<void> {
  const transport = new StdioServerTransport(io.stdin, io.stdout);
  const server = createMcpServer(context);
  const open = new Set<RequestId>();
  await new Promise<void>((done, fail) => {
    let ended = false;
    const endOnceAnswered = (): void => {
      if (ended && open.size === 0) done();
    };
    transport.onmessage = (message: JSONRPCMessage) => {
      if ('method' in message && 'id' in message) open.add(message.id);
      // A request that was called off gets no answer.
      else if ('method' in message && message.method === 'notifications/cancelled')
        open.delete(message.params?.['requestId'] as RequestId);
    };
    const send = transport.send.bind(transport);
    transport.send = async (message) => {
      await send(message);
      if (!('method' in message) && message.id !== undefined) open.delete(message.id);
      endOnceAnswered();
    };
    transport.onerror = ({ message }) => context.log(`mcp: ${message}`);
    transport.onclose = done;
    io.stdin.once('end', () => {
      ended = true;
      endOnceAnswered();
    });
    io.stdout.once('close', done);
    signal.addEventListener('abort', () => done(), { once: true });
    server.connect(transport).catch(fail);
  });
  await server.close();
}
