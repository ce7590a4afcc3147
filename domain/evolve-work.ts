import { isSame, pendingDeadlines } from './deadlines.ts';
import type { DeadlinePassed, MeasuresApproved, MeasuresRejected, MeasuresSubmitted, TaskReported, TaskUrged } from './events.ts';
import { ladderBegun } from './evolve-ladder.ts';
import { reportedAfterMissing } from './evolve-missing.ts';
import { plannedMeasures } from './planning.ts';
import type { Assignment, InProgress, PlannedMeasure, Received, SupervisedTask, Task } from './task.ts';
import { isSupervised } from './task.ts';
import type { DateText, Instant } from './values.ts';

type WorkEvent = MeasuresSubmitted | MeasuresApproved | MeasuresRejected | TaskReported | TaskUrged | DeadlinePassed;

export function evolveWork(task: Task, event: WorkEvent): Task {
  switch (event.type) {
    case 'measuresSubmitted':
      return task.state === 'received' ? proposed(task, event) : task;
    case 'measuresApproved':
      return task.state === 'received' && task.proposal ? inProgress({ ...task, proposal: task.proposal }, event) : task;
    case 'measuresRejected':
      return task.state === 'received' && task.proposal
        ? { ...task, proposal: null, measuresBy: event.measuresBy, rejectedCount: task.rejectedCount + 1 }
        : task;
    case 'taskReported':
      return task.state === 'inProgress' ? reportedAfterMissing(reported(task, event), event) : task;
    case 'taskUrged':
      return isSupervised(task) ? urged(task, event) : task;
    case 'deadlinePassed':
      return pendingDeadlines(task).some((deadline) => isSame(deadline, event.deadline)) ? overdue(task, event) : task;
  }
}

const urged = (task: SupervisedTask, { by, at, reason, replyBy }: TaskUrged): Task => ({
  ...task,
  urgedCount: task.urgedCount + 1,
  openUrge: { by, at, reason, replyBy },
});

const overdue = (task: Task, event: DeadlinePassed): Task => ({ ...task, passed: [...task.passed, event.deadline], ...ladderBegun(event) });

const proposed = (task: Received, { by, at, horizon, measures, approveBy, receipt }: MeasuresSubmitted): Received => ({
  ...task,
  proposal: { by, at, horizon, measures, approveBy, receipt },
});

function inProgress(task: Received & { readonly proposal: object }, { horizon, by, at, basis, due, milestones }: MeasuresApproved): InProgress {
  const { measuresBy: _measuresBy, rejectedCount: _rejectedCount, proposal, ...rest } = task;
  return {
    ...rest,
    ...(due !== undefined && { currentDue: due }),
    ...(milestones && { assignment: { ...task.assignment, milestones } }),
    state: 'inProgress',
    measures: plannedMeasures(proposal),
    horizon: { horizon, by, at, basis },
    resubmitBy: null,
  };
}

function reported(task: InProgress, { at, by, cycle, progress, intention, problems, suggestions, measuresDone, milestonesReached }: TaskReported): InProgress {
  const done = (measure: PlannedMeasure): PlannedMeasure => (measuresDone.includes(measure.id) && !measure.doneAt ? { ...measure, doneAt: at } : measure);
  return {
    ...task,
    reportCount: task.reportCount + 1,
    lastReport: { cycle, at, by, progress, intention, problems, suggestions },
    measures: task.measures.map(done),
    ...(milestonesReached && { assignment: withReached(task.assignment, milestonesReached, at) }),
  };
}

const withReached = (assignment: Assignment, days: readonly DateText[], reachedAt: Instant): Assignment => ({
  ...assignment,
  milestones: assignment.milestones.map((milestone) => (days.includes(milestone.date) && !milestone.reachedAt ? { ...milestone, reachedAt } : milestone)),
});
