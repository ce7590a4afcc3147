import type { Decision } from './decision.ts';
import { accept, refuse } from './decision.ts';
import { reasonOf } from './escalation.ts';
import type { Facts } from './facts.ts';
import { gateItemOf, gatesProposing } from './gate-items.ts';
import type { Ladder } from './ladder.ts';
import type { AcceptAgendaItem, DeclineAgendaItem, HoldPaper, PaperCommand, ReleasePaper, SignPaper } from './paper-commands.ts';
import type { PaperReleased } from './paper-events.ts';
import type { Paper, PaperStep } from './papers.ts';
import { draftedOn, isStep, paperName, papersAhead, papersOf, stepOf } from './papers.ts';
import { eventOf } from './record.ts';
import type { OpenTask, Task } from './task.ts';
import { fullNumberOf, isEnded } from './task.ts';

/** 签发、缓发: what is said of a paper before it leaves. 建议议题: what becomes of what the ladder, or a gate hearing, proposes for the agenda. */

/** Null where the state of the task has no room for it. */
export function decideOnPapers(task: Task, command: PaperCommand, facts: Facts): Decision | null {
  if (isEnded(task)) return null;
  if (command.type === 'acceptAgendaItem') return acceptItem(task, command, facts);
  if (command.type === 'declineAgendaItem') return declineItem(task, command, facts);
  return task.state === 'suspended' || !task.ladder ? noPaper(task, command) : decideOnPaper({ task, ladder: task.ladder }, command, facts);
}

type OnePaperCommand = SignPaper | HoldPaper | ReleasePaper;

interface Climbing {
  readonly task: OpenTask;
  readonly ladder: Ladder;
}

function decideOnPaper({ task, ladder }: Climbing, command: OnePaperCommand, facts: Facts): Decision {
  const paper = papersOf(task, facts).find(isStep(command));
  if (!paper) return notDrafted({ task, ladder }, command, facts);
  const name = paperName(task, command);
  const reasonOfHold = paper.record?.reason;
  switch (command.type) {
    case 'signPaper':
      if (paper.standing === 'signed') return refuse('PAPER_ALREADY_SIGNED', { paper: name });
      return reasonOfHold === undefined ? accept(eventOf('paperSigned', stepOf(command), facts)) : refuse('PAPER_HELD', { paper: name, reason: reasonOfHold });
    case 'holdPaper':
      if (command.reason.trim() === '') return refuse('REASON_MISSING');
      if (reasonOfHold !== undefined) return refuse('PAPER_HELD', { paper: name, reason: reasonOfHold });
      return accept(eventOf('paperHeld', { ...stepOf(command), reason: command.reason }, facts));
    case 'releasePaper':
      if (reasonOfHold === undefined) return refuse('PAPER_NOT_HELD', { paper: name });
      return accept(eventOf('paperReleased', { ...stepOf(command), ...leaving(paper, ladder, facts) }, facts));
  }
}

/** What has missed its day leaves at once, and says how matters stand today. */
const leaving = ({ record }: Paper, { cause }: Ladder, facts: Facts): Pick<PaperReleased, 'leaves'> =>
  record?.withheld ? { leaves: { to: record.withheld.to, reason: reasonOf(cause, facts) } } : {};

function notDrafted({ task, ladder }: Climbing, step: PaperStep, facts: Facts): Decision {
  const ahead = papersAhead(task, ladder, facts.offices).find(isStep(step));
  if (!ahead) return noPaper(task, step);
  return refuse('PAPER_NOT_DRAFTED', { paper: paperName(task, step), date: draftedOn(ahead, facts), leavesOn: ahead.leavesOn });
}

const noPaper = (task: Task, step: PaperStep): Decision => refuse('PAPER_NOT_FOUND', { paper: paperName(task, step) });

/** Another meeting than before may be named. */
function acceptItem(task: OpenTask, command: AcceptAgendaItem, facts: Facts): Decision {
  const meeting = command.meeting ?? null;
  const gates = gatesProposing(task, facts);
  const accepted = [...ladderItem(task), ...gates.map((gate) => gateItemOf(task, gate))];
  if (accepted.length === 0) return refuse('AGENDA_ITEM_NOT_FOUND', { number: fullNumberOf(task) });
  if (accepted.every((item) => item && 'meeting' in item && item.meeting === meeting)) return refuse('AGENDA_ITEM_ACCEPTED', { number: fullNumberOf(task) });
  return accept(eventOf('agendaItemAccepted', { meeting, ...named(gates) }, facts));
}

/** Off the list of a gate hearing for good; only whoever changes his mind accepts it after all. */
function declineItem(task: OpenTask, { reason }: DeclineAgendaItem, facts: Facts): Decision {
  const gates = gatesProposing(task, facts).filter((gate) => gateItemOf(task, gate)?.standing !== 'declined');
  if (gates.length + ladderItem(task).length === 0) return refuse('AGENDA_ITEM_NOT_FOUND', { number: fullNumberOf(task) });
  return reason.trim() === '' ? refuse('REASON_MISSING') : accept(eventOf('agendaItemDeclined', { reason, ...named(gates) }, facts));
}

/** What the ladder proposes: accepted, or null until then; empty where it proposes nothing. */
const ladderItem = ({ ladder }: OpenTask): readonly (NonNullable<Ladder['agendaAccepted']> | null)[] =>
  ladder?.agendaSince ? [ladder.agendaAccepted ?? null] : [];

const named = (gates: readonly string[]): { readonly gates?: readonly string[] } => (gates.length > 0 ? { gates } : {});
