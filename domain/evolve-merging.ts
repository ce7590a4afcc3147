import { absorbedBy, allBrought, isDueDecidedSince, mergingWith, mergingWithout, together } from './absorbed.ts';
import type { MergingEvent, TaskAbsorbed, TaskReleased } from './merging-events.ts';
import type { OpenTask, Task } from './task.ts';
import { isEnded } from './task.ts';

export function evolveMerging(task: Task, event: MergingEvent): Task {
  const isThere = absorbedBy(task, event.task) !== undefined;
  switch (event.type) {
    case 'taskAbsorbed':
      return isEnded(task) || isThere ? task : absorbing(task, event);
    case 'taskReleased':
      return isEnded(task) || !isThere ? task : released(task, event);
  }
}

function absorbing(task: OpenTask, event: TaskAbsorbed): OpenTask {
  const merging = mergingWith(task, event);
  const assignment = together(task.assignment, allBrought(merging.absorbed));
  return due({ ...task, merging, assignment: event.secrecy ? { ...assignment, secrecy: event.secrecy } : assignment }, event);
}

function released(before: OpenTask, event: TaskReleased): OpenTask {
  const { merging, ...task } = before;
  const { clauses, participants } = event;
  const rest = merging && mergingWithout(merging, event.task);
  // A due day that somebody has decided since stays another one than merging left.
  const left = rest && (isDueDecidedSince(before) ? rest : { ...rest, currentDue: event.currentDue });
  return due({ ...task, ...(left && { merging: left }), assignment: { ...task.assignment, clauses, participants } }, event);
}

/** What is handed out again after 退签 is due as it stands now; of a draft the leader had signed another text. */
function due(task: OpenTask, event: Pick<TaskAbsorbed, 'currentDue' | 'due'>): OpenTask {
  const assignment = { ...task.assignment, due: event.due };
  if (task.state === 'registered') return { ...task, assignment, consent: null };
  return { ...task, assignment, currentDue: event.currentDue ?? task.currentDue };
}
