import { setTimeout as pause } from 'node:timers/promises';
import type { Connection } from '@temporalio/client';
import { beginClock } from '../../ledger/clock.ts';
import { migrateLedger } from '../../ledger/migrate.ts';
import { invalidInput, serverUnreachable } from '../answers.ts';
import { saidPlainly } from '../failures.ts';
import { temporalOf } from './connections.ts';
import type { Environment } from './duban-home.ts';
import { registerSearchAttributes } from './search-attributes.ts';
import { taskQueueOf } from './worker-process.ts';

export interface PrepareOptions {
  readonly environment: Environment;
  readonly announce: (line: string) => void;
}

export interface Prepared {
  readonly namespace: string;
  readonly namespaceCreated: boolean;
}

/** What `duban up` does for its own servers, for those that the environment names: before the first worker starts, and again before each new version. Repeatable. */
export async function prepareServers({ environment, announce }: PrepareOptions): Promise<Prepared> {
  const ownerUrl = environment['DUBAN_OWNER_DATABASE_URL'] ?? '';
  if (!ownerUrl.startsWith('postgres')) throw ownerUrlMissing();
  const retentionDays = retentionOf(environment);
  announce('migrating the ledger');
  await saidPlainly(async () => {
    await migrateLedger(ownerUrl);
    await beginClock(ownerUrl, { rehearsal: false });
  });
  announce('preparing the namespace');
  return prepareTemporal(environment, retentionDays);
}

async function prepareTemporal(environment: Environment, retentionDays: number): Promise<Prepared> {
  const { namespace, connectionOptions } = await temporalOf(environment);
  const { Client, Connection } = await import('@temporalio/client');
  const { ensureDailySchedule } = await import('./daily-schedule.ts');
  const connection = await Connection.connect({ ...connectionOptions, connectTimeout: '10s' }).catch((error: unknown) => {
    throw serverUnreachable('Temporal', error);
  });
  try {
    const namespaceCreated = await ensureNamespace(connection, { namespace, retentionDays });
    await untilNamespaceIsKnown(connection, namespace);
    await registerSearchAttributes(connection, namespace);
    await ensureDailySchedule(new Client({ connection, namespace }), { taskQueue: taskQueueOf(environment), rehearsal: false });
    return { namespace, namespaceCreated };
  } finally {
    await connection.close();
  }
}

const isNotFound = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 5;
const alreadyExists = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 6;

async function ensureNamespace(
  connection: Connection,
  { namespace, retentionDays }: { readonly namespace: string; readonly retentionDays: number },
): Promise<boolean> {
  const { workflowService } = connection;
  const there = await workflowService.describeNamespace({ namespace }).then(
    () => true,
    (error: unknown) => {
      if (isNotFound(error)) return false;
      throw serverUnreachable('Temporal', error);
    },
  );
  if (there) return false;
  const { msToTs } = await import('@temporalio/common/lib/time.js');
  const workflowExecutionRetentionPeriod = msToTs(retentionDays * 86_400_000);
  await workflowService.registerNamespace({ namespace, workflowExecutionRetentionPeriod }).catch((error: unknown) => {
    if (!alreadyExists(error)) throw serverUnreachable('Temporal', error);
  });
  return true;
}

/** The frontend looks for new namespaces every few seconds only. */
async function untilNamespaceIsKnown(connection: Connection, namespace: string): Promise<void> {
  const giveUpAt = Date.now() + 60_000;
  for (;;) {
    const error = await connection.workflowService.countWorkflowExecutions({ namespace, query: '' }).then(
      () => null,
      (reason: unknown) => reason,
    );
    if (error === null) return;
    if (!isNotFound(error) || Date.now() > giveUpAt) throw serverUnreachable('Temporal', error);
    await pause(500);
  }
}

/** Closed runs are history for operators; the record is the journal. */
const defaultRetentionDays = 90;

function retentionOf({ DUBAN_RETENTION_DAYS: given }: Environment): number {
  const days = Number(given || defaultRetentionDays);
  if (Number.isSafeInteger(days) && days >= 1 && days <= 3650) return days;
  throw invalidInput('RETENTION_INVALID', `DUBAN_RETENTION_DAYS 的值“${given}”不对：应为 1 至 3650 的整数（天）。`, { value: given });
}

const ownerUrlMissing = () =>
  invalidInput(
    'OWNER_URL_MISSING',
    '没有指明台账所有者的数据库地址：请设置 DUBAN_OWNER_DATABASE_URL（postgres://duban_owner:密码@主机:端口/duban）。自带的服务由 duban up 准备，不需要本命令。',
  );
