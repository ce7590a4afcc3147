import { allHandlersFinished, condition, defineQuery, defineSignal, defineUpdate, makeContinueAsNewFunc, setHandler, workflowInfo } from '@temporalio/workflow';
import { actNames } from '../domain/authority.ts';
import { humanCommandTypes } from '../domain/command-shapes.ts';
import { dateOf, toInstant } from '../domain/dates.ts';
import type { NextDeadline } from '../domain/deadlines.ts';
import { clockCommand, clockCommandId, deadlineText } from '../domain/deadlines.ts';
import type { CarriedOut, CommandEnvelope, Delivery } from '../domain/envelope.ts';
import { evolve } from '../domain/evolve.ts';
import { hasOpenRun } from '../domain/task.ts';
import { carryOut } from './activity-proxies.ts';
import type { Acknowledgement, Life, TaskEnd, TaskStart, TaskView } from './contract.ts';
import { renewSignal, taskQuery } from './contract.ts';
import { DeadlineTimer } from './deadline-timer.ts';
import { Deliveries } from './deliveries.ts';
import { assertWellFormed, refusalFailure } from './failures.ts';
import type { superviseTask } from './supervise-task.ts';
import { rememberLead, showTask } from './task-appearance.ts';

/** A quarter of supervision is a few dozen events; this bounds a task that is worked on unusually often. */
const eventsPerRun = 200;
const quarterMs = 91 * 86_400_000;

const unbornLife: Life = { schemaVersion: 1, seq: 0, task: null, nextDeadline: null, light: 'grey', region: '' };

export type Wake =
  | { readonly reason: 'delivery'; readonly delivery: Delivery }
  | { readonly reason: 'deadline'; readonly deadline: NextDeadline }
  | { readonly reason: 'end' | 'renewal' };

/** Where a task's life is kept between two wake-ups: its state, its one timer, and what is still to be told. */
export class Desk {
  private life: Life;
  private hasActed: boolean;
  private renewalAsked = false;
  private turn: Promise<unknown> = Promise.resolve();
  private readonly runBeganMs = Date.now();
  private readonly timer = new DeadlineTimer<NextDeadline>(() => this.nowMs(), deadlineText);
  private readonly deliveries = new Deliveries();
  private readonly start: TaskStart;

  constructor(start: TaskStart) {
    this.start = start;
    this.life = start.life ?? unbornLife;
    this.hasActed = start.life !== undefined;
    this.listen();
    this.show();
  }

  /** Until the first command has been carried out nobody knows whether there is a life to keep. */
  isOpen(): boolean {
    return !this.hasActed || (this.life.task !== null && hasOpenRun(this.life.task));
  }

  async nextWake(): Promise<Wake> {
    await condition(() => this.deliveries.isWaiting() || this.timer.hasFired() || !this.isOpen() || (this.wantsRenewal() && this.isQuiet()));
    const delivery = this.deliveries.take();
    if (delivery) return { reason: 'delivery', delivery };
    const deadline = this.timer.takeFired();
    if (deadline) return { reason: 'deadline', deadline };
    return { reason: this.isOpen() ? 'renewal' : 'end' };
  }

  deliver(delivery: Delivery): void {
    this.deliveries.begin(delivery);
  }

  /** Settled by people in the meantime? Then the ledger says so, and nothing is recorded. */
  async passDeadline(deadline: NextDeadline): Promise<void> {
    await this.actInTurn({ id: clockCommandId(deadline), actor: 'clock', ranBy: 'workflow', command: clockCommand(deadline) });
  }

  /** Nothing may be awaited between `nextWake` saying so and the new run. */
  continueInNewRun(): Promise<never> {
    this.timer.cancel();
    const { memo = {}, currentDeploymentVersion } = workflowInfo();
    // A run keeps to the build that began it; its successor begins on the present one. Unversioned there is nothing to move to.
    const upgrade = currentDeploymentVersion && { initialVersioningBehavior: 'AUTO_UPGRADE' as const };
    return makeContinueAsNewFunc<typeof superviseTask>({ memo, ...upgrade })({ ...this.start, life: this.life });
  }

