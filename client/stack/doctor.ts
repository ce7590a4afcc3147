import { createHash } from 'node:crypto';
import { accessSync, constants, existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { findStack } from './connections.ts';
import type { StackConnection } from './connections.ts';
import type { Check } from './doctor-check.ts';
import { checkLedger, checkPostgres } from './doctor-postgres.ts';
import { checkTemporal } from './doctor-temporal.ts';
import { homePaths, dubanHome } from './duban-home.ts';
import type { Environment, HomePaths } from './duban-home.ts';
import { identify } from './known-process.ts';
import { readStack } from './stack-file.ts';
import { findTemporalCli } from './temporal-cli.ts';
import { runningUp } from './up-lock.ts';

export interface Diagnosis {
  readonly ok: boolean;
  readonly checks: readonly Check[];
}

/** Looks at everything at once; each look has its own limit, so that the answer comes in seconds whatever is unreachable. */
export async function diagnose(environment: Environment = process.env): Promise<Diagnosis> {
  const paths = homePaths(dubanHome(environment), environment);
  const connection = await findStack(environment).catch(() => null);
  const [cli, postgres, ledger, temporal] = await Promise.all([
    checkTemporalCli(environment, connection),
    checkPostgres(connection),
    checkLedger(connection),
    checkTemporal(connection, environment, paths),
  ]);
  const checks = [checkNode(), checkSm3(), cli, checkStack(paths, connection), postgres, ledger, ...temporal, checkEvidence(paths)];
  return { ok: checks.every(({ ok }) => ok), checks };
}

function checkNode(): Check {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const ok = major > 20 || (major === 20 && minor >= 19);
  return { name: 'node', ok, version: process.versions.node, message: ok ? '版本合适' : '版本过低：需要 Node 20.19 或更新版本' };
}

/** The journal is chained with SM3, which comes from the OpenSSL that Node was built with: the test vector of GB/T 32905-2016. */
function checkSm3(): Check {
  try {
    const ok = createHash('sm3').update('abc').digest('hex') === '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0';
    return { name: 'sm3', ok, message: ok ? '与国家标准的测试值一致' : '结果与国家标准的测试值不一致：请更换 Node' };
  } catch {
    return { name: 'sm3', ok: false, message: '这个 Node 不带 SM3：请使用 nodejs.org 的官方版本' };
  }
}

function checkStack(paths: HomePaths, connection: StackConnection | null): Check {
  const found = readStack(paths);
  const up = runningUp(paths);
  if (found.state === 'running') {
    if (up === null) return stack(true, '服务在运行，但启动它的 duban up 已不在，出错后不会自动重启：可再次运行 duban up');
    const worker = identify(found.stack.pids.worker);
    return stack(worker !== null, worker === null ? '工作进程已退出，正在重新启动' : `正在运行，Web UI：${found.stack.uiUrl}`);
  }
  if (up !== null) return stack(false, '正在启动');
  if (connection?.from === 'environment') return stack(true, '没有自带的服务，使用环境变量指明的服务');
  return stack(
    false,
    found.state === 'stale' ? `${paths.stackFile} 已失效（其中的进程已不在）：请运行 duban up` : `${paths.home} 中没有正在运行的服务：请运行 duban up`,
  );
}

const stack = (ok: boolean, message: string): Check => ({ name: 'stack', ok, message });

async function checkTemporalCli(environment: Environment, connection: StackConnection | null): Promise<Check> {
  const name = 'temporal-cli';
  try {
    const { path, version, description } = await findTemporalCli(environment);
    return { name, ok: true, version, message: `${description}，位于 ${path}` };
  } catch (error) {
    if (connection?.from === 'environment') return { name, ok: true, message: '没有找到，但使用环境变量指明的服务时不需要' };
    return { name, ok: false, message: error instanceof Error ? error.message : String(error) };
  }
}

function checkEvidence({ evidence }: HomePaths): Check {
  let folder = evidence;
  while (!existsSync(folder) && dirname(folder) !== folder) folder = dirname(folder);
  try {
    accessSync(folder, constants.W_OK | constants.X_OK);
    return { name: 'evidence', ok: true, message: `佐证材料目录 ${evidence} 可以写入` };
  } catch {
    return { name: 'evidence', ok: false, message: `佐证材料目录 ${evidence} 不能写入：请改变权限，或设置 DUBAN_EVIDENCE` };
  }
}
