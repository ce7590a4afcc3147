import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import type { WorkflowHandle } from '@temporalio/client';
import { DefaultLogger, NativeConnection, Runtime } from '@temporalio/worker';
import { afterAll, inject, vi } from 'vitest';
import type { Channel } from '../../activities/channels/channel.ts';
import { folderChannel } from '../../activities/channels/folder-channel.ts';
import type { Activities } from '../../activities/index.ts';
import { createActivities } from '../../activities/index.ts';
import { advanceClock } from '../../client/clock/advance.ts';
import type { CommandDesk, TaskAnswer } from '../../client/command-order.ts';
import { sendCommand } from '../../client/send-command.ts';
import type { TaskCommand } from '../../domain/commands.ts';
import type { StandingEvent } from '../../domain/envelope.ts';
import type { Instant, TaskNumber } from '../../domain/values.ts';
import { beginClock } from '../../ledger/clock.ts';
import { importDirectory } from '../../ledger/directory.ts';
import { standingEvent, taskStream } from '../../ledger/journal.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { createProgramme } from '../../ledger/programmes.ts';
import { createWorker } from '../../worker/create-worker.ts';
import { taskWorkflowId } from '../../workflows/contract.ts';
import { entitled } from './commands.ts';
import { aDatabase, aLedgerOn } from './database.ts';
import type { TestDatabase } from './database.ts';
import { aDirectory, aRegistration, entry, morningOfIssue, programme2019 } from './ledger.ts';

Runtime.install({ logger: new DefaultLogger('ERROR') });

const closing: (() => Promise<unknown>)[] = [];
afterAll(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

interface WorkerHere {
  readonly wrap?: (activities: Activities) => Activities;
  /** What it sends by; the folder of this stage, if absent. */
  readonly channels?: (folder: Channel) => readonly Channel[];
}

export interface StageOptions extends WorkerHere {
  /** A worker in this process, with activities that a test may wrap; none, where the test starts processes of its own. */
  readonly worker?: 'here' | 'none';
  /** Servers of one's own, which a test takes away; absent: those of all files. */
  readonly database?: TestDatabase;
  readonly temporalAddress?: string;
  /** The morning on which it begins, if not that of 2019-02-12. */
  readonly startAt?: Instant;
}

export interface SendOptions {
  readonly requestId?: string;
  readonly actor?: string;
}

/** A rehearsal, from the morning of 2019-02-12 unless another is named: a database, a programme and a task queue of its own on real servers. */
export class Stage {
  readonly programme = `试-${randomBytes(4).toString('hex')}`;
  readonly taskQueue = `stage-${randomBytes(6).toString('hex')}`;
  readonly home = mkdtempSync(join(tmpdir(), 'duban-stage-'));
  readonly outbox = join(this.home, 'outbox');
  readonly database: TestDatabase;
  readonly temporalAddress: string;
  readonly ledger: Ledger;
  readonly client: Client;
  readonly desk: CommandDesk;
  #sent = 0;

  constructor({ database, temporalAddress, client }: Pick<Stage, 'database' | 'temporalAddress' | 'client'>) {
    this.database = database;
    this.temporalAddress = temporalAddress;
    this.client = client;
    this.ledger = aLedgerOn(database.appUrl);
    const connected = { client, namespace: 'default', taskQueue: this.taskQueue };
    this.desk = { ledger: this.ledger, temporal: { connect: () => Promise.resolve(connected), close: () => Promise.resolve() }, ranBy: 'tester' };
    closing.push(async () => rmSync(this.home, { recursive: true, force: true }));
  }

  /** A complete task of the programme, led by SPP-06 with SPP-08 taking part; its first command is still to come. */
  async registered(number: TaskNumber, assignment: Parameters<typeof aRegistration>[1] = {}): Promise<TaskNumber> {
    await this.send(number, { ...aRegistration(number, assignment), programme: this.programme }, { actor: 'system' });
    return number;
  }

  /** By whoever may, through the client as the CLI would. */
  send(number: TaskNumber, command: TaskCommand, { requestId = `r-${++this.#sent}`, actor }: SendOptions = {}): Promise<TaskAnswer> {
    const usual = entitled[command.type];
    const person = actor ?? (typeof usual === 'string' ? usual : usual.person);
    return sendCommand(this.desk, { task: { programme: this.programme, number }, actor: person, requestId, command });
  }

  async sendAll(number: TaskNumber, commands: readonly TaskCommand[]): Promise<TaskAnswer | undefined> {
    let last: TaskAnswer | undefined;
    for (const command of commands) last = await this.send(number, command);
    return last;
  }

  advance = (to: Instant) => advanceClock(this.desk, to);

  handle = (number: TaskNumber): WorkflowHandle => this.client.workflow.getHandle(taskWorkflowId(this.programme, number));

  /** When everything that the task had to tell has been told. */
  async whenQuiet(number: TaskNumber): Promise<void> {
    await vi.waitUntil(
      async () => {
        const { raw } = await this.handle(number).describe();
        return (raw.pendingActivities ?? []).length === 0 && !raw.pendingWorkflowTask;
      },
      { timeout: 20_000 },
    );
  }

  async journal(number: TaskNumber): Promise<readonly (StandingEvent & { readonly commandId: string })[]> {
    const stream = taskStream({ programme: this.programme, number });
    const rows = await this.ledger.db.selectFrom('journal').selectAll().where('stream', '=', stream).orderBy('seq').execute();
    return rows.map((row) => ({ ...standingEvent(row), commandId: row.command_id }));
  }

  async startWorkerHere({ wrap = (activities) => activities, channels = (folder) => [folder] }: WorkerHere = {}): Promise<() => Promise<void>> {
    const connection = await NativeConnection.connect({ address: this.temporalAddress });
    const activities = wrap(createActivities({ ledger: this.ledger, channels: channels(folderChannel(this.outbox)) }));
    const { taskQueue } = this;
    const worker = await createWorker({
      connection,
      namespace: 'default',
      taskQueue,
      workflowBundle: { codePath: inject('workflowBundle') },
      activities,
      maxCachedWorkflows: 200,
    });
    const running = worker.run();
    let stopped: Promise<void> | undefined;
    const stop = (): Promise<void> =>
      (stopped ??= (async () => {
        worker.shutdown();
        await running;
        await connection.close();
      })());
    closing.push(stop);
    return stop;
  }
}

export async function aStage({
  worker = 'here',
  wrap,
  channels,
  temporalAddress = inject('temporalAddress'),
  startAt = morningOfIssue,
  ...given
}: StageOptions = {}): Promise<Stage> {
  const connection = await Connection.connect({ address: temporalAddress });
  closing.push(() => connection.close());
  const database = given.database ?? (await aDatabase());
  const stage = new Stage({ database, temporalAddress, client: new Client({ connection }) });
  await beginClock(stage.ledger, { rehearsal: true, startAt });
  await importDirectory(stage.ledger, aDirectory(), { ...entry, now: startAt });
  await createProgramme(stage.ledger, { ...programme2019, name: stage.programme }, { ...entry, now: startAt });
  if (worker === 'here') await stage.startWorkerHere({ ...(wrap && { wrap }), ...(channels && { channels }) });
  return stage;
}
