import { Context, getClient } from '@temporalio/activity';
import type { CarriedOut, CarryOutCall } from '../domain/envelope.ts';
import type { MeetingsCall, MeetingsCarriedOut } from '../domain/meeting-envelope.ts';
import type { BatchCall, Cursor, NoticePage } from '../ledger/batches.ts';
import { batchPage, composeBatch } from '../ledger/batches.ts';
import { carryOutOnMeetings } from '../ledger/carry-out-on-meetings.ts';
import { carryOut } from '../ledger/carry-out.ts';
import { composePacketByClock } from '../ledger/compose-packet.ts';
import type { DailyRun, DailyWork } from '../ledger/daily-runs.ts';
import { completeDay, dailyWork, undeliveredPage } from '../ledger/daily-runs.ts';
import type { DigestRun } from '../ledger/digests.ts';
import { composeDigests } from '../ledger/digests.ts';
import type { CycleAtCutOff, LateTasks, ToldTasks } from '../workflows/contract.ts';
import type { OutsideWorld } from './deliver-notices.ts';
import { deliverNotices } from './deliver-notices.ts';
import { tellLateTasks } from './tell-late-tasks.ts';

/** The outside world as workflows see it. Every one may run twice: keys follow from task and event, never from chance. */
export interface Activities {
  /** Local: one transaction of the ledger decides and records. */
  carryOut(call: CarryOutCall): Promise<CarriedOut>;
  /** All ids of a bulk act at once: for runs that were begun before `batchPage`. */
  composeBatch(call: BatchCall): Promise<readonly string[]>;
  /** Groups what a bulk act has to tell into one notice per addressee and kind; their ids page by page. */
  batchPage(call: BatchCall & { readonly after: Cursor }): Promise<NoticePage>;
  /** What the run of a day has to do. */
  dailyWork(run: DailyRun): Promise<DailyWork>;
  /** What the morning has to say, one notice for each addressee, into the outbox; how many are new. */
  composeDigests(run: DigestRun): Promise<number>;
  undeliveredPage(call: { readonly now: DailyRun['now']; readonly after: Cursor }): Promise<NoticePage>;
  completeDay(run: DailyRun & { readonly notices: number }): Promise<void>;
  /** Local, like `carryOut`: the meetings of an office. */
  carryOutOnMeetings(call: MeetingsCall): Promise<MeetingsCarriedOut>;
  /** Some of those whose report is missing at a cut-off, each through its own workflow, at a pace that leaves room for others. */
  tellLateTasks(late: LateTasks): Promise<ToldTasks>;
  /** 汇总汇报材料: of a cycle whose cut-off has gone by, once. Gives the number of the edition that stands; null where there is no such cycle any more. */
  composePacket(cycle: CycleAtCutOff): Promise<number | null>;
  notifyDepartments(noticeIds: readonly string[]): Promise<void>;
  escalateToReviewers(noticeIds: readonly string[]): Promise<void>;
}

/** Few enough that a payload stays small, and that one bad department holds up few others. */
const noticesPerPage = 50;

export function createActivities({ ledger, channels }: OutsideWorld): Activities {
  return {
    carryOut: (call) => carryOut(ledger, call),
    composeBatch: (call) => composeBatch(ledger, call),
    batchPage: (call) => batchPage(ledger, { ...call, limit: noticesPerPage }),
    dailyWork: (run) => dailyWork(ledger, run),
    composeDigests: (run) => whileBeating((stopped) => composeDigests(ledger, run, stopped)),
    undeliveredPage: (call) => undeliveredPage(ledger, { ...call, limit: noticesPerPage }),
    completeDay: (run) => completeDay(ledger, run),
    carryOutOnMeetings: (call) => carryOutOnMeetings(ledger, call),
    tellLateTasks: (late) => whileBeating((stopped) => tellLateTasks({ ledger, runs: getClient().workflow }, late, stopped)),
    composePacket: (cycle) => whileBeating(() => composePacketByClock(ledger, cycle)),
    notifyDepartments: (noticeIds) => whileBeating((stopped) => deliverNotices({ ledger, channels }, noticeIds, stopped)),
    // The same way out, but an activity of its own: an escalation shows by name in the task's history.
    escalateToReviewers: (noticeIds) => whileBeating((stopped) => deliverNotices({ ledger, channels }, noticeIds, stopped)),
  };
}

const beatMs = 5_000;

/** A robot that takes 20 messages a minute makes a page last long, and so does a large ledger: the server must see that its worker lives. */
async function whileBeating<Result>(work: (stopped: AbortSignal) => Promise<Result>): Promise<Result> {
  const { cancellationSignal, heartbeat } = Context.current();
  const beat = setInterval(heartbeat, beatMs);
  try {
    return await work(cancellationSignal);
  } finally {
    clearInterval(beat);
  }
}
