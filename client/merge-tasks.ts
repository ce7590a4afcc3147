import type { TaskCommand } from '../domain/commands.ts';
import type { KeptAfterRelease } from '../domain/merging-events.ts';
import { currentDueOf, fullNumberOf } from '../domain/task.ts';
import type { DateText, PersonId } from '../domain/values.ts';
import { keptAfterRelease } from '../ledger/queries/kept-after-release.ts';
import { lastSurvivor } from '../ledger/queries/last-survivor.ts';
import { taskHead } from '../ledger/queries/task-head.ts';
import type { CommandDesk, TaskAnswer, TaskKey } from './command-order.ts';
import { DubanError, exitCodes } from './errors.ts';
import { saidPlainly } from './failures.ts';
import { sendCommand } from './send-command.ts';

/** 并入 and 撤销并入 (ADR 0015): one command for each of the two tasks, all under one request id. Repeated, they finish what is left. */

interface TwoTasks {
  readonly task: TaskKey;
  readonly reason: string;
  readonly actor: PersonId;
  readonly requestId: string;
}

export interface Merger extends TwoTasks {
  readonly into: TaskKey;
}

export interface MergeAnswer extends TaskAnswer {
  readonly survivor: Survivor;
}

interface Survivor {
  readonly number: string;
  readonly seqs: readonly number[];
  readonly currentDue: DateText | null;
}

/** First the survivor takes over, then the other one ends: whatever breaks in between, nothing is without a task. */
export async function mergeTasks(desk: CommandDesk, { into, ...merger }: Merger): Promise<MergeAnswer> {
  const { task, reason, requestId } = merger;
  const number = fullNumberOf(task);
  const taken = await send(desk, merger, { task: into, requestId: `${requestId}/${number}`, command: { type: 'absorb', task: number, reason } });
  try {
    const answer = await send(desk, merger, { task, requestId, command: { type: 'merge', into: fullNumberOf(into), reason } });
    return { ...answer, survivor: await survivorNow(desk, into, taken.seqs) };
  } catch (error) {
    if (isRefusal(error)) await giveBack(desk, merger, into);
    throw error;
  }
}

export interface Unmerger extends TwoTasks {
  /** Only for a merger that has not come to its end: which task it was to go into. */
  readonly from?: TaskKey | undefined;
}

export interface UnmergeAnswer extends TaskAnswer {
  readonly survivor: Survivor & {
    /** What a later decision has made its own; null where it gave nothing back. */
    readonly kept: KeptAfterRelease | null;
    /** Why it gave nothing back: it has ended. */
    readonly refused: { readonly code: string; readonly message: string } | null;
  };
}

/** First the task stands on its own again, then the survivor gives back: whatever breaks in between, nothing is without a task. */
export async function unmergeTask(desk: CommandDesk, { from, ...unmerger }: Unmerger): Promise<UnmergeAnswer> {
  const { task, reason, requestId } = unmerger;
  const into = from ? fullNumberOf(from) : await saidPlainly(() => lastSurvivor(desk.ledger, task));
  const answer = await send(desk, unmerger, { task, requestId, command: { type: 'unmerge', ...(into !== null && { from: into }), reason } });
  const survivor = keyOf(into ?? '');
  const given = await giveBack(desk, unmerger, survivor);
  const seqs = 'refused' in given ? [] : given.seqs;
  const kept = await saidPlainly(() => keptAfterRelease(desk.ledger, survivor, seqs), requestId);
  return { ...answer, survivor: { ...(await survivorNow(desk, survivor, seqs)), kept, refused: 'refused' in given ? given.refused : null } };
}

interface Sent {
  readonly task: TaskKey;
  readonly requestId: string;
  readonly command: TaskCommand;
}

const send = (desk: CommandDesk, { actor }: TwoTasks, { task, requestId, command }: Sent): Promise<TaskAnswer> =>
  sendCommand(desk, { task, actor, requestId, command });

type Given = TaskAnswer | { readonly refused: { readonly code: string; readonly message: string } };

/** A survivor that has ended keeps what it has; that is said and holds nothing up. */
async function giveBack(desk: CommandDesk, two: TwoTasks, survivor: TaskKey): Promise<Given> {
  const { task, reason, requestId } = two;
  const number = fullNumberOf(task);
  try {
    return await send(desk, two, { task: survivor, requestId: `${requestId}/${number}/release`, command: { type: 'release', task: number, reason } });
  } catch (error) {
    if (isRefusal(error)) return { refused: { code: error.code, message: error.message } };
    throw error;
  }
}

async function survivorNow({ ledger }: CommandDesk, survivor: TaskKey, seqs: readonly number[]): Promise<Survivor> {
  const head = await saidPlainly(() => taskHead(ledger, survivor));
  return { number: fullNumberOf(survivor), seqs, currentDue: head ? currentDueOf(head.task) : null };
}

const isRefusal = (error: unknown): error is DubanError =>
  error instanceof DubanError && (error.exitCode === exitCodes.refused || error.exitCode === exitCodes.notFound);

/** Neither programmes nor numbers have a slash of their own. */
function keyOf(number: string): TaskKey {
  const [programme = '', own = ''] = number.split('/');
  return { programme, number: own };
}
