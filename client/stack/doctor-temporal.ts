import type { Connection } from '@temporalio/client';
import type { StackConnection } from './connections.ts';
import { lookLimitMs, reasonOf } from './doctor-check.ts';
import type { Check } from './doctor-check.ts';
import type { Environment, HomePaths } from './duban-home.ts';
import { missingSearchAttributes } from './search-attributes.ts';
import { readStack } from './stack-file.ts';
import { within } from './within.ts';
import { taskQueueOf } from './worker-process.ts';

export async function checkTemporal(stack: StackConnection | null, environment: Environment, paths: HomePaths): Promise<Check[]> {
  if (stack === null) return unknown('temporal', 'Temporal 服务没有运行');
  const { Connection } = await import('@temporalio/client');
  const connecting = Connection.connect({ ...stack.connectionOptions, connectTimeout: lookLimitMs });
  try {
    const connection = await within(lookLimitMs, connecting);
    try {
      return await Promise.all([
        look('temporal', checkServer(connection, stack)),
        look('search-attributes', checkSearchAttributes(connection, stack.namespace)),
        look('worker', checkWorker(connection, { namespace: stack.namespace, taskQueue: taskQueueOf(environment), workerPid: workerPid(paths) })),
      ]);
    } finally {
      await connection.close();
    }
  } catch (error) {
    connecting.catch(() => undefined);
    return unknown('temporal', `不能连接 Temporal 服务 ${stack.address}：${reasonOf(error)}`);
  }
}

const unknown = (name: string, message: string): Check[] => [
  { name, ok: false, message },
  { name: 'search-attributes', ok: false, message: '不能连接 Temporal 服务，不能查看' },
  { name: 'worker', ok: false, message: '不能连接 Temporal 服务，不能查看' },
];

async function look(name: string, check: Promise<Check>): Promise<Check> {
  try {
    return await within(lookLimitMs, check);
  } catch (error) {
    return { name, ok: false, message: reasonOf(error) };
  }
}

async function checkServer(connection: Connection, { namespace, address }: StackConnection): Promise<Check> {
  const { serverVersion } = await connection.workflowService.getSystemInfo({});
  const version = serverVersion === undefined || serverVersion === null ? {} : { version: serverVersion };
  try {
    await connection.workflowService.describeNamespace({ namespace });
    return { name: 'temporal', ok: true, ...version, message: `可以连接：${address}，命名空间 ${namespace}` };
  } catch (error) {
    return { name: 'temporal', ok: false, ...version, message: `可以连接 ${address}，但命名空间 ${namespace} 不可用：${reasonOf(error)}` };
  }
}

async function checkSearchAttributes(connection: Connection, namespace: string): Promise<Check> {
  const missing = await missingSearchAttributes(connection, namespace);
  const name = 'search-attributes';
  return missing.length === 0
    ? { name, ok: true, message: '检索属性齐全' }
    : { name, ok: false, message: `缺少检索属性 ${missing.join('、')}：请运行 duban up，或在服务器上登记` };
}

/** A long poll is renewed every minute; the server lists a dead poller for five minutes more. */
const pollerIsAliveMs = 75_000;

async function checkWorker(
  connection: Connection,
  { namespace, taskQueue, workerPid: pid }: { namespace: string; taskQueue: string; workerPid: number | null },
): Promise<Check> {
  const { pollers } = await connection.workflowService.describeTaskQueue({ namespace, taskQueue: { name: taskQueue }, taskQueueType: 1 });
  const alive = (pollers ?? []).filter(({ lastAccessTime }) => Date.now() - Number(lastAccessTime?.seconds ?? 0) * 1000 < pollerIsAliveMs);
  const ours = pid === null ? alive : alive.filter(({ identity }) => identity?.startsWith(`${pid}@`));
  const ok = ours.length > 0;
  return {
    name: 'worker',
    ok,
    message: ok ? `工作进程正在接收任务队列 ${taskQueue}` : `没有工作进程在接收任务队列 ${taskQueue}：请查看日志 worker.log，或运行 duban up`,
  };
}

/** The worker of the stack names itself by its process, as the SDK does by default: one that was killed is not taken for the new one. */
function workerPid(paths: HomePaths): number | null {
  const found = readStack(paths);
  return found.state === 'running' ? found.stack.pids.worker : null;
}
