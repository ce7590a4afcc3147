import type { PostgresPasswords } from './postgres-passwords.ts';

/** Two roles, so that the one that runs cannot alter the journal; one database. Says nothing if all is there. */
export async function prepareDatabase(superuserUrl: string, passwords: PostgresPasswords): Promise<void> {
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: superuserUrl });
  await client.connect();
  try {
    for (const role of ['duban_owner', 'duban_app'] as const) {
      const { rowCount } = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [role]);
      if (rowCount === 0) await client.query(`CREATE ROLE ${role} LOGIN PASSWORD ${client.escapeLiteral(passwords[role])}`);
    }
    const { rowCount } = await client.query("SELECT 1 FROM pg_database WHERE datname = 'duban'");
    if (rowCount === 0) await client.query("CREATE DATABASE duban OWNER duban_owner TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C'");
    await client.query('REVOKE ALL ON DATABASE duban FROM PUBLIC');
    await client.query('GRANT CONNECT ON DATABASE duban TO duban_app');
  } finally {
    await client.end();
  }
}
