import { type SQL, sql } from 'drizzle-orm';
import type { PostgresJsSession } from 'drizzle-orm/postgres-js';
import type { Sql } from 'postgres';
import type { Database } from '../database.js';

/** A transaction of drizzle's. */
export type Transaction = Parameters<Parameters<Database['orm']['transaction']>[0]>[0];

/**
 * The rows of a statement as the server keeps its values, a buffer a column: bytes come as bytes. The driver asks for texts,
 * in which each byte is two letters that the server has to write and this process to read: 0.3 s of a report.
 *
 * A binary cursor is how it can be done with this driver: its rows are binary where they are fetched by a simple query, and
 * what it is declared for may have parameters, as COPY may not.
 */
export async function readBinary(tx: Transaction, query: SQL): Promise<(Buffer | null)[][]> {
  const { client } = tx._.session as unknown as AnySession;
  await tx.execute(sql`declare binary_rows binary no scroll cursor for ${query}`);
  const rows = await client.unsafe('fetch all from binary_rows').simple().raw();
  await tx.execute(sql`close binary_rows`);
  return rows;
}

type AnySession = PostgresJsSession<Sql, Record<string, never>, Record<string, never>>;