  /** Null where the life goes on after all: un-merged while the last notices were leaving. */
  async close(): Promise<TaskEnd | null> {
    this.timer.cancel();
    while (!this.isOpen() && !this.isQuiet()) {
      this.deliveries.beginAll();
      await condition(() => this.isOpen() || this.deliveries.isWaiting() || this.isQuiet());
    }
    return this.isOpen() ? null : { seq: this.life.seq, state: this.life.task?.state ?? null };
  }

  /** One Update per command, so that the Web UI and its timeline name the act. */
  private listen(): void {
    for (const type of humanCommandTypes) {
      setHandler(defineUpdate<Acknowledgement, [CommandEnvelope]>(type), (envelope) => this.acknowledge(envelope), {
        description: `${actNames[type]}（由 duban 命令行发出）`,
        validator: (envelope) => assertWellFormed(type, envelope),
      });
    }
    setHandler(defineSignal(renewSignal), () => void (this.renewalAsked = true), { description: '尽快换用新的运行（升级程序用）' });
    setHandler(defineQuery<TaskView>(taskQuery), () => ({ ...this.life, now: toInstant(this.nowMs()) }), { description: '本运行所知的任务；以台账为准' });
  }

  private async acknowledge(envelope: CommandEnvelope): Promise<Acknowledgement> {
    const { seqs, repeated, refusal } = await this.actInTurn(envelope);
    if (refusal) throw refusalFailure(refusal);
    if (!this.life.task) throw new Error(`command ${envelope.id} was accepted, but no task stands in the journal`);
    return { seqs, state: this.life.task.state, repeated };
  }

  /** Commands of one task run one after the other: an event may only follow the event before it. */
  private actInTurn(envelope: CommandEnvelope): Promise<CarriedOut> {
    const mine = this.turn.then(() => this.act(envelope));
    this.turn = mine.catch(() => undefined);
    return mine;
  }

  private async act(envelope: CommandEnvelope): Promise<CarriedOut> {
    const { programme, number } = this.start;
    const { seq, task } = this.life;
    const summary = actNames[envelope.command.type];
    const outcome = await carryOut.executeWithOptions({ summary }, [{ known: { programme, number, seq, task }, envelope, now: toInstant(this.nowMs()) }]);
    this.adopt(outcome); // a refused command too: the journal may hold what this run has not seen
    this.hasActed = true;
    return outcome;
  }

  private adopt({ standing, nextDeadline, light, region, leadName, deliveries }: CarriedOut): void {
    for (const { seq, event } of standing) {
      if (seq <= this.life.seq) continue;
      if (seq > this.life.seq + 1) throw new Error(`journal gap: state at ${this.life.seq}, next event ${seq}`); // fails the workflow task, not the task's life
      this.life = { ...this.life, seq, task: evolve(this.life.task, event) };
    }
    this.life = { ...this.life, nextDeadline, light, region };
    this.deliveries.add(deliveries);
    if (this.life.task && leadName !== undefined) rememberLead(this.life.task.assignment.lead, leadName);
    this.show();
  }

  private show(): void {
    showTask(this.life, dateOf(toInstant(this.nowMs())));
    this.timer.arm(this.life.nextDeadline);
  }

  private wantsRenewal(): boolean {
    const { historyLength, targetWorkerDeploymentVersionChanged } = workflowInfo();
    return this.renewalAsked || historyLength > eventsPerRun || targetWorkerDeploymentVersionChanged || Date.now() - this.runBeganMs >= quarterMs;
  }

  private isQuiet(): boolean {
    return this.hasActed && this.deliveries.areDone() && allHandlersFinished();
  }

  private nowMs(): number {
    return Date.now() + this.start.clockOffsetMs;
  }
}
