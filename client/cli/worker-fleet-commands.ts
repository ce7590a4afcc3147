import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { invalidInput } from '../answers.ts';
import { saidPlainly } from '../failures.ts';
import { projectRoot } from '../stack/project-root.ts';
import { describeDeployment, renewOpenTasks, setCurrentVersion } from '../worker-versions.ts';
import type { CliIo } from './output.ts';
import { print } from './output.ts';
import { withSession } from './session.ts';

/** Worker Versioning: how a fleet of workers is moved to a new build (docs/operations.md). */
export function registerFleetCommands(worker: Command, io: CliIo): void {
  worker
    .command('versions')
    .description('the builds of the fleet $DUBAN_DEPLOYMENT: which is current, which still have open runs')
    .action((_own: unknown, self: Command) => versions(self.optsWithGlobals<{ json?: boolean }>(), io));
  worker
    .command('set-current [buildId]')
    .description('begin new runs on this build from now on; absent: the build of this checkout. Its workers must be polling')
    .action((buildId: string | undefined, _own: unknown, self: Command) => setCurrent(buildId, self.optsWithGlobals<{ json?: boolean }>(), io));
  worker
    .command('renew')
    .description('ask every open task to go on in a new run, so that it moves to the current build; sleeping ones would at their next deadline only')
    .option('--rate <n>', 'tasks a second', '20')
    .action((_own: unknown, self: Command) => renew(self.optsWithGlobals<{ json?: boolean; rate: string }>(), io));
}

async function versions({ json = false }: { json?: boolean }, io: CliIo): Promise<void> {
  const deployment = deploymentOf(io);
  const document = await withSession(io, ({ temporal }) => describeDeployment(temporal, deployment));
  const lines = document.versions.map(({ buildId, status, openRuns }) => `${buildId.padEnd(14)}${status.padEnd(10)}${openRuns} 个运行`);
  print(io, { json, document, lines: [`${deployment}：当前版本 ${document.current ?? '（无）'}`, ...lines] });
}

async function setCurrent(given: string | undefined, { json = false }: { json?: boolean }, io: CliIo): Promise<void> {
  const version = { deployment: deploymentOf(io), buildId: given ?? ownBuildId() };
  await withSession(io, ({ temporal }) => setCurrentVersion(temporal, version));
  print(io, { json, document: version, lines: [`${version.deployment} 的当前版本已设为 ${version.buildId}`] });
}

async function renew({ json = false, rate }: { json?: boolean; rate: string }, io: CliIo): Promise<void> {
  const perSecond = Number(rate);
  if (!(perSecond > 0 && perSecond <= 1000)) throw invalidInput('RATE_INVALID', `--rate 的值“${rate}”不对：应为每秒 1 至 1000 个任务。`, { value: rate });
  const document = await withSession(io, (session) => saidPlainly(() => renewOpenTasks(session, perSecond)));
  const { asked, withoutRun } = document;
  print(io, { json, document, lines: [`已请 ${asked} 个任务换用新的运行${withoutRun > 0 ? `；${withoutRun} 个没有运行（请用 duban recover 恢复）` : ''}`] });
}

function deploymentOf({ environment }: CliIo): string {
  const deployment = environment['DUBAN_DEPLOYMENT'];
  if (deployment) return deployment;
  throw invalidInput('DEPLOYMENT_MISSING', '没有指明工作进程组：请设置 DUBAN_DEPLOYMENT。自带的服务不分版本，不需要本命令。');
}

function ownBuildId(): string {
  const file = join(projectRoot(), 'dist', 'workflow-build-id');
  if (!existsSync(file)) throw invalidInput('NOT_BUILT', `缺少 ${file}：请先运行 node tools/setup.mjs。`, { file });
  return readFileSync(file, 'utf8').trim();
}
