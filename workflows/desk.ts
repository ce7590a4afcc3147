import { allHandlersFinished, condition, defineQuery, defineSignal, defineUpdate, makeContinueAsNewFunc, setHandler, workflowInfo } from '@temporalio/workflow';
import { actNames } from '../domain/authority.ts';
import { humanCommandTypes } from '../domain/command-shapes.ts';
import { dateOf } from '../domain/dates.ts';
import type { NextDeadline } from '../domain/deadlines.ts';
import { clockCommandId } from '../domain/deadlines.ts';
import type { CarriedOut, CommandEnvelope, Delivery } from '../domain/envelope.ts';
import { evolve } from '../domain/evolve.ts';
import { hasOpenRun } from '../domain/task.ts';
import type { Instant } from '../domain/values.ts';
import { carryOut, escalateToReviewers, notifyDepartments } from './activity-proxies.ts';
import type { Acknowledgement, Life, TaskEnd, TaskStart, TaskView } from './contract.ts';
import { renewSignal, taskQuery } from './contract.ts';
import { oneTimer } from './deadline-timer.ts';
import { assertWellFormed, refusalFailure } from './failures.ts';
import type { superviseTask } from './supervise-task.ts';
import { showTask } from './task-appearance.ts';

/** A quarter of supervision is a few dozen events; this bounds a task that is worked on unusually often. */
const eventsPerRun = 200;
const quarterMs = 91 * 86_400_000;

export type Wake =
  | { readonly reason: 'delivery'; readonly delivery: Delivery }
  | { readonly reason: 'deadline'; readonly deadline: NextDeadline }
  | { readonly reason: 'end' | 'renewal' };

/** Where a task's life is kept between two wake-ups: its state, its one timer, and what is still to be told. */
export function openDesk(start: TaskStart) {
  let life: Life = start.life ?? { schemaVersion: 1, seq: 0, task: null, nextDeadline: null, light: 'grey', region: '' };
  let hasActed = start.life !== undefined;
  let renewalAsked = false;
  let deliveriesUnderWay = 0;
  let turn: Promise<unknown> = Promise.resolve();
  const runBeganMs = Date.now();
  const toTell: Delivery[] = [];
  const timer = oneTimer(nowMs);

  for (const type of humanCommandTypes) {
    const description = `${actNames[type]}（由 duban 命令行发出）`;
    setHandler(defineUpdate<Acknowledgement, [CommandEnvelope]>(type), acknowledge, { description, validator: (envelope) => assertWellFormed(type, envelope) });
  }
  setHandler(defineSignal(renewSignal), () => void (renewalAsked = true), { description: '在下一次唤醒时换用新的运行（升级程序用）' });
  setHandler(defineQuery<TaskView>(taskQuery), () => ({ ...life, now: now() }), { description: '本运行所知的任务；以台账为准' });
  showTask(life, dateOf(now()));
  timer.arm(life.nextDeadline);

  /** Until the first command has been carried out nobody knows whether there is a life to keep. */
  const isOpen = (): boolean => !hasActed || (life.task !== null && hasOpenRun(life.task));
  const wantsRenewal = (): boolean =>
    renewalAsked || workflowInfo().historyLength > eventsPerRun || workflowInfo().targetWorkerDeploymentVersionChanged || Date.now() - runBeganMs >= quarterMs;
  const isQuiet = (): boolean => hasActed && deliveriesUnderWay === 0 && allHandlersFinished();

  function nowMs(): number {
    return Date.now() + start.clockOffsetMs;
  }

  function now(): Instant {
    return new Date(nowMs()).toISOString();
  }

  async function acknowledge(envelope: CommandEnvelope): Promise<Acknowledgement> {
    const { seqs, repeated, refusal } = await actInTurn(envelope);
    if (refusal) throw refusalFailure(refusal);
    if (!life.task) throw new Error(`command ${envelope.id} was accepted, but no task stands in the journal`);
    return { seqs, state: life.task.state, repeated };
  }

  /** Commands of one task run one after the other: an event may only follow the event before it. */
  function actInTurn(envelope: CommandEnvelope): Promise<CarriedOut> {
    const mine = turn.then(() => act(envelope));
    turn = mine.catch(() => undefined);
    return mine;
  }

  async function act(envelope: CommandEnvelope): Promise<CarriedOut> {
    const { programme, number } = start;
    const outcome = await carryOut({ known: { programme, number, seq: life.seq, task: life.task }, envelope, now: now() });
    adopt(outcome); // a refused command too: the journal may hold what this run has not seen
    hasActed = true;
    return outcome;
  }

  function adopt({ standing, nextDeadline, light, region, deliveries }: CarriedOut): void {
    for (const { seq, event } of standing) {
      if (seq <= life.seq) continue;
      if (seq > life.seq + 1) throw new Error(`journal gap: state at ${life.seq}, next event ${seq}`); // fails the workflow task, not the task's life
      life = { ...life, seq, task: evolve(life.task, event) };
    }
    life = { ...life, nextDeadline, light, region };
    toTell.push(...deliveries);
    showTask(life, dateOf(now()));
    timer.arm(life.nextDeadline);
  }

  async function nextWake(): Promise<Wake> {
    await condition(() => toTell.length > 0 || timer.fired() !== null || !isOpen() || (wantsRenewal() && isQuiet()));
    const delivery = toTell.shift();
    if (delivery) return { reason: 'delivery', delivery };
    const deadline = timer.takeFired();
    if (deadline) return { reason: 'deadline', deadline };
    return { reason: isOpen() ? 'renewal' : 'end' };
  }

  /** Settled by people in the meantime: then the ledger says so, and nothing is recorded. */
  async function passDeadline(deadline: NextDeadline): Promise<void> {
    await actInTurn({ id: clockCommandId(deadline), actor: 'clock', ranBy: 'workflow', command: { type: 'passDeadline' } });
  }

  /** Beside the life, not in it: while a channel is dead, commands and deadlines go on. */
  function deliver({ channelOfDuty, summary, noticeIds }: Delivery): void {
    deliveriesUnderWay++;
    const tell = channelOfDuty === 'notify' ? notifyDepartments : escalateToReviewers;
    tell
      .executeWithOptions({ summary }, [noticeIds])
      .catch(() => undefined) // undelivered notices stay in the outbox
      .finally(() => void deliveriesUnderWay--);
  }

  /** Nothing may be awaited between `nextWake` saying so and the new run. */
  function continueInNewRun(): Promise<never> {
    timer.cancel();
    return makeContinueAsNewFunc<typeof superviseTask>({ memo: workflowInfo().memo ?? {} })({ ...start, life });
  }

  async function close(): Promise<TaskEnd> {
    timer.cancel();
    for (const delivery of toTell.splice(0)) deliver(delivery);
    await condition(isQuiet);
    return { seq: life.seq, state: life.task?.state ?? null };
  }

  return { isOpen, nextWake, deliver, passDeadline, continueInNewRun, close };
}

