import type { ClauseIncorporated } from './incorporation-events.ts';
import type { OpenTask, Task } from './task.ts';
import { isEnded } from './task.ts';

/** The task asks for more from now on. Whoever had signed had signed another text. */
export function evolveIncorporation(task: Task, event: ClauseIncorporated): Task {
  return isEnded(task) ? task : incorporated(task, event);
}

function incorporated(task: OpenTask, { source, clause, requirement, expectedResult, milestones, due, version, at }: ClauseIncorporated): OpenTask {
  const assignment = { ...task.assignment, requirement, expectedResult, milestones, clauses: [...task.assignment.clauses, { source, clause }] };
  const changed = { assignment, requirementVersion: version, incorporatedAt: at };
  switch (task.state) {
    case 'registered':
      return { ...task, ...changed, assignment: { ...assignment, due }, consent: null };
    case 'issued':
      // The order itself is another: handed out again after 退签, it is due as it stands now.
      return { ...task, ...changed, assignment: { ...assignment, due }, currentDue: due ?? task.currentDue };
    case 'received':
    case 'inProgress':
    case 'suspended':
      return { ...task, ...changed, currentDue: due ?? task.currentDue };
    case 'closureReview':
    case 'verifying':
      return { ...task, ...changed, currentDue: due ?? task.currentDue, consent: null };
  }
}
