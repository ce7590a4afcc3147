import { isArranged } from './arrangements.ts';
import type { Facts } from './facts.ts';
import type { AgendaItemAccepted, AgendaItemDeclined } from './paper-events.ts';
import type { Task } from './task.ts';
import type { Instant, PersonId } from './values.ts';

/** What people have made of a task that is on the agenda because its arrangements were not ready for a gate hearing (R27). */
export type GateItem = AcceptedGateItem | DeclinedGateItem;

export interface AcceptedGateItem extends SaidOfGate {
  readonly standing: 'accepted';
  readonly meeting: string | null;
}

export interface DeclinedGateItem extends SaidOfGate {
  readonly standing: 'declined';
  readonly reason: string;
}

interface SaidOfGate {
  /** The event after which it hears: 全国两会. */
  readonly gate: string;
  readonly by: PersonId;
  readonly at: Instant;
}

/** From the cut-off on, until its measures are approved. */
export const gatesProposing = (task: Task, { gatesPassed = [] }: Pick<Facts, 'gatesPassed'>): readonly string[] =>
  isArranged(task.state) === false ? gatesPassed : [];

export const gateItemOf = ({ gateItems = [] }: Pick<Task, 'gateItems'>, gate: string): GateItem | undefined => gateItems.find((item) => item.gate === gate);

/** The later word counts; of what is ready, or has ended, nothing is said. */
export function withGateItems(task: Task, event: AgendaItemAccepted | AgendaItemDeclined): Task {
  const { gates = [], by, at } = event;
  if (gates.length === 0 || isArranged(task.state) !== false) return task;
  const others = (task.gateItems ?? []).filter(({ gate }) => !gates.includes(gate));
  const said = gates.map((gate): GateItem =>
    event.type === 'agendaItemAccepted'
      ? { gate, standing: 'accepted', by, at, meeting: event.meeting }
      : { gate, standing: 'declined', by, at, reason: event.reason },
  );
  return { ...task, gateItems: [...others, ...said] };
}
