import type { Merging } from './absorbed.ts';
import type { ContributionRequest, Participation } from './answers.ts';
import type { TaskHandedOver } from './hand-over-events.ts';
import type { FormerHolders } from './holders.ts';
import { handedOn } from './holders.ts';
import type { SupervisedTask, Task } from './task.ts';
import { isEnded } from './task.ts';
import type { DepartmentCode } from './values.ts';

/** The state stays, and every day that was promised; what was signed for another lead is not signed. */
export function evolveHandOver(task: Task, event: TaskHandedOver): Task {
  if (isEnded(task)) return task;
  const merging = task.merging && { merging: mergingHandedOn(task.merging, event) };
  const held = { ...task, ...merging, assignment: { ...task.assignment, ...event.to }, formerHolders: withFormer(task, event) };
  if (held.state === 'registered') return event.to.lead === event.from.lead ? held : { ...held, consent: null };
  return withMovedRequests(held, event);
}

/** What another task has brought is brought by the successor, unless that took part by itself: then it stays when the other task leaves. */
function mergingHandedOn(merging: Merging, { unit, from }: TaskHandedOver): Merging {
  if (!unit) return merging;
  const isOwn = [from.lead, ...from.participants].includes(unit.to);
  const handed = (participants: readonly DepartmentCode[]): readonly DepartmentCode[] =>
    isOwn ? participants.filter((code) => code !== unit.from) : participants.map(handedOn(unit));
  return { ...merging, absorbed: merging.absorbed.map((one) => ({ ...one, brought: { ...one.brought, participants: handed(one.brought.participants) } })) };
}

/** Who has held it before: whoever did some of the work never judges it (R12). */
function withFormer({ formerHolders }: Task, { from, to }: TaskHandedOver): FormerHolders {
  const units = [from.lead, ...from.participants].filter((code) => ![to.lead, ...to.participants].includes(code));
  const persons = from.responsible !== null && from.responsible !== to.responsible ? [from.responsible] : [];
  return {
    departments: [...new Set([...(formerHolders?.departments ?? []), ...units])],
    persons: [...new Set([...(formerHolders?.persons ?? []), ...persons])],
  };
}

/** Whoever owes an answer now has been asked for it; the sum of what was asked stays, since the next request is numbered by it. */
function withMovedRequests(task: SupervisedTask, { requests: open }: TaskHandedOver): SupervisedTask {
  if (!task.requests || !task.participation) return task;
  const owed = task.requests.flatMap((request) => {
    const now = open.find(({ id }) => id === request.id);
    return now ? [{ request, participant: now.participant }] : [];
  });
  const moved = owed.filter(({ request, participant }) => request.participant !== participant);
  return {
    ...task,
    requests: owed.map(({ request, participant }) => ({ ...request, participant })),
    participation: moved.reduce(withMove, task.participation),
  };
}

interface Move {
  readonly request: ContributionRequest;
  readonly participant: DepartmentCode;
}

function withMove(records: readonly Participation[], { request, participant }: Move): readonly Participation[] {
  const fewer = records.map((record) => (record.participant === request.participant ? { ...record, asked: record.asked - 1 } : record));
  if (!fewer.some((record) => record.participant === participant)) return [...fewer, { participant, asked: 1, answered: 0, unasked: 0, last: null }];
  return fewer.map((record) => (record.participant === participant ? { ...record, asked: record.asked + 1 } : record));
}
