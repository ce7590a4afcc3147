import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { DubanError, exitCodes } from '../errors.ts';
import { dubanHome, homePaths } from '../stack/duban-home.ts';
import { projectRoot } from '../stack/project-root.ts';
import type { CliIo } from './output.ts';
import { registerFleetCommands } from './worker-fleet-commands.ts';

export function registerWorkerCommand(program: Command, io: CliIo): void {
  const command = program
    .command('worker')
    .description('run one more worker in the foreground, against the stack of $DUBAN_HOME or the servers that the environment names')
    .action(() => worker(io));
  registerFleetCommands(command, io);
}

/** A process of its own: the worker's native parts are not loaded into the CLI, and it takes Ctrl-C itself. */
async function worker(io: CliIo): Promise<void> {
  const program = join(projectRoot(), 'dist', 'worker', 'main.js');
  if (!existsSync(program)) throw notBuilt(program);
  const { findStack } = await import('../stack/connections.ts');
  const stack = await findStack(io.environment);
  const fromStack = {
    DATABASE_URL: stack.databaseUrl,
    ...(stack.from === 'stack' && { TEMPORAL_ADDRESS: stack.address, TEMPORAL_NAMESPACE: stack.namespace }),
  };
  const { home, evidence } = homePaths(dubanHome(io.environment), io.environment);
  const child = spawn(process.execPath, [program], { stdio: 'inherit', env: { ...io.environment, ...fromStack, DUBAN_HOME: home, DUBAN_EVIDENCE: evidence } });
  const relay = (signal: NodeJS.Signals): void => void child.kill(signal);
  process.on('SIGTERM', relay).on('SIGINT', () => undefined);
  io.exitCode = await new Promise((ended, failed) => {
    child.once('error', failed);
    child.once('exit', (code, signal) => ended(code ?? (signal === 'SIGTERM' ? exitCodes.done : exitCodes.bug)));
  });
}

const notBuilt = (program: string): DubanError =>
  new DubanError({ code: 'NOT_BUILT', message: `缺少 ${program}：请先运行 node tools/setup.mjs。`, details: { program }, exitCode: exitCodes.invalidInput });
