import { endOf } from './dates.ts';
import type { Deadline, DeadlineKind } from './deadlines.ts';
import { isSame } from './deadlines.ts';
import type { ResumedClocks, TaskResumed, TaskSuspended } from './suspension-events.ts';
import type { InProgress, Suspended, Task } from './task.ts';
import type { DateText } from './values.ts';

export function evolveSuspending(task: Task, event: TaskSuspended | TaskResumed): Task {
  switch (event.type) {
    case 'taskSuspended':
      return task.state === 'inProgress' ? suspended(task, event) : task;
    case 'taskResumed':
      return task.state === 'suspended' ? resumed(task, event) : task;
  }
}

const suspended = (task: InProgress, { at, resumeOn, reason, keepsClocks }: TaskSuspended): Suspended => ({
  ...task,
  state: 'suspended',
  suspendedAt: at,
  resumeOn,
  reason,
  ...(keepsClocks && { keepsClocks }),
});

function resumed(before: Suspended, event: TaskResumed): InProgress {
  const { suspendedAt: _at, resumeOn: _on, reason: _reason, keepsClocks: _keeps, ...task } = before;
  const { currentDue, milestones, clocks, pausedWorkingDays } = event;
  const past = movesOf(before, event).filter(({ to }) => endOf(to) <= event.at);
  return {
    ...task,
    state: 'inProgress',
    currentDue,
    assignment: { ...task.assignment, milestones },
    resubmitBy: null,
    ...(task.requests && { requests: task.requests.map((request) => ({ ...request, ...event.requests.find(({ id }) => id === request.id) })) }),
    ...(clocks && goingOn(before, clocks)),
    ...(task.ladder && { ladder: { ...task.ladder, cause: movedBy(past, task.ladder.cause), ...(clocks?.steps && { steps: clocks.steps }) } }),
    ...(pausedWorkingDays !== undefined && { pausedWorkingDays: (task.pausedWorkingDays ?? 0) + pausedWorkingDays }),
    passed: passedAfter(before.passed, past),
  };
}

const goingOn = ({ openUrge, pendingExtension }: Suspended, { resubmitBy, replyBy, extension }: ResumedClocks): Partial<InProgress> => ({
  resubmitBy,
  ...(openUrge && replyBy && { openUrge: { ...openUrge, replyBy } }),
  ...(pendingExtension && extension && { pendingExtension: { ...pendingExtension, ...extension } }),
});

interface Move {
  readonly kind: DeadlineKind;
  readonly from: DateText;
  readonly to: DateText;
}

function movesOf({ currentDue, resubmitBy, openUrge, pendingExtension, requests = [] }: Suspended, event: TaskResumed): readonly Move[] {
  const { clocks } = event;
  return [
    { kind: 'due', from: currentDue, to: event.currentDue },
    ...requests.map(({ id, due }) => ({ kind: 'contribution', from: due, to: event.requests.find((request) => request.id === id)?.due ?? due }) as const),
    ...(resubmitBy && clocks?.resubmitBy ? [{ kind: 'resubmit', from: resubmitBy, to: clocks.resubmitBy } as const] : []),
    ...(openUrge && clocks?.replyBy ? [{ kind: 'reply', from: openUrge.replyBy, to: clocks.replyBy } as const] : []),
    ...(pendingExtension && clocks?.extension ? [{ kind: 'extension', from: pendingExtension.decideBy, to: clocks.extension.decideBy } as const] : []),
  ];
}

/** What had passed has passed where it stands now, and is not told again. */
function passedAfter(passed: Task['passed'], past: readonly Move[]): Task['passed'] {
  const moved = passed.map((deadline) => movedBy(past, deadline));
  return moved.filter((deadline, position) => moved.findIndex((other) => isSame(other, deadline)) === position);
}

function movedBy(moves: readonly Move[], deadline: Deadline): Deadline {
  const move = moves.find(({ kind, from }) => isSame(deadline, { kind, date: from }));
  return move ? { kind: move.kind, date: move.to } : deadline;
}
