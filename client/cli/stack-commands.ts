import type { Command } from 'commander';
import { DubanError, exitCodes } from '../errors.ts';
import { parseClockOption } from '../stack/clock-option.ts';
import { dubanHome, homePaths } from '../stack/duban-home.ts';
import type { StackFile } from '../stack/stack-file.ts';
import { print } from './output.ts';
import type { CliIo } from './output.ts';

interface UpFlags {
  readonly json?: boolean;
  readonly detach?: boolean;
  readonly clock?: string;
  readonly port?: string;
  readonly uiPort?: string;
  readonly postgresPort?: string;
}

/** What a command needs is loaded when it runs: every other command must start in a fraction of a second. */
export function registerStackCommands(program: Command, io: CliIo): void {
  program
    .command('up')
    .description('start PostgreSQL, Temporal and the worker in $DUBAN_HOME (default .data/) and stay in the foreground')
    .option('--detach', 'return once the worker polls')
    .option('--clock <instant>', 'rehearsal time (演练) that begins at this instant, e.g. 2019-02-12T09:00+08:00')
    .option('--port <n>', 'port of Temporal; chosen free if absent')
    .option('--ui-port <n>', 'port of the Web UI; chosen free if absent')
    .option('--postgres-port <n>', 'port of PostgreSQL; chosen free if absent')
    .action((_flags: unknown, command: Command) => up(command.optsWithGlobals<UpFlags>(), io));
  program
    .command('down')
    .description('stop what `duban up` has started in $DUBAN_HOME, and nothing else')
    .action((_flags: unknown, command: Command) => down(command.optsWithGlobals<{ json?: boolean }>(), io));
  program
    .command('doctor')
    .description('say what is missing or unreachable, with versions')
    .action((_flags: unknown, command: Command) => doctor(command.optsWithGlobals<{ json?: boolean }>(), io));
}

async function up(flags: UpFlags, io: CliIo): Promise<void> {
  const json = flags.json ?? false;
  const choices = {
    startAt: flags.clock === undefined ? undefined : parseClockOption(flags.clock),
    port: parsePort(flags.port, '--port'),
    uiPort: parsePort(flags.uiPort, '--ui-port'),
    postgresPort: parsePort(flags.postgresPort, '--postgres-port'),
  };
  assertDistinct([choices.port, choices.uiPort, choices.postgresPort]);
  const paths = homePaths(dubanHome(io.environment), io.environment);
  const ready = (stack: StackFile): void => print(io, { json, document: shown(stack, paths.home), lines: readyLines(stack, flags.detach ?? false) });
  const { stopOnSignals } = await import('../stack/stop-signals.ts');
  const { interrupted, impatient } = stopOnSignals(io.err);
  if (flags.detach) {
    const { startDetached } = await import('../stack/up-detached.ts');
    ready(await startDetached(foregroundWords(flags), { paths, announce: io.err, interrupted }));
    return;
  }
  const { runStackTellingStarter } = await import('../stack/up.ts');
  await runStackTellingStarter({ ...choices, paths, announce: io.err, ready, interrupted, impatient });
}

function foregroundWords({ clock, port, uiPort, postgresPort }: UpFlags): string[] {
  const valued = { '--clock': clock, '--port': port, '--ui-port': uiPort, '--postgres-port': postgresPort };
  return ['up', ...Object.entries(valued).flatMap(([flag, value]) => (value === undefined ? [] : [flag, value]))];
}

/** No password on the screen: who may know it reads stack.json. */
const shown = ({ pids, address, uiUrl, namespace, clock }: StackFile, home: string): unknown => ({ home, pids, address, uiUrl, namespace, clock });

function readyLines({ uiUrl, address, clock }: StackFile, detached: boolean): string[] {
  return [
    clock === null ? '督办服务已就绪。' : `督办服务已就绪（演练时间，从 ${clock.startedAt} 起；用 duban clock advance 推进）。`,
    `Web UI：${uiUrl}`,
    `Temporal：${address}`,
    detached ? '停止：duban down' : '停止：Ctrl-C 或 duban down',
  ];
}

async function down({ json = false }: { json?: boolean }, io: CliIo): Promise<void> {
  const { stopStack } = await import('../stack/down.ts');
  const paths = homePaths(dubanHome(io.environment), io.environment);
  const result = await stopStack(paths, io.err);
  print(io, {
    json,
    document: { home: paths.home, ...result },
    lines: [result.stopped ? `已停止：${result.processes.join('、')}` : `${paths.home} 中没有正在运行的服务`],
  });
}

async function doctor({ json = false }: { json?: boolean }, io: CliIo): Promise<void> {
  const { diagnose } = await import('../stack/doctor.ts');
  const diagnosis = await diagnose(io.environment);
  const lines = diagnosis.checks.map(
    ({ name, ok, version, message }) => `${ok ? '✓' : '✗'} ${name.padEnd(18)}${version === undefined ? '' : `${version}  `}${message}`,
  );
  print(io, { json, document: diagnosis, lines });
  if (!diagnosis.ok) io.exitCode = exitCodes.unreachable;
}

function parsePort(text: string | undefined, flag: string): number | undefined {
  if (text === undefined) return undefined;
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (port >= 1 && port <= 65_535) return port;
  throw new DubanError({
    code: 'PORT_INVALID',
    message: `${flag} 的值“${text}”不是端口号：应为 1 至 65535 的整数。`,
    details: { flag, value: text },
    exitCode: exitCodes.invalidInput,
  });
}

function assertDistinct(ports: readonly (number | undefined)[]): void {
  const given = ports.filter((port) => port !== undefined);
  if (new Set(given).size === given.length) return;
  throw new DubanError({
    code: 'PORT_INVALID',
    message: `--port、--ui-port 和 --postgres-port 须各不相同，现为 ${given.join('、')}。`,
    details: { ports: given },
    exitCode: exitCodes.invalidInput,
  });
}
