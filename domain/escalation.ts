import type { Addressee } from './addressees.ts';
import { dateOf, instantOn } from './dates.ts';
import { deadlineNames, isLate, stepHour } from './deadlines.ts';
import type { Deadline } from './deadlines.ts';
import type { Decision } from './decision.ts';
import { accept, refuse } from './decision.ts';
import { topLevel } from './escalation-policy.ts';
import type { Facts } from './facts.ts';
import type { Acknowledge, Escalate, LadderCommand } from './ladder-commands.ts';
import type { TaskEscalated } from './ladder-events.ts';
import type { Ladder } from './ladder.ts';
import { escalationOf, stepsFrom } from './ladder.ts';
import { colourOf } from './paper-colours.ts';
import type { PaperStep } from './papers.ts';
import { lateHolderOf, lookedAt, mayLeave, paperName, recordOf } from './papers.ts';
import { eventOf } from './record.ts';
import { isAtTop, rungOf } from './rungs.ts';
import type { OpenTask, SupervisedTask, Task } from './task.ts';
import { fullNumberOf, isEnded, isSupervised } from './task.ts';
import { addWorkingDays, workingDaysBetween } from './working-calendar.ts';

/** 升级: by people, by the clock, and what those who were told may answer. */

/** Null where the state of the task has no room for it. */
export function decideOnLadder(task: Task, command: LadderCommand, facts: Facts): Decision | null {
  switch (command.type) {
    case 'escalate':
      return isSupervised(task) ? escalate(task, command, facts) : null;
    case 'acknowledge':
      return isEnded(task) || task.state === 'suspended' ? null : acknowledge(task, command, facts);
  }
}

function escalate(task: SupervisedTask, { reason, level }: Escalate, facts: Facts): Decision {
  if (reason.trim() === '') return refuse('REASON_MISSING');
  if (task.escalationLevel >= topLevel) return refuse('TOP_OF_LADDER', { number: fullNumberOf(task) });
  const reached = level ?? task.escalationLevel + 1;
  if (reached <= task.escalationLevel) return refuse('LEVEL_NOT_HIGHER', { number: fullNumberOf(task), level: task.escalationLevel });
  const skipped = Array.from({ length: reached - task.escalationLevel - 1 }, (_, index) => task.escalationLevel + 1 + index);
  const held = task.ladder && recordOf(task.ladder, { level: reached });
  if (held?.reason !== undefined) return refuse('PAPER_HELD', { paper: paperName(task, held), reason: held.reason });
  const content = { level: reached, reason, to: toldAt(task, reached, facts), ...(isForAgendaAt(task, reached, facts) && { isForAgenda: true }) };
  return accept(eventOf('taskEscalated', { ...content, ...paperFor(task, facts), ...(skipped.length > 0 && { skipped }) }, facts));
}

/** The next step of the ladder, by the clock; null where none is left. */
export function climb(task: Task, facts: Facts): TaskEscalated | null {
  const { ladder } = task;
  const [step, after] = ladder?.steps ?? [];
  if (!ladder || !step) return null;
  const { level, on, repeat } = step;
  const content = {
    level,
    reason: reasonOf(ladder.cause, facts),
    cause: ladder.cause,
    late: isLate(instantOn(on, stepHour), facts.now),
    ...(repeat !== undefined && { repeat }),
    ...leavingAt({ task, ladder }, step, facts),
    ...paperFor(task, facts),
  };
  // Below the national office what nobody has moved comes before the Party group at last.
  const isLast = level === topLevel && !after;
  return eventOf('taskEscalated', { ...content, ...((isLast || isForAgendaAt(task, level, facts)) && { isForAgenda: true }) }, facts);
}

/** Whom the step reaches, and who let that leave or keeps it back. */
function leavingAt(
  { task, ladder }: { readonly task: Task; readonly ladder: Ladder },
  step: PaperStep,
  facts: Facts,
): Pick<TaskEscalated, 'to' | 'signedBy' | 'withheld'> {
  const told = toldAt(task, step.level, facts);
  const papers = lookedAt(told, task, facts.offices);
  if (papers.length === 0) return { to: told };
  const record = recordOf(ladder, step);
  if (mayLeave(record?.standing ?? 'draft')) return { to: told, signedBy: record?.by ?? null };
  return { to: told.filter((addressee) => !papers.includes(addressee)), withheld: papers };
}

/** What the paper to the late department says. */
const paperFor = (task: Task, { now, calendar, policy }: Facts): Pick<TaskEscalated, 'colour' | 'answerBy'> => ({
  colour: colourOf(task, now),
  answerBy: addWorkingDays(calendar, dateOf(now), policy.replyWorkingDays),
});

/** It gives time, once for each step: whoever is late cannot silence the ladder by saying so again. */
function acknowledge(task: OpenTask, { until, text = '' }: Acknowledge, facts: Facts): Decision {
  const { ladder } = task;
  const number = fullNumberOf(task);
  if (!ladder || ladder.steps.length === 0) return refuse('NO_LADDER', { number });
  if (ladder.acknowledgement) return refuse('ALREADY_ACKNOWLEDGED', { number, until: ladder.acknowledgement.until });
  const today = dateOf(facts.now);
  if (until < today) return refuse('ACKNOWLEDGED_UNTIL_PAST', { date: until });
  const limit = escalationOf(facts.policy).acknowledgementMostWorkingDays;
  const latest = addWorkingDays(facts.calendar, today, limit);
  if (until > latest) return refuse('ACKNOWLEDGED_TOO_LONG', { date: until, limit, latest });
  return accept(eventOf('escalationAcknowledged', { until, text: text.trim() === '' ? null : text, steps: stepsFrom(until, ladder.steps, facts) }, facts));
}

const toldAt = (task: Task, level: number, { offices }: Facts): readonly Addressee[] => rungOf(lateHolderOf(task, offices), level, offices);

const isForAgendaAt = (task: Task, level: number, { offices }: Facts): boolean => level === topLevel && isAtTop(lateHolderOf(task, offices), offices);

export const reasonOf = ({ kind, date }: Deadline, { now, calendar }: Facts): string =>
  `${deadlineNames[kind]}（${date} 止）已超过 ${workingDaysBetween(calendar, date, dateOf(now))} 个工作日`;
