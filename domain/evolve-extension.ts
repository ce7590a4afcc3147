import type { ExtensionDecided, ExtensionEvent, ExtensionRequested } from './extension-events.ts';
import { hasRunningDue } from './extension.ts';
import type { PendingExtension } from './pending-extension.ts';
import type { InProgress, Task } from './task.ts';

export function evolveExtension(task: Task, event: ExtensionEvent): Task {
  if (event.type === 'dueSet') {
    if (!hasRunningDue(task)) return task;
    const { currentDue, milestones } = event;
    // What waited for the leader has been overtaken by his own decision.
    const moved = { currentDue, assignment: { ...task.assignment, milestones } };
    return task.state === 'inProgress' && task.pendingExtension ? { ...task, ...moved, pendingExtension: null } : { ...task, ...moved };
  }
  if (task.state !== 'inProgress') return task;
  switch (event.type) {
    case 'extensionRequested':
      return { ...task, pendingExtension: pending(event) };
    case 'extensionReviewed': {
      const { by, at, opinion, supports } = event;
      return task.pendingExtension ? { ...task, pendingExtension: { ...task.pendingExtension, review: { by, at, opinion, supports } } } : task;
    }
    case 'extensionDecided':
      return task.pendingExtension ? decided(task, event) : task;
  }
}

const pending = ({ by, at, to, reason, progress, milestones, decideBy }: ExtensionRequested): PendingExtension => ({
  by,
  at,
  to,
  reason,
  progress,
  milestones,
  decideBy,
});

const decided = (task: InProgress, { approved, currentDue, milestones }: ExtensionDecided): InProgress => ({
  ...task,
  currentDue,
  assignment: { ...task.assignment, milestones },
  pendingExtension: null,
  extendedCount: (task.extendedCount ?? 0) + (approved ? 1 : 0),
});
