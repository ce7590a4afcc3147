import type { AbsorbedTask } from './absorbed.ts';
import { absorbedBy, allBrought, earliest, isDueDecidedSince, mergingWithout, without } from './absorbed.ts';
import { isInternal } from './assignment.ts';
import { actNames } from './authority.ts';
import { dateOf } from './dates.ts';
import type { Decision } from './decision.ts';
import { accept, refuse } from './decision.ts';
import type { Facts } from './facts.ts';
import { lastDayOf } from './horizons.ts';
import type { Absorb, Merge, MergingCommand, Release, Unmerge } from './merging-commands.ts';
import type { TaskReleased } from './merging-events.ts';
import { eventOf } from './record.ts';
import type { Refusal } from './refusals.ts';
import { refusal } from './refusals.ts';
import { settledDue } from './rest-days.ts';
import type { InProgress, Issued, Merged, OpenTask, Received, Registered, Task } from './task.ts';
import { currentDueOf, fullNumberOf, isEnded, isSupervised, stateNames } from './task.ts';
import type { DateText, Instant } from './values.ts';

/** 并入 and 撤销并入 (t16): a task goes on in another one, and can come back. Both journals say it, each for itself. */

/** null where the task's state does not fit the act. */
export function decideOnMerging(task: Task, command: MergingCommand, facts: Facts): Decision | null {
  switch (command.type) {
    case 'absorb':
      return takesOver(task) ? absorb(task, command, facts) : null;
    case 'merge':
      return isEnded(task) ? null : merge(task, command, facts);
    case 'unmerge':
      return task.state === 'merged' ? unmerge(task, command, facts) : halfDone(task, facts);
    case 'release':
      return isEnded(task) ? null : release(task, command, facts);
  }
}

type Survivor = Registered | Issued | Received | InProgress;

/** Whoever applied for closure has said that all is done; a suspended task's clock stands, and would stop that of the other. */
const takesOver = (task: Task): task is Survivor =>
  task.state === 'registered' || task.state === 'issued' || task.state === 'received' || task.state === 'inProgress';

function absorb(task: Survivor, command: Absorb, facts: Facts): Decision {
  const number = fullNumberOf(task);
  const { otherTask: other } = facts;
  if (command.task === number) return refuse('MERGE_WITH_ITSELF', { number });
  if (command.reason.trim() === '') return refuse('REASON_MISSING');
  if (!other) return refuse('TASK_NOT_FOUND', { number: command.task });
  const fault = pairFault(task, other);
  if (fault) return { refusal: fault };
  // Its merger was begun before and has not come to its end: nothing to record.
  if (absorbedBy(task, command.task)) return accept();
  const theirs = { due: currentDueOf(other), clauses: other.assignment.clauses, departments: [other.assignment.lead, ...other.assignment.participants] };
  const { title, requirement, expectedResult } = other.assignment;
  const secrecy = isInternal(other) ? ({ secrecy: 'internal' } as const) : {};
  const content = { task: command.task, title, requirement, expectedResult, reason: command.reason, theirs, ...secrecy };
  return accept(eventOf('taskAbsorbed', { ...content, ...earlierDue(task, theirs.due) }, facts));
}

function pairFault(task: Survivor, other: Task): Refusal | null {
  const pair = { number: fullNumberOf(task), other: fullNumberOf(other) };
  if (other.supervisingOffice !== task.supervisingOffice) return refusal('MERGE_OTHER_OFFICE', pair);
  if (isEnded(other)) return otherState(other, 'merge');
  if (isSupervised(other) && !isSupervised(task)) return refusal('MERGE_INTO_DRAFT', pair);
  return absorbedBy(other, pair.number) ? refusal('MERGE_OPPOSITE', pair) : null;
}

const otherState = (other: Task, act: 'merge' | 'absorb'): Refusal =>
  refusal('OTHER_STATE_NOT_FITTING', { other: fullNumberOf(other), state: stateNames[other.state], act: actNames[act] });

/** The survivor keeps the earlier of the two (t16). */
const earlierDue = (task: Survivor, theirs: DateText | null): Pick<TaskReleased, 'currentDue' | 'due'> => ({
  currentDue: earliest(currentDueOf(task), theirs),
  due: earliest(task.assignment.due, theirs),
});

