import { setTimeout as pause } from 'node:timers/promises';
import { DubanError, exitCodes } from '../errors.ts';
import type { KnownProcess } from './known-process.ts';
import { lastLines, launch } from './launch.ts';
import type { Launched } from './launch.ts';
import { assertPortIsFree, freePort } from './ports.ts';
import { findTemporalCli } from './temporal-cli.ts';

export interface TemporalOptions {
  readonly home: string;
  readonly logFile: string;
  /** Rehearsal time: the server may skip time per workflow. Unfit for real tasks, and never changed for a home. */
  readonly rehearsal: boolean;
  /** Tests want it quick and forgetful; a stack keeps its state in $DUBAN_HOME/temporal.db. */
  readonly inMemory?: boolean;
  readonly port?: number | undefined;
  readonly uiPort?: number | undefined;
  /** Called at the moment the server's process exists, before it answers. */
  readonly launched?: (known: KnownProcess) => void;
  readonly signal?: AbortSignal;
}

export interface RunningTemporal {
  readonly known: KnownProcess;
  readonly ended: Promise<string>;
  readonly port: number;
  readonly uiPort: number;
  readonly address: string;
  readonly uiUrl: string;
  readonly namespace: string;
}

const namespace = 'default';

/** The dev server of the Temporal CLI with its Web UI, on the loopback interface; its process outlives ours until somebody stops it. */
export async function startTemporalServer(options: TemporalOptions): Promise<RunningTemporal> {
  const cli = await findTemporalCli();
  if (options.port !== undefined) await assertPortIsFree(options.port, '--port');
  if (options.uiPort !== undefined) await assertPortIsFree(options.uiPort, '--ui-port');
  for (let attempt = 1; ; attempt++) {
    const port = options.port ?? (await freePort());
    const uiPort = options.uiPort ?? (await freePort());
    const server = await launch({
      command: cli.path,
      folder: options.home,
      parameters: parametersOf(options, { port, uiPort }),
      environment: serverEnvironment(),
      logFile: options.logFile,
    });
    options.launched?.(server.known);
    const address = `127.0.0.1:${port}`;
    const how = await untilTemporalAnswers(server, address, options.signal);
    if (how === null) return { known: server.known, ended: server.ended, port, uiPort, address, uiUrl: `http://127.0.0.1:${uiPort}`, namespace };
    // A free port may be taken by somebody else before the server has it, the ones it chooses itself too.
    if (attempt === 3) throw notStarted(how, server.output());
  }
}

function parametersOf({ rehearsal, inMemory = false }: TemporalOptions, { port, uiPort }: { port: number; uiPort: number }): string[] {
  const listen = `server start-dev --ip 127.0.0.1 --port ${port} --ui-port ${uiPort} --namespace ${namespace} --log-level warn --ui-disable-news-fetch`;
  // Relative to the home: the name goes into a URI unescaped, and a home may hold ? or #.
  const file = inMemory ? [] : ['--db-filename', 'temporal.db'];
  const dynamicConfig = rehearsal ? rehearsalKeys : [];
  return [...listen.split(' '), ...file, ...dynamicConfig.flatMap((setting) => ['--dynamic-config-value', setting])];
}

/** Server-side time skipping, and nothing that makes a fired timer or a continue-as-new wait a second of real time. */
const rehearsalKeys = [
  'frontend.WorkflowTimeSkippingEnabled=true',
  'frontend.WorkflowTimeSkippingMaxSkipPerSession=100000',
  'history.timerProcessorMaxTimeShift="1ms"',
  'history.timerProcessorMaxPollRPS=1000',
  'history.workflowIdReuseMinimalInterval="0s"',
];

/** TEMPORAL_* settings are meant for clients of some other server. */
function serverEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('TEMPORAL_')));
}

/** Null when the namespace answers, else how it ended. A slow machine with a big file may need a while. */
async function untilTemporalAnswers(server: Launched, address: string, signal?: AbortSignal): Promise<string | null> {
  const { Connection } = await import('@temporalio/client');
  const giveUpAt = Date.now() + 60_000;
  for (;;) {
    signal?.throwIfAborted();
    if (await answers()) return null;
    if (Date.now() > giveUpAt) throw notStarted('60 s 内没有应答', server.output());
    const how = await Promise.race([server.ended, pause(50, null)]);
    if (how !== null) return how;
  }

  async function answers(): Promise<boolean> {
    // A new connection each time: one that was refused once waits a second before it tries again.
    const connection = await Connection.connect({ address, connectTimeout: '1s' }).catch(() => null);
    if (connection === null) return false;
    try {
      await connection.withDeadline(Date.now() + 2_000, () => connection.workflowService.describeNamespace({ namespace }));
      return true;
    } catch {
      return false;
    } finally {
      await connection.close();
    }
  }
}

const notStarted = (how: string, output: string): DubanError =>
  new DubanError({
    code: 'TEMPORAL_NOT_STARTED',
    message: `Temporal 服务没有启动成功（${how}）。日志末尾：\n${lastLines(output)}`,
    details: { how, log: lastLines(output, 20) },
    exitCode: exitCodes.unreachable,
  });
