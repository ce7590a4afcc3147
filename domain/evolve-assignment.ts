import type { TaskAmended, TaskDeclined, TaskIssued, TaskReceived, TaskReissued } from './events.ts';
import type { Issued, Received, Registered, Task } from './task.ts';

type AssignmentEvent = TaskAmended | TaskIssued | TaskReceived | TaskDeclined | TaskReissued;

export function evolveAssignment(task: Task, event: AssignmentEvent): Task {
  switch (event.type) {
    case 'taskAmended':
      // The leader signed another text.
      return task.state === 'registered' ? { ...task, assignment: { ...task.assignment, ...event.changes }, consent: null } : task;
    case 'taskIssued':
      return task.state === 'registered' ? issued(task, event) : task;
    case 'taskReissued':
      return task.state === 'registered' ? issued({ ...task, assignment: { ...task.assignment, ...event.changes } }, event) : task;
    case 'taskReceived':
      return task.state === 'issued' ? received(task, event) : task;
    case 'taskDeclined':
      return task.state === 'issued' ? sentBack(task, event) : task;
  }
}

const issued = (
  { consent: _consent, declined: _declined, ...task }: Registered,
  { at, due, signBy, currentDue = due, milestones = task.assignment.milestones }: TaskIssued | TaskReissued,
): Issued => ({
  ...task,
  state: 'issued',
  assignment: { ...task.assignment, milestones },
  issuedAt: at,
  baselineDue: due,
  currentDue,
  signBy,
});

const received = ({ signBy: _, ...task }: Issued, { at, measuresBy }: TaskReceived): Received => ({
  ...task,
  state: 'received',
  receivedAt: at,
  measuresBy,
  proposal: null,
  rejectedCount: 0,
});

function sentBack({ signBy: _signBy, issuedAt: _issuedAt, baselineDue: _baseline, currentDue: _current, ...task }: Issued, event: TaskDeclined): Registered {
  const { by, at, reason, reassignBy } = event;
  return { ...task, state: 'registered', consent: null, declined: { by, at, reason, reassignBy } };
}
