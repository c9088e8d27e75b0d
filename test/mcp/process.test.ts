/** `rolemill mcp` as an assistant runs it: a process that talks the protocol on its stdout, and ends when it is told. */
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { JSONRPCMessageSchema } from '@modelcontextprotocol/sdk/types.js';
import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { afterEach, expect, inject, it } from 'vitest';
import { describeEachBackend } from '../support/backends.js';
import { testDatabase } from '../support/test-database.js';

const MAIN = resolve(import.meta.dirname, '../../dist/cli/main.js');
const HELLO = {
  protocolVersion: '2025-06-18',
  capabilities: {},
  clientInfo: { name: 'test', version: '0' },
};

interface Answer {
  isError?: boolean;
  content: { text: string }[];
}

describeEachBackend(
  'the process of rolemill mcp',
  (backend) => {
    let child: ChildProcessByStdio<Writable, Readable, null> | null = null;
    afterEach(() => child?.kill('SIGKILL'));
    const envOf = (databaseUrl: string): Record<string, string> => ({
      ...(process.env as Record<string, string>),
      ...{ DATABASE_URL: databaseUrl, REDIS_URL: '', ROLEMILL_LOG: 'debug' },
    });
    const start = () => {
      const started = spawn(process.execPath, [MAIN, 'mcp'], {
        env: envOf(backend.databaseUrl),
        stdio: ['pipe', 'pipe', 'ignore'],
      });
      child = started;
      const lines: string[] = [];
      const reader = createInterface(started.stdout);
      reader.on('line', (line) => lines.push(line));
      const send = (id: number, method: string, params: object): boolean =>
        started.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', id, method, params })}\n`);
      const answered = async (id: number): Promise<void> => {
        while (!lines.some((line) => (JSON.parse(line) as { id?: number }).id === id))
          await once(reader, 'line');
      };
      return { child: started, lines, send, answered };
    };

    it.each(['SIGINT', 'SIGTERM'] as const)('%s ends it, with the database open', async (signal) => {
      const { child, send, answered } = start();
      send(1, 'initialize', HELLO);
      send(2, 'tools/call', { name: 'search_postings', arguments: {} });
      await answered(2);
      child.kill(signal);
      expect(await once(child, 'exit')).toEqual([0, null]);
    });

    it('a closed stdin ends it once what was asked is answered; its stdout carries the protocol alone', async () => {
      const { child, lines, send } = start();
      send(1, 'initialize', HELLO);
      send(2, 'tools/call', { name: 'search_postings', arguments: {} });
      send(3, 'tools/call', { name: 'no_such_tool', arguments: {} });
      child.stdin.write('this is no message\n');
      child.stdin.end();
      expect(await once(child, 'exit')).toEqual([0, null]);
      const messages = lines.map((line) => JSONRPCMessageSchema.parse(JSON.parse(line)));
      expect(
        messages
          .map((message) => ('id' in message ? message.id : null))
          .toSorted((a, b) => Number(a) - Number(b)),
      ).toEqual([1, 2, 3]);
    });

    it('a database that is away fails a call, and is there for the next', async () => {
      const { postgres } = inject('services');
      const late = testDatabase('url' in postgres ? postgres.url : '');
      const client = new Client({ name: 'test', version: '0' });
      const [command, args] = [process.execPath, [MAIN, 'mcp']];
      await client.connect(
        new StdioClientTransport({ command, args, env: envOf(late.url), stderr: 'ignore' }),
      );
      const ask = async (): Promise<Answer> =>
        (await client.callTool({ name: 'search_postings', arguments: {} })) as Answer;
      const away = await ask();
      expect([away.isError, away.content[0]?.text]).toEqual([true, expect.stringMatching(/^database-/)]);
      await late.create();
      const there = await ask();
      await client.close();
      await late.drop();
      expect([there.isError ?? false, there.content[0]?.text]).toEqual([
        false,
        expect.stringContaining('rolemill run'),
      ]);
    });
  },
  ['postgres'],
);
