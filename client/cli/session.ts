import { openLedger } from '../../ledger/ledger.ts';
import type { Ledger } from '../../ledger/ledger.ts';
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
export async function withSession<Result>(
  { environment }: CliIo,
  use: (session: Session) => Promise<Result>,
  { unhurried = false }: SessionChoice = {},
): Promise<Result> {
  const ledger = openLedger({ databaseUrl: await databaseUrlOf(environment), maxConnections: 5, applicationName: 'duban-cli', unhurried });
  const temporal = lazyTemporal(() => temporalPlaceOf(environment));
  try {
    return await use({ client: connectSupervision({ ledger, temporal }), ledger, temporal });
  } finally {
    await temporal.close();
    await ledger.close();
  }
}

/** The stack of $DUBAN_HOME first, then the environment; without loading what only Temporal needs. */
async function databaseUrlOf(environment: Environment): Promise<string> {
  const found = readStack(homePaths(dubanHome(environment), environment));
  if (found.state === 'running') return found.stack.databaseUrl;
  if (environment['DATABASE_URL']) return environment['DATABASE_URL'];
  const { findStack } = await import('../stack/connections.ts');
  return (await findStack(environment)).databaseUrl; // says that nothing runs
}

async function temporalPlaceOf(environment: Environment): Promise<TemporalPlace> {
  const { findStack } = await import('../stack/connections.ts');
  const { taskQueueOf } = await import('../stack/worker-process.ts');
  const { namespace, connectionOptions } = await findStack(environment);
  return { namespace, connectionOptions, taskQueue: taskQueueOf(environment) };
}
