import { fullNumberOf } from '../domain/task.ts';
import type { OfficeCode } from '../domain/values.ts';
import { meetingsStanding } from '../ledger/carry-out-on-meetings.ts';
import { nowOf, readClock } from '../ledger/clock.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { demonstrationMark } from '../ledger/queries/demonstration-mark.ts';
import type { LifeToRecover } from '../ledger/queries/lives-to-recover.ts';
import { livesToRecover } from '../ledger/queries/lives-to-recover.ts';
import { officesThatMeet } from '../ledger/queries/meetings.ts';
import { recordMeetingsOffset, recordTaskOffset } from '../ledger/run-offset.ts';
import { meetingsWorkflowId, workflowTypes } from '../workflows/contract.ts';
import type { meetings } from '../workflows/meetings.ts';
import type { superviseTask } from '../workflows/supervise-task.ts';
import { reasonOf } from './answers.ts';
import { inParallel } from './in-parallel.ts';
import { meetingsStartOptions } from './meeting-start.ts';
import { refuseWrongNamespace } from './recovery-place.ts';
import { taskStartOptions } from './task-start.ts';
import type { ConnectedTemporal, Temporal } from './temporal.ts';

export interface Recovered {
  /** Runs that were begun from the journal. */
  readonly started: number;
  /** Runs that were open. */
  readonly already: number;
  readonly failed: readonly { readonly number: string; readonly code: string; readonly message: string }[];
}

export interface RecoveryPlace {
  readonly ledger: Ledger;
  readonly temporal: Temporal;
}

/** More than the server can begin at once; each waits for it most of the time. */
const lanes = 8;
const livesAtATime = 200;
const startLimitMs = 10_000;

/**
 * Begins a run for every task that should have one and has none, from its journal: after the data of the Temporal server were lost, or any part of
 * them; and for the meetings of every office; and makes the Schedule of the daily run again. Deadlines that passed meanwhile pass at once, marked late. Repeated, it does what is left.
 */
export async function recoverRuns({ ledger, temporal }: RecoveryPlace): Promise<Recovered> {
  const server = await temporal.connect();
  await refuseWrongNamespace(ledger, server);
  const clock = await readClock(ledger);
  const { ensureDailySchedule } = await import('./stack/daily-schedule.ts');
  await ensureDailySchedule(server.client, { taskQueue: server.taskQueue, rehearsal: clock?.rehearsal ?? false });
  const setting: Setting = { ledger, server, clockOffsetMs: clock?.offsetMs ?? 0, mark: await demonstrationMark(ledger) };
  const recovered = { started: 0, already: 0, failed: [] as Recovered['failed'][number][] };
  for (let after: string | null = ''; after !== null;) {
    const page = await livesToRecover(ledger, { now: nowOf(clock), after, limit: livesAtATime });
    recovered.failed.push(...page.contradicted.map(contradiction));
    for (const outcome of await inParallel(page.lives, lanes, (life) => begin(setting, life))) {
      if (typeof outcome === 'object') recovered.failed.push(outcome);
      else recovered[outcome]++;
    }
    after = page.next;
  }
  for (const outcome of await inParallel(await officesThatMeet(ledger), lanes, (office) => beginMeetings(setting, office))) {
    if (typeof outcome === 'object') recovered.failed.push(outcome);
    else recovered[outcome]++;
  }
  return recovered;
}

interface Setting {
  readonly ledger: Ledger;
  readonly server: ConnectedTemporal;
  readonly clockOffsetMs: number;
  readonly mark: string;
}

async function begin({ ledger, server, clockOffsetMs, mark }: Setting, life: LifeToRecover): Promise<Begun> {
  const { task, leadName, ...standing } = life;
  const options = taskStartOptions(task, {
    taskQueue: server.taskQueue,
    clockOffsetMs,
    leadName,
    mark,
    life: { schemaVersion: 1, task, ...standing },
  });
  return started(fullNumberOf(task), async () => {
    await withinLimit(server, () => server.client.workflow.start<typeof superviseTask>(workflowTypes.superviseTask, { ...options, ...neverTwice }));
    await recordTaskOffset(ledger, task, clockOffsetMs);
  });
}

/** What became due while they were away, they do at once. */
async function beginMeetings({ ledger, server, clockOffsetMs }: Setting, office: OfficeCode): Promise<Begun> {
  const options = meetingsStartOptions({ office, clockOffsetMs, standing: await meetingsStanding(ledger, office) }, server.taskQueue);
  return started(meetingsWorkflowId(office, server.taskQueue), async () => {
    await withinLimit(server, () => server.client.workflow.start<typeof meetings>(workflowTypes.meetings, { ...options, ...neverTwice }));
    await recordMeetingsOffset(ledger, office, clockOffsetMs);
  });
}

type Begun = 'started' | 'already' | Recovered['failed'][number];

const neverTwice = { workflowIdConflictPolicy: 'FAIL', workflowIdReusePolicy: 'ALLOW_DUPLICATE' } as const;

const withinLimit = ({ client }: ConnectedTemporal, start: () => Promise<unknown>): Promise<unknown> => client.withDeadline(Date.now() + startLimitMs, start);

/** A run that is open already keeps its own offset of the clock. */
async function started(number: string, start: () => Promise<void>): Promise<Begun> {
  const { WorkflowExecutionAlreadyStartedError } = await import('@temporalio/client');
  try {
    await start();
    return 'started';
  } catch (error) {
    if (error instanceof WorkflowExecutionAlreadyStartedError) return 'already';
    return { number, code: 'RUN_NOT_STARTED', message: `没有重新开始运行：${reasonOf(error)}。请再次运行 duban recover。` };
  }
}

const contradiction = (number: string): Recovered['failed'][number] => ({
  number,
  code: 'PROJECTION_DIFFERS',
  message: '台账中仍在督办，日志中已不是：请先运行 duban rebuild，再重新恢复。',
});
