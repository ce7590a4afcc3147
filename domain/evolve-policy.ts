import type { MovedClock, PolicyMoved } from './policy-events.ts';
import type { OpenTask, Task } from './task.ts';
import { isEnded } from './task.ts';

/** From now on by another version, each clock at the day that was recorded for it. */
export function evolvePolicy(task: Task, { to, clocks, steps }: PolicyMoved): Task {
  if (isEnded(task)) return task;
  const ladder = task.ladder && steps && { ladder: { ...task.ladder, steps } };
  return clocks.reduce<OpenTask>(withClock, { ...task, policyVersion: to, ...ladder });
}

export function withClock(task: OpenTask, { kind, to }: MovedClock): OpenTask {
  switch (kind) {
    case 'sign':
      return task.state === 'issued' ? { ...task, signBy: to } : task;
    case 'reassign':
      return task.state === 'registered' && task.declined ? { ...task, declined: { ...task.declined, reassignBy: to } } : task;
    case 'measures':
      return task.state === 'received' ? { ...task, measuresBy: to } : task;
    case 'approval':
      return task.state === 'received' && task.proposal ? { ...task, proposal: { ...task.proposal, approveBy: to } } : task;
    case 'resubmit':
      return task.state === 'inProgress' || task.state === 'suspended' ? { ...task, resubmitBy: to } : task;
    case 'review':
      return task.state === 'closureReview' ? { ...task, reviewBy: to } : task;
    case 'verification':
      return task.state === 'verifying' ? { ...task, verifyBy: to } : task;
    case 'extension':
      return 'pendingExtension' in task && task.pendingExtension ? { ...task, pendingExtension: { ...task.pendingExtension, decideBy: to } } : task;
    case 'reply':
      return task.openUrge ? { ...task, openUrge: { ...task.openUrge, replyBy: to } } : task;
  }
}
