import type { Decision } from './decision.ts';
import { accept, refuse } from './decision.ts';
import type { Facts } from './facts.ts';
import type { HandOver } from './hand-over-commands.ts';
import type { TaskHandedOver } from './hand-over-events.ts';
import type { Holders, UnitChange } from './holders.ts';
import { handedOn } from './holders.ts';
import { departmentOf, leaderInCharge } from './organisation.ts';
import { eventOf } from './record.ts';
import type { Refusal } from './refusals.ts';
import { refusal } from './refusals.ts';
import { isSameContent } from './same-content.ts';
import type { Assignment, OpenTask } from './task.ts';
import { fullNumberOf } from './task.ts';

/** 移交 (R32): departments are renamed, split and merged, people move; what has been decided is followed on, by whoever has the work now, with days and history as they are. */

export function handOver(task: OpenTask, command: HandOver, facts: Facts): Decision {
  const { reason, from = task.assignment.lead, to, fromPerson } = command;
  const before = heldBy(task.assignment);
  if (reason.trim() === '') return refuse('REASON_MISSING');
  const stranger = [from, fromPerson].find((holder) => holder !== undefined && !namesOf(before).includes(holder));
  if (stranger !== undefined) return refuse('NOT_A_HOLDER', { number: fullNumberOf(task), holder: stranger });
  if (to !== undefined && !departmentOf(facts.offices, to)) return refuse('DEPARTMENT_NOT_FOUND', { department: to });
  const unit = to === undefined || to === from ? null : { from, to };
  const after = successors(task, { command, unit, offices: facts.offices });
  if (isSameContent(before, after)) return refuse('NOTHING_TO_HAND_OVER', { number: fullNumberOf(task) });
  const fault = responsibleFault(before, after, facts);
  if (fault) return { refusal: fault };
  return accept(eventOf('taskHandedOver', { reason, unit, from: before, to: after, requests: requestsAfter(task, unit, after) }, facts));
}

const heldBy = ({ lead, participants, responsible, leader }: Assignment): Holders => ({ lead, participants, responsible, leader });

const namesOf = ({ lead, participants, responsible, leader }: Holders): readonly (string | null)[] => [lead, ...participants, responsible, leader];

interface Change {
  readonly command: HandOver;
  readonly unit: UnitChange | null;
  readonly offices: Facts['offices'];
}

function successors(task: OpenTask, { command, unit, offices }: Change): Holders {
  const { assignment } = task;
  const lead = handedOn(unit)(assignment.lead);
  // A unit that has led and one that took part become one: then it leads, and takes part no longer.
  const participants = [...new Set(assignment.participants.map(handedOn(unit)))].filter((code) => code !== lead);
  const isNewLead = lead !== assignment.lead;
  const { fromPerson = assignment.responsible } = command;
  const isNewResponsible = isNewLead || (!unit && fromPerson === assignment.responsible);
  const isNewLeader = isNewLead || (command.fromPerson !== undefined && command.fromPerson === assignment.leader);
  return {
    lead,
    participants,
    responsible: (isNewResponsible ? command.responsible : undefined) ?? assignment.responsible,
    leader: isNewLeader ? leaderInCharge({ ...task, assignment: { ...assignment, lead } }, offices) : assignment.leader,
  };
}

/** Somebody of the lead, known to the directory at this moment; a draft may not have one yet. */
function responsibleFault(before: Holders, { lead, responsible }: Holders, { persons = [] }: Facts): Refusal | null {
  if (responsible === null || (lead === before.lead && responsible === before.responsible)) return null;
  const person = persons.find((known) => known.person === responsible);
  if (person?.department === lead) return null;
  if (responsible === before.responsible) return refusal('RESPONSIBLE_MISSING');
  return person ? refusal('RESPONSIBLE_ELSEWHERE', { person: responsible, department: lead }) : refusal('PERSON_NOT_FOUND', { person: responsible });
}

function requestsAfter(task: OpenTask, unit: UnitChange | null, { lead }: Holders): TaskHandedOver['requests'] {
  const open = 'requests' in task ? task.requests : [];
  return open.map(({ id, participant }) => ({ id, participant: handedOn(unit)(participant) })).filter(({ participant }) => participant !== lead);
}
