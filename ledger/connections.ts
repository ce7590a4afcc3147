import type { PostgresPool, PostgresPoolClient } from 'kysely';
import pg from 'pg';

export interface ConnectionSettings {
  readonly databaseUrl: string;
  readonly maxConnections?: number;
  readonly applicationName?: string;
  /** For migrations and other work that may take its time. */
  readonly unhurried?: boolean;
}

/** PostgreSQL in trouble must be noticed by whoever waits, within the 10 s that an activity has. */
const limits = {
  connectionTimeoutMillis: 2_000,
  statement_timeout: 4_000,
  idle_in_transaction_session_timeout: 5_000,
  // A server that is reached but silent (a cut cable, a stopped process) applies none of its own limits.
  query_timeout: 6_000,
};

/** A pool that never hands out a connection whose state is in doubt. */
export function guardedPool({ databaseUrl, maxConnections = 10, applicationName = 'duban', unhurried = false }: ConnectionSettings): PostgresPool {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max: maxConnections,
    application_name: applicationName,
    types: { getTypeParser },
    ...(unhurried ? { connectionTimeoutMillis: limits.connectionTimeoutMillis } : limits),
  });
  // A connection that breaks while idle, or between two statements, says so here; the next statement fails by itself.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return {
    connect: async () => guarded(await pool.connect()),
    end: () => pool.end(),
  };
}

function guarded(client: pg.PoolClient): PostgresPoolClient {
  let isBroken = false;
  const rolledBack = { command: 'ROLLBACK', rowCount: 0, rows: [] };
  const query = async (text: string, parameters: unknown[]): Promise<unknown> => {
    if (isBroken && text === 'rollback') return rolledBack; // PostgreSQL does so itself; what broke it is the error to tell
    if (isBroken) throw new Error('the connection to PostgreSQL broke within this transaction');
    try {
      return await client.query(text, parameters);
    } catch (error) {
      isBroken = !isAnswerOfServer(error);
      throw error;
    }
  };
  return { query, release: () => client.release(isBroken) } as PostgresPoolClient;
}

/** An error of a statement leaves the connection whole; a FATAL one, a time-out here or a lost socket does not. */
const isAnswerOfServer = (error: unknown): boolean => error instanceof pg.DatabaseError && error.severity === 'ERROR';

const oids = { int8: 20, date: 1082, timestamptz: 1184 };

/** Instants as UTC ISO text with milliseconds, dates as text: what the domain reckons with. */
function getTypeParser(oid: number, format?: 'text' | 'binary'): (text: string) => unknown {
  const usual = pg.types.getTypeParser(oid, format) as (text: string) => unknown;
  if (oid === oids.int8) return Number;
  if (oid === oids.date) return (text) => text;
  if (oid === oids.timestamptz) return (text) => (usual(text) as Date).toISOString();
  return usual;
}