function merge(task: OpenTask, { into, reason }: Merge, facts: Facts): Decision {
  const number = fullNumberOf(task);
  const { otherTask: survivor } = facts;
  if (into === number) return refuse('MERGE_WITH_ITSELF', { number });
  if (reason.trim() === '') return refuse('REASON_MISSING');
  if (!survivor) return refuse('TASK_NOT_FOUND', { number: into });
  if (isEnded(survivor)) return { refusal: otherState(survivor, 'absorb') };
  if (!absorbedBy(survivor, number)) return refuse('NOT_ABSORBED', { number, other: into });
  return accept(eventOf('taskMerged', { into, reason }, facts));
}

function unmerge(task: Merged, { from, reason }: Unmerge, facts: Facts): Decision {
  const { otherTask: survivor } = facts;
  if (reason.trim() === '') return refuse('REASON_MISSING');
  if (!survivor || task.into !== from) return refuse('NOT_MERGED_INTO', { number: from ?? '', other: fullNumberOf(task) });
  // It would come back while its survivor's burden is with a third task.
  if (survivor.state === 'merged') return { refusal: otherState(survivor, 'absorb') };
  return accept(eventOf('taskUnmerged', { reason }, facts));
}

/** A merger that has not come to its end is taken back on the side of the survivor alone. */
const halfDone = (task: Task, { otherTask }: Facts): Decision | null => (otherTask && absorbedBy(otherTask, fullNumberOf(task)) ? accept() : null);

function release(task: OpenTask, command: Release, facts: Facts): Decision {
  const pair = { number: fullNumberOf(task), other: command.task };
  const { otherTask: other } = facts;
  const absorbed = absorbedBy(task, command.task);
  if (!absorbed) return refuse('NOT_MERGED_INTO', pair);
  if (other?.state === 'merged' && other.into === pair.number) return refuse('STILL_MERGED', pair);
  if (command.reason.trim() === '') return refuse('REASON_MISSING');
  return accept(eventOf('taskReleased', { task: command.task, reason: command.reason, ...withoutBurden(task, absorbed, facts) }, facts));
}

type Burden = Pick<TaskReleased, 'currentDue' | 'due' | 'clauses' | 'participants' | 'left' | 'kept'>;

/** Its own again, but for what others have brought too, and for what has been decided since. */
function withoutBurden(task: OpenTask, { task: number, brought }: AbsorbedTask, facts: Facts): Burden {
  const rest = (task.merging && mergingWithout(task.merging, number)?.absorbed) ?? [];
  const unneeded = without(brought, allBrought(rest));
  const kept = unneeded.participants.filter((department) => hasTakenPart(task, department));
  const left = unneeded.participants.filter((department) => !kept.includes(department));
  const { clauses, participants } = without(task.assignment, { clauses: unneeded.clauses, participants: left });
  return { clauses, participants, left, kept: { due: isDueDecidedSince(task), participants: kept }, ...ownDue(task, rest, facts) };
}

const hasTakenPart = (task: OpenTask, department: string): boolean =>
  'participation' in task && task.participation.some(({ participant }) => participant === department);

function ownDue(task: OpenTask, rest: readonly AbsorbedTask[], facts: Facts): Pick<TaskReleased, 'currentDue' | 'due'> {
  const { merging, assignment } = task;
  if (!merging || isDueDecidedSince(task)) return { currentDue: currentDueOf(task), due: assignment.due };
  const theirs = rest.map(({ due }) => due);
  const { own } = merging;
  return { currentDue: earliest(own.currentDue, lastDayDecided(task, own.since, facts), ...theirs), due: earliest(own.due, ...theirs) };
}

/** A horizon that was decided while the other's earlier day stood: it binds the survivor's own day too. */
function lastDayDecided(task: OpenTask, since: Instant, facts: Facts): DateText | null {
  if (!('horizon' in task) || task.horizon.at < since) return null;
  const lastDay = lastDayOf(task.horizon.horizon, dateOf(task.issuedAt));
  return lastDay && settledDue(lastDay, facts);
}
