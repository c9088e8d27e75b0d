/** An assistant's client, connected in memory to the tools over a test database. */
import type { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { InMemoryTransport } from '@modelcontextprotocol/sdk/inMemory.js';
import { classify } from '../../src/classify/classify.js';
import type { Database } from '../../src/db/database.js';
import { createMcpServer } from '../../src/mcp/server.js';
import { taxonomy } from '../support/taxonomy.js';

export async function connectTools(client: Client, database: () => Database): Promise<void> {
  const [ours, theirs] = InMemoryTransport.createLinkedPair();
  const server = createMcpServer({
    version: '0',
    database: async () => database(),
    taxonomy,
    decide: (posting) => classify(posting, taxonomy, { evidence: true }),
    log: () => undefined,
  });
  await Promise.all([server.connect(theirs), client.connect(ours)]);
}
