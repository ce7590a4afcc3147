import { withGateItems } from './gate-items.ts';
import type { Ladder, ToldRung } from './ladder.ts';
import type { PaperEvent, PaperReleased } from './paper-events.ts';
import type { PaperOnRecord, PaperStep } from './papers.ts';
import { isStep, stepOf } from './papers.ts';
import type { Task } from './task.ts';

/** Papers belong to the ladder, and go with it; what was said of an item after a gate hearing stays. */
export function evolvePapers(task: Task, event: PaperEvent): Task {
  const climbed = task.ladder ? { ...task, ladder: evolved(task.ladder, event) } : task;
  return event.type === 'agendaItemAccepted' || event.type === 'agendaItemDeclined' ? withGateItems(climbed, event) : climbed;
}

function evolved(ladder: Ladder, event: PaperEvent): Ladder {
  const { by, at } = event;
  switch (event.type) {
    case 'paperSigned':
      return withRecord(ladder, { ...stepOf(event), standing: 'signed', by, at });
    case 'paperHeld':
      return withRecord(ladder, { ...stepOf(event), standing: 'held', by, at, reason: event.reason });
    case 'paperReleased':
      return released(ladder, event);
    case 'agendaItemAccepted':
      return ladder.agendaSince === null ? ladder : { ...ladder, agendaAccepted: { by, at, meeting: event.meeting } };
    case 'agendaItemDeclined':
      return { ...ladder, agendaSince: null, agendaAccepted: null };
  }
}

/** One that is withheld already stays as it is. */
function withRecord(ladder: Ladder, record: PaperOnRecord): Ladder {
  const { papers = [] } = ladder;
  const isWithheld = papers.some((known) => isStep(record)(known) && known.withheld);
  return isWithheld ? ladder : { ...ladder, papers: [...without(papers, record), record] };
}

function released(ladder: Ladder, event: PaperReleased): Ladder {
  const { papers = [], told } = ladder;
  return { ...ladder, papers: without(papers, event), told: event.leaves ? withReached(told, event.level, event.leaves.to) : told };
}

const without = (papers: readonly PaperOnRecord[], step: PaperStep): readonly PaperOnRecord[] => papers.filter((paper) => !isStep(step)(paper));

/** Those belong to the rung that was told without them. */
function withReached(told: readonly ToldRung[], level: number, to: ToldRung['to']): readonly ToldRung[] {
  const latest = told.findLastIndex((rung) => rung.level === level);
  return told.map((rung, index) => (index === latest ? { ...rung, to: [...rung.to, ...to] } : rung));
}
