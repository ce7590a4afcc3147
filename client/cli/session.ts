import { openLedger } from '../../ledger/ledger.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { demonstrationMark } from '../../ledger/queries/demonstration-mark.ts';
import { invalidInput } from '../answers.ts';
import { dubanHome, homePaths } from '../stack/duban-home.ts';
import type { Environment } from '../stack/duban-home.ts';
import { readStack } from '../stack/stack-file.ts';
import type { SupervisionClient } from '../supervision-client.ts';
import { connectSupervision } from '../supervision-client.ts';
import type { Temporal, TemporalPlace } from '../temporal.ts';
import { lazyTemporal } from '../temporal.ts';
import type { CliIo } from './output.ts';

export interface Session {
  readonly client: SupervisionClient;
  readonly ledger: Ledger;
  readonly temporal: Temporal;
}

export interface SessionChoice {
  /** For what goes through the whole ledger: its statements may take their time. */
  readonly unhurried?: boolean;
}

/** What one invocation needs of the servers, closed again whatever happens. */
export async function withSession<Result>(io: CliIo, use: (session: Session) => Promise<Result>, { unhurried = false }: SessionChoice = {}): Promise<Result> {
  const { environment } = io;
  const ledger = openLedger({ databaseUrl: await databaseUrlOf(environment), maxConnections: 5, applicationName: 'duban-cli', unhurried });
  const temporal = lazyTemporal(() => temporalPlaceOf(environment));
  try {
    const result = await use({ client: connectSupervision({ ledger, temporal }), ledger, temporal });
    io.mark = await demonstrationMark(ledger);
    return result;
  } finally {
    await temporal.close();
    await ledger.close();
  }
}

/** The stack of $DUBAN_HOME first, then the environment; without loading what only Temporal needs. */
async function databaseUrlOf(environment: Environment): Promise<string> {
  const found = readStack(homePaths(dubanHome(environment), environment));
  if (found.state === 'running') return found.stack.databaseUrl;
  if (environment['DATABASE_URL']) return validUrl(environment['DATABASE_URL']);
  const { findStack } = await import('../stack/connections.ts');
  return (await findStack(environment)).databaseUrl; // says that nothing runs
}

function validUrl(url: string): string {
  if (/^postgres(ql)?:\/\//.test(url) && URL.canParse(url)) return url;
  // Without the value: it may hold a password.
  throw invalidInput('DATABASE_URL_INVALID', '环境变量 DATABASE_URL 不是 PostgreSQL 的地址：应为 postgres://用户:口令@主机:端口/数据库。');
}

async function temporalPlaceOf(environment: Environment): Promise<TemporalPlace> {
  const { findStack } = await import('../stack/connections.ts');
  const { taskQueueOf } = await import('../stack/worker-process.ts');
  const { namespace, connectionOptions } = await findStack(environment);
  return { namespace, connectionOptions, taskQueue: taskQueueOf(environment) };
}
