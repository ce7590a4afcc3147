import { dateOf } from './dates.ts';
import type { DeadlinePassed } from './events.ts';
import type { EscalationAcknowledged, LadderEvent, TaskEscalated } from './ladder-events.ts';
import type { Ladder, LadderStep } from './ladder.ts';
import { isCauseOpen } from './ladder.ts';
import type { PaperOnRecord } from './papers.ts';
import { isStep } from './papers.ts';
import type { Task } from './task.ts';
import { isSupervised } from './task.ts';

export function evolveLadder(task: Task, event: LadderEvent): Task {
  switch (event.type) {
    case 'taskEscalated':
      return isSupervised(task) || task.ladder ? escalated(task, event) : task;
    case 'escalationAcknowledged':
      return task.ladder ? { ...task, ladder: acknowledged(task.ladder, event) } : task;
  }
}

/** The ladder that begins with a passed deadline, if one does. */
export const ladderBegun = ({ deadline, steps }: Pick<DeadlinePassed, 'deadline' | 'steps'>): Pick<Task, 'ladder'> =>
  steps ? { ladder: { cause: deadline, steps, told: [], acknowledgement: null, agendaSince: null } } : {};

/** What was due has been done, or its day is another: nothing is escalated any more. */
export function withoutSettledLadder<Kept extends Task>(task: Kept): Kept {
  const { ladder, ...rest } = task;
  if (!ladder || isCauseOpen(task, ladder)) return task;
  return { ...rest, escalationLevel: 0 } as Kept;
}

/** The level shown is the highest that was reached while anything is late: another cause begins at the bottom again. */
const escalated = (task: Task, event: TaskEscalated): Task => ({
  ...task,
  escalationLevel: Math.max(task.escalationLevel, event.level),
  ...(task.ladder && { ladder: climbed(task.ladder, event) }),
});

/** What people escalate by hand, the ladder need not say again. */
function climbed(ladder: Ladder, event: TaskEscalated): Ladder {
  const { level, to, repeat = 0, isForAgenda, at } = event;
  const isAhead = (step: LadderStep): boolean => (step.repeat ?? 0) > repeat || (step.repeat === undefined && step.level > level);
  const steps = ladder.steps.filter(isAhead);
  return {
    ...ladder,
    steps,
    ...(ladder.papers && { papers: papersLeft(ladder.papers, steps, event) }),
    told: [...ladder.told, { level, to }],
    acknowledgement: null,
    agendaSince: ladder.agendaSince ?? (isForAgenda ? dateOf(at) : null),
  };
}

/** What was said of papers whose step is still to come, and what a hold keeps back. */
const papersLeft = (papers: readonly PaperOnRecord[], steps: readonly LadderStep[], { withheld, ...told }: TaskEscalated): readonly PaperOnRecord[] =>
  papers.flatMap((paper) => {
    if (withheld && isStep(told)(paper)) return [{ ...paper, withheld: { to: withheld, since: dateOf(told.at) } }];
    return paper.withheld || steps.some(isStep(paper)) ? [paper] : [];
  });

const acknowledged = (ladder: Ladder, { by, at, until, text, steps }: EscalationAcknowledged): Ladder => ({
  ...ladder,
  steps,
  acknowledgement: { by, at, until, text },
  // What was signed did not know of the answer.
  ...(ladder.papers && { papers: ladder.papers.filter(({ standing }) => standing === 'held') }),
});
