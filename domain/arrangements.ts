import type { TaskState } from './task.ts';

/** 实施安排 (R27): a task is ready for its gate hearing once its measures have been approved. What ended otherwise than by being done is asked of no more. */
const arranged: Readonly<Record<TaskState, boolean | null>> = {
  registered: false,
  issued: false,
  received: false,
  inProgress: true,
  closureReview: true,
  verifying: true,
  suspended: true,
  struckOff: true,
  terminated: null,
  merged: null,
};

/** Null: not asked. */
export const isArranged = (state: TaskState): boolean | null => arranged[state];

export const unarrangedStates: readonly TaskState[] = (Object.keys(arranged) as TaskState[]).filter((state) => arranged[state] === false);
