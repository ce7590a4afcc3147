import type { Connection } from '@temporalio/client';
import type { Ledger } from '../ledger/ledger.ts';
import { taskHead } from '../ledger/queries/task-head.ts';
import { workflowTypes } from '../workflows/contract.ts';
import { invalidInput, serverUnreachable } from './answers.ts';
import { dubanHome, homePaths } from './stack/duban-home.ts';
import type { Environment } from './stack/duban-home.ts';
import { missingSearchAttributes } from './stack/search-attributes.ts';
import { readStack } from './stack/stack-file.ts';
import type { ConnectedTemporal } from './temporal.ts';

/** Tasks begun in a wrong namespace would be supervised twice, or by nobody: so every sign of one is a reason to begin none. */

const grpcNotFound = 5;
const runsLookedAt = 20;

export async function refuseWrongNamespace(ledger: Ledger, server: ConnectedTemporal): Promise<void> {
  await refuseIfAbsent(server);
  await refuseIfUnprepared(server);
  await refuseIfOthersLiveThere(ledger, server);
}

async function refuseIfAbsent({ client, namespace }: ConnectedTemporal): Promise<void> {
  await client.workflowService.describeNamespace({ namespace }).catch((error: unknown) => {
    const isAbsent = error instanceof Error && 'code' in error && error.code === grpcNotFound;
    if (!isAbsent) throw serverUnreachable('Temporal', error);
    throw invalidInput('NAMESPACE_NOT_FOUND', `Temporal 上没有命名空间“${namespace}”，没有恢复任何任务：请检查 TEMPORAL_NAMESPACE，或先运行 duban prepare。`, {
      namespace,
    });
  });
}

async function refuseIfUnprepared({ client, namespace }: ConnectedTemporal): Promise<void> {
  const missing = await missingSearchAttributes(client.connection as Connection, namespace).catch((error: unknown) => {
    throw error instanceof Error && 'code' in error && typeof error.code === 'number' ? serverUnreachable('Temporal', error) : error;
  });
  if (missing.length === 0) return;
  throw invalidInput(
    'NAMESPACE_NOT_PREPARED',
    `命名空间“${namespace}”没有 duban 的检索属性（缺 ${missing.join('、')}），没有恢复任何任务：请确认是否写错；确认无误时，先运行 duban prepare（内置服务：duban up）。`,
    { namespace, missing },
  );
}

/** Open tasks of which this ledger knows nothing belong to another. */
async function refuseIfOthersLiveThere(ledger: Ledger, { client, namespace, taskQueue }: ConnectedTemporal): Promise<void> {
  const query = `WorkflowType = '${workflowTypes.superviseTask}' AND ExecutionStatus = 'Running' AND TaskQueue = '${taskQueue}'`;
  const { executions } = await client.workflowService.listWorkflowExecutions({ namespace, query, pageSize: runsLookedAt });
  for (const { execution } of executions ?? []) {
    const workflowId = execution?.workflowId ?? '';
    const mark = workflowId.indexOf('/');
    if (await taskHead(ledger, { programme: workflowId.slice(0, mark), number: workflowId.slice(mark + 1) })) continue;
    throw invalidInput(
      'NAMESPACE_FOREIGN',
      `命名空间“${namespace}”中有这份台账所没有的任务（${workflowId}），没有恢复任何任务：这是另一套系统的命名空间，或者台账恢复自较旧的备份。`,
      { namespace, workflowId },
    );
  }
}

/** The running stack comes before the environment; whoever names another namespace there means another place. */
export function refuseOtherNamespace(environment: Environment): void {
  const found = readStack(homePaths(dubanHome(environment), environment));
  const named = environment['TEMPORAL_NAMESPACE'];
  if (found.state !== 'running' || !named || named === found.stack.namespace) return;
  throw invalidInput(
    'NAMESPACE_DIFFERS',
    `DUBAN_HOME 中的服务使用命名空间“${found.stack.namespace}”，环境变量 TEMPORAL_NAMESPACE 却是“${named}”，没有恢复任何任务：请去掉其中之一。`,
    { namespace: found.stack.namespace, named },
  );
}
