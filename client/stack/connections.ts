import type { ConnectionOptions } from '@temporalio/client';
import { DubanError, exitCodes } from '../errors.ts';
import { dubanHome, homePaths } from './duban-home.ts';
import type { Environment } from './duban-home.ts';
import { readStack } from './stack-file.ts';

export interface StackConnection {
  readonly home: string;
  /** The stack of $DUBAN_HOME, or servers that the environment names. */
  readonly from: 'stack' | 'environment';
  readonly databaseUrl: string;
  readonly ownerUrl?: string;
  /** Also in connectionOptions, which carry TLS and keys where the environment has them. */
  readonly address: string;
  readonly namespace: string;
  readonly connectionOptions: ConnectionOptions;
  readonly uiUrl?: string;
}

/** Where the servers are: the running stack of $DUBAN_HOME first, then DATABASE_URL and TEMPORAL_*. Says nothing about whether they answer. */
export async function findStack(environment: Environment = process.env): Promise<StackConnection> {
  const home = dubanHome(environment);
  const found = readStack(homePaths(home, environment));
  if (found.state === 'running') {
    const { databaseUrl, ownerUrl, address, namespace, uiUrl } = found.stack;
    return { home, from: 'stack', databaseUrl, ownerUrl, address, namespace, uiUrl, connectionOptions: { address } };
  }
  const databaseUrl = environment['DATABASE_URL'];
  if (databaseUrl === undefined || databaseUrl === '') throw notRunning(home);
  return { home, from: 'environment', databaseUrl, ...(await temporalOf(environment)) };
}

/** The Temporal server that TEMPORAL_* name, with its TLS and keys. */
export async function temporalOf(environment: Environment): Promise<Pick<StackConnection, 'address' | 'namespace' | 'connectionOptions'>> {
  const { loadClientConnectConfig } = await import('@temporalio/envconfig');
  const { namespace = 'default', connectionOptions } = loadClientConnectConfig({ overrideEnvVars: definedOnly(environment) });
  return { address: connectionOptions.address ?? 'localhost:7233', namespace, connectionOptions };
}

const definedOnly = (environment: Environment): Record<string, string> =>
  Object.fromEntries(Object.entries(environment).filter((entry): entry is [string, string] => entry[1] !== undefined));

const notRunning = (home: string): DubanError =>
  new DubanError({
    code: 'STACK_NOT_RUNNING',
    message: `${home} 中没有正在运行的服务，环境变量也没有指明 DATABASE_URL：请先运行 duban up，或设置 DATABASE_URL 与 TEMPORAL_ADDRESS。`,
    details: { home },
    exitCode: exitCodes.unreachable,
  });
