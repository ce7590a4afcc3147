import type { Participation } from './answers.ts';
import type { ContributionMade, ContributionRequested, CooperationEvent, EntryCorrected, TaskEvent } from './events.ts';
import type { InProgress, Received, Task } from './task.ts';

export function evolveCooperation(task: Task, event: CooperationEvent): Task {
  switch (event.type) {
    case 'contributionRequested':
      return isUnderWay(task) ? requested(task, event) : task;
    case 'contributionMade':
      return isUnderWay(task) ? contributed(task, event) : task;
    case 'urgeAnswered':
      return task.openUrge ? { ...task, openUrge: null } : task;
  }
}

/** What is shown of the last report and of the application reads as corrected; everything else stands in the journal beside its correction. */
export function evolveCorrection(task: Task, event: EntryCorrected): Task {
  const { lastReport, correctedCount = 0 } = task;
  const counted = { ...task, correctedCount: correctedCount + 1 };
  if (event.entry === 'taskReported' && lastReport?.at === event.entryAt) return { ...counted, lastReport: { ...lastReport, [event.field]: event.newText } };
  if (event.entry === 'closureApplied' && 'application' in counted && counted.application.at === event.entryAt)
    return { ...counted, application: { ...counted.application, [event.field]: event.newText } };
  return counted;
}

/** Acts that do what was urged, and decisions that overtake it. */
const settlingUrge: readonly TaskEvent['type'][] = ['taskReceived', 'taskDeclined', 'measuresSubmitted', 'taskReported', 'closureApplied', 'taskStruckOff'];

export const withoutSettledUrge = (before: Task, after: Task, event: TaskEvent): Task =>
  after !== before && after.openUrge && settlesUrge(event) ? { ...after, openUrge: null } : after;

/** A suspension stops the clock of 催办 and answers nothing; in the first journals it overtook it. */
function settlesUrge(event: TaskEvent): boolean {
  if (event.type === 'taskSuspended') return !event.keepsClocks;
  if (event.type === 'taskResumed') return !event.clocks;
  return settlingUrge.includes(event.type);
}

const isUnderWay = (task: Task): task is Received | InProgress => task.state === 'received' || task.state === 'inProgress';

function requested(task: Received | InProgress, { id, participant, by, at, text, due }: ContributionRequested): Task {
  const requests = [...(task.requests ?? []), { id, participant, by, at, text, due }];
  return { ...task, requests, participation: recordOf(task, participant, (record) => ({ ...record, asked: record.asked + 1 })) };
}

function contributed(task: Received | InProgress, { participant, by, at, text, request }: ContributionMade): Task {
  const counted = request === null ? 'unasked' : 'answered';
  return {
    ...task,
    requests: (task.requests ?? []).filter(({ id }) => id !== request),
    participation: recordOf(task, participant, (record) => ({ ...record, [counted]: record[counted] + 1, last: { by, at, text, request } })),
  };
}

function recordOf(
  { participation = [] }: Received | InProgress,
  participant: string,
  change: (record: Participation) => Participation,
): readonly Participation[] {
  const known = participation.find((record) => record.participant === participant);
  if (known) return participation.map((record) => (record === known ? change(record) : record));
  return [...participation, change({ participant, asked: 0, answered: 0, unasked: 0, last: null })];
}
