import type { Assignment, OpenTask } from './task.ts';
import type { DateText, Instant } from './values.ts';

interface RequirementVersion extends Pick<Assignment, 'requirement' | 'expectedResult' | 'milestones' | 'clauses'> {
  readonly due: DateText | null;
  readonly version: number;
  readonly at: Instant;
}

/** What is asked for is another text from now on. Whoever had signed had signed the one before. */
export function withRequirement(task: OpenTask, { requirement, expectedResult, milestones, clauses, due, version, at }: RequirementVersion): OpenTask {
  const assignment = { ...task.assignment, requirement, expectedResult, milestones, clauses };
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
