import {
  ActivityFailure,
  allHandlersFinished,
  condition,
  defineSignal,
  defineUpdate,
  log,
  makeContinueAsNewFunc,
  patched,
  setCurrentDetails,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import { toInstant } from '../domain/dates.ts';
import { meetingActNames } from '../domain/deciding-meetings.ts';
import type { MeetingEnvelope, MeetingsCarriedOut, MeetingsStanding } from '../domain/meeting-envelope.ts';
import { humanMeetingCommandTypes } from '../domain/meeting-shapes.ts';
import type { Instant } from '../domain/values.ts';
import { batchPage, carryOutOnMeetings, composePacket, tellLateTasks } from './activity-proxies.ts';
import type { MeetingAcknowledgement, MeetingsStart, MissingCursor } from './contract.ts';
import { missingBatchId, renewSignal } from './contract.ts';
import { DeadlineTimer } from './deadline-timer.ts';
import { deliverPages } from './deliver-pages.ts';
import { assertMeetingCommand, refusalFailure } from './failures.ts';
import type { meetings } from './meetings.ts';

/** A year of meetings is some fifty events. */
const eventsPerRun = 200;
const quarterMs = 91 * 86_400_000;

const nothingStands: MeetingsStanding = { exist: false, nextCutOffAt: null, untold: [], shown: [] };

export type MeetingsWake =
  | { readonly reason: 'cutOff'; readonly at: Instant }
  | { readonly reason: 'missing'; readonly cycle: string }
  | { readonly reason: 'renewal' | 'end' };

/**
 * What stands between two wake-ups: when the next cut-off is, and whose missing are still to be told. The meetings themselves are in the ledger alone,
 * so that no run ever holds another view of them.
 */
export class MeetingsDesk {
  private standing: MeetingsStanding;
  private hasActed: boolean;
  private renewalAsked = false;
  private turn: Promise<unknown> = Promise.resolve();
  private readonly runBeganMs = Date.now();
  private readonly timer = new DeadlineTimer<{ readonly at: Instant }>(
    () => this.nowMs(),
    () => '报告截止',
  );
  private readonly start: MeetingsStart;
  private readonly composesPackets = patched('2026-11-packet-at-the-cut-off');

  constructor(start: MeetingsStart) {
    this.start = start;
    this.standing = start.standing ?? nothingStands;
    this.hasActed = start.standing !== undefined;
    this.listen();
    this.show();
  }

  async nextWake(): Promise<MeetingsWake> {
    await condition(() => this.timer.hasFired() || this.standing.untold.length > 0 || this.isOver() || (this.wantsRenewal() && this.isQuiet()));
    const gone = this.timer.takeFired();
    if (gone) return { reason: 'cutOff', at: gone.at };
    const [cycle] = this.standing.untold;
    if (cycle !== undefined) return { reason: 'missing', cycle };
    return { reason: this.isOver() ? 'end' : 'renewal' };
  }

  /** Moved by people in the meantime? Then the ledger says so, and nothing is recorded. */
  async passCutOff(at: Instant): Promise<void> {
    await this.actInTurn({ id: `clock:cutOff:${at}`, actor: 'clock', ranBy: 'workflow', command: { type: 'passCutOff' } });
  }

  /** Only those that are late are woken; what their departments are told is one notice for each. */
  async tellMissing(cycle: string): Promise<void> {
    const { office } = this.start;
    const batch = missingBatchId({ office, cycle });
    let tasks = 0;
    let after: MissingCursor = null;
    do {
      const page = await tellLateTasks.executeWithOptions({ summary: `通知 ${cycle} 缺报任务，已通知 ${tasks} 项` }, [{ office, cycle, after, batch }]);
      tasks += page.told;
      after = page.next;
    } while (after !== null);
    const now = toInstant(this.nowMs());
    await deliverPages((notice) => batchPage({ batch, now, after: notice }));
    if (this.composesPackets) await this.composePacket(cycle, now);
    await this.actInTurn({ id: `clock:tellMissing:${cycle}`, actor: 'clock', ranBy: 'workflow', command: { type: 'tellMissing', cycle, tasks } });
  }

  /** 汇报材料. Whatever keeps it from being composed keeps nothing else from going on. */
  private async composePacket(cycle: string, now: Instant): Promise<void> {
    const { office } = this.start;
    try {
      await composePacket.executeWithOptions({ summary: `汇总 ${cycle} 汇报材料` }, [{ office, cycle, now }]);
    } catch (error) {
      if (!(error instanceof ActivityFailure)) throw error;
      log.warn('the packet was not composed at the cut-off', { office, cycle });
    }
  }

  /** Nothing may be awaited between `nextWake` saying so and the new run. */
  continueInNewRun(): Promise<never> {
    this.timer.cancel();
    const { currentDeploymentVersion } = workflowInfo();
    const upgrade = currentDeploymentVersion && { initialVersioningBehavior: 'AUTO_UPGRADE' as const };
    return makeContinueAsNewFunc<typeof meetings>({ ...upgrade })({ ...this.start, standing: this.standing });
  }

  private listen(): void {
    for (const type of humanMeetingCommandTypes) {
      setHandler(defineUpdate<MeetingAcknowledgement, [MeetingEnvelope]>(type), (envelope) => this.acknowledge(envelope), {
        description: `${meetingActNames[type]}（由 duban 命令行发出）`,
        validator: (envelope) => assertMeetingCommand(type, envelope),
      });
    }
    setHandler(defineSignal(renewSignal), () => void (this.renewalAsked = true), { description: '尽快换用新的运行（升级程序用）' });
  }

  private async acknowledge(envelope: MeetingEnvelope): Promise<MeetingAcknowledgement> {
    const { seqs, repeated, warnings, meeting, refusal } = await this.actInTurn(envelope);
    if (refusal) throw refusalFailure(refusal);
    return { seqs, repeated, warnings, meeting };
  }

  /** One after the other: where the meetings stand is what the last of them answered. */
  private actInTurn(envelope: MeetingEnvelope): Promise<MeetingsCarriedOut> {
    const mine = this.turn.then(() => this.act(envelope));
    this.turn = mine.catch(() => undefined);
    return mine;
  }

  private async act(envelope: MeetingEnvelope): Promise<MeetingsCarriedOut> {
    const { office } = this.start;
    const summary = meetingActNames[envelope.command.type];
    const outcome = await carryOutOnMeetings.executeWithOptions({ summary }, [{ ...envelope, office, now: toInstant(this.nowMs()) }]);
    this.standing = outcome.standing;
    this.hasActed = true;
    this.show();
    return outcome;
  }

  private show(): void {
    const { shown, nextCutOffAt } = this.standing;
    setCurrentDetails(['## 会议', ...shown.map((line) => `- ${line}`)].join('\n'));
    this.timer.arm(nextCutOffAt === null ? null : { at: nextCutOffAt });
  }

  /** A first command that was refused leaves nothing to wait for. */
  private isOver(): boolean {
    return this.hasActed && !this.standing.exist && allHandlersFinished();
  }

  private wantsRenewal(): boolean {
    const { historyLength, targetWorkerDeploymentVersionChanged } = workflowInfo();
    return this.renewalAsked || historyLength > eventsPerRun || targetWorkerDeploymentVersionChanged || Date.now() - this.runBeganMs >= quarterMs;
  }

  private isQuiet(): boolean {
    return this.hasActed && allHandlersFinished();
  }

  private nowMs(): number {
    return Date.now() + this.start.clockOffsetMs;
  }
}
