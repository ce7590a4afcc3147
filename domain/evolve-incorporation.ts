import { withRequirement } from './evolve-requirement.ts';
import type { ClauseIncorporated } from './incorporation-events.ts';
import type { Task } from './task.ts';
import { isEnded } from './task.ts';

/** The task asks for more from now on, in the name of another document. */
export function evolveIncorporation(task: Task, event: ClauseIncorporated): Task {
  const { source, clause } = event;
  return isEnded(task) ? task : withRequirement(task, { ...event, clauses: [...task.assignment.clauses, { source, clause }] });
}
