import { readClock } from '../../ledger/clock.ts';
import type { StackConnection } from './connections.ts';
import { lookLimitMs, reasonOf } from './doctor-check.ts';
import type { Check } from './doctor-check.ts';
import { installedBinaries } from './postgres-place.ts';
import { within } from './within.ts';

export async function checkPostgres(connection: StackConnection | null): Promise<Check> {
  const name = 'postgresql';
  if (connection === null) return { name, ok: false, message: `没有运行（${installed()}）` };
  try {
    const version = await within(lookLimitMs, postgresVersion(connection.databaseUrl));
    return { name, ok: true, version, message: `可以连接：${placeOf(connection.databaseUrl)}` };
  } catch (error) {
    return { name, ok: false, message: `不能连接 ${placeOf(connection.databaseUrl)}：${reasonOf(error)}` };
  }
}

/** The clock is a row of the migrated ledger that every stack has. */
export async function checkLedger(connection: StackConnection | null): Promise<Check> {
  const name = 'ledger';
  if (connection === null) return { name, ok: false, message: 'PostgreSQL 没有运行，不能查看' };
  try {
    const clock = await within(lookLimitMs, readClock(connection.databaseUrl));
    if (clock === null) return { name, ok: false, message: '台账已建立，但时钟还没有设定：请运行 duban up' };
    return { name, ok: true, message: `台账已建立，按${clock.rehearsal ? '演练' : '真实'}时间运行` };
  } catch (error) {
    return { name, ok: false, message: `台账不能读取（尚未建立，或不能连接）：${reasonOf(error)}` };
  }
}

/** Without user and password. */
function placeOf(databaseUrl: string): string {
  try {
    const { host, pathname } = new URL(databaseUrl);
    return `${host}${pathname}`;
  } catch {
    return 'DATABASE_URL（不是有效的地址）';
  }
}

async function postgresVersion(databaseUrl: string): Promise<string> {
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: lookLimitMs, query_timeout: lookLimitMs });
  // A server that goes away while we look is an answer, not a crash.
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ server_version: string }>('SHOW server_version');
    return rows[0]?.server_version ?? '';
  } finally {
    await client.end().catch(() => undefined);
  }
}

function installed(): string {
  try {
    return `自带的 PostgreSQL ${installedBinaries().version} 已安装`;
  } catch (error) {
    return reasonOf(error);
  }
}
