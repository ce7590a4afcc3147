import { sql } from 'kysely';
import type { Ledger } from '../../ledger/ledger.ts';

/** Every table with every row, in an order that does not depend on how they were written. */
export async function wholeLedger({ db }: Ledger): Promise<Readonly<Record<string, readonly string[]>>> {
  const { rows: tables } = await sql<{ name: string }>`
    SELECT table_name AS name FROM information_schema.tables
    WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND table_name NOT LIKE 'kysely%' ORDER BY name`.execute(db);
  const contents: [string, string[]][] = [];
  for (const { name } of tables) {
    const { rows } = await sql<{ content: string }>`SELECT row_to_json(t)::jsonb::text AS content FROM ${sql.table(name)} t ORDER BY 1`.execute(db);
    contents.push([name, rows.map(({ content }) => content)]);
  }
  return Object.fromEntries(contents);
}
