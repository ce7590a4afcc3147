import type { Deadline, DeadlineKind } from './deadlines.ts';
import type { Duty, DutyKind } from './duties.ts';

/** What settles a deadline. The days of the work are settled by whatever the task waits for at present; to resume and to climb is for the clock. */
const settledBy: Readonly<Record<Exclude<DeadlineKind, 'due' | 'milestone'>, readonly DutyKind[]>> = {
  sign: ['receive'],
  reassign: ['reissue'],
  measures: ['submitMeasures'],
  approval: ['approveMeasures'],
  resubmit: ['resubmit'],
  review: ['consentToStrikeOff', 'review'],
  verification: ['consentToStrikeOff', 'recordVerification', 'review'],
  extension: ['reviewExtension', 'decideExtension'],
  reply: ['answerUrge'],
  report: ['report'],
  contribution: ['contribute'],
  resumption: [],
  escalation: [],
};

/** Whose move it is, of all that waits for somebody: who can keep the task from missing this deadline, or has missed it. */
export function movesFor({ kind, date }: Deadline, duties: readonly Duty[]): readonly Duty[] {
  if (kind === 'due' || kind === 'milestone') return duties.slice(0, 1);
  return duties.filter((duty) => duty.by === date && settledBy[kind].includes(duty.kind));
}
