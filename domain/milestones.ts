import type { Assignment } from './task.ts';
import type { DateText } from './values.ts';

/** The days of those that no report has said to be reached. */
export const openMilestones = ({ milestones }: Pick<Assignment, 'milestones'>): readonly DateText[] =>
  milestones.filter(({ reachedAt }) => !reachedAt).map(({ date }) => date);
