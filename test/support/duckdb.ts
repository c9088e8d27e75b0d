/** An independent reader of what is exported. Native code, so a platform may be without it: suites then are skipped by name. */
export type Row = Record<string, unknown>;

export interface DuckDb {
  /** Why it cannot be used, else null. */
  missing: string | null;
  /** Rows of a query, values as JSON has them: lists as arrays, 64-bit numbers and timestamps as text. */
  ask(query: string): Promise<Row[]>;
}

export async function findDuckDb(): Promise<DuckDb> {
  try {
    const { DuckDBInstance } = await import('@duckdb/node-api');
    const connection = await (await DuckDBInstance.create(':memory:')).connect();
    await connection.run("set timezone = 'UTC'");
    return {
      missing: null,
      ask: async (query) => (await connection.runAndReadAll(query)).getRowObjectsJson(),
    };
  } catch (error) {
    const missing = `DuckDB's native module is missing here: ${String(error).split('\n')[0]}`;
    return { missing, ask: () => Promise.reject(new Error(missing)) };
  }
}
