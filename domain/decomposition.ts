import type { ClauseCoverage, Coverage } from './coverage.ts';
import { bare } from './empty-phrases.ts';
import type { ProgrammeCommand, ProgrammeCommandType, WaiveClause, WithdrawWaiver } from './programme-commands.ts';
import type { ProgrammeEvent } from './programme-events.ts';
import type { Refusal } from './refusals.ts';
import { refusal } from './refusals.ts';
import type { Actor, ClauseReference, Instant, OfficeCode } from './values.ts';

/** What may be said of a programme's decomposition, and by whom (R9). */

/** What the ledger says at the moment of deciding. */
export interface ProgrammeFacts {
  readonly now: Instant;
  readonly actor: Actor;
  /** 代行: the absent for whom the actor stands in today. */
  readonly standsInFor?: readonly Actor[];
  /** The issuing office. */
  readonly office: OfficeCode;
  readonly coverage: Coverage;
}

export type ProgrammeDecision = { readonly events: readonly ProgrammeEvent[] } | { readonly refusal: Refusal };

export const programmeActNames: Readonly<Record<ProgrammeCommandType, string>> = {
  completeProgramme: '宣布分解完毕',
  waiveClause: '豁免条款',
  withdrawWaiver: '撤回豁免',
};

/** Only the supervision unit of the office that issued the programme, or a deputy in the place of one who is absent. */
export function decideOnProgramme(command: ProgrammeCommand, { now, actor, standsInFor = [], office, coverage }: ProgrammeFacts): ProgrammeDecision {
  const entitled = [actor, ...standsInFor].find((person) => person.office === office && person.roles.includes('supervisor'));
  if (!entitled) return refuse('NOT_ENTITLED', { person: actor.person, act: programmeActNames[command.type], who: '方案印发单位督查部门' });
  const stamp = { at: now, by: actor.person, ...(entitled !== actor && { onBehalfOf: entitled.person }) };
  switch (command.type) {
    case 'completeProgramme':
      return complete(coverage, stamp);
    case 'waiveClause':
      return waive(command, coverage, stamp);
    case 'withdrawWaiver':
      return withdrawWaiver(command, coverage, stamp);
  }
}

type Stamp = Pick<ProgrammeEvent, 'at' | 'by' | 'onBehalfOf'>;

function complete(coverage: Coverage, stamp: Stamp): ProgrammeDecision {
  const { programme, clauses, uncovered, declared } = coverage;
  if (clauses.length === 0) return refuse('PROGRAMME_WITHOUT_CLAUSES', { programme });
  if (uncovered.length > 0) return refuse('CLAUSES_UNCOVERED', { programme, count: uncovered.length, clauses: uncovered.map(spoken) });
  if (declared?.stands) return refuse('ALREADY_COMPLETE', { programme });
  return accept({ type: 'programmeCompleted', ...stamp, clauses: clauses.map(({ source, clause }) => ({ source, clause })) });
}

function waive({ source, clause, reason }: WaiveClause, coverage: Coverage, stamp: Stamp): ProgrammeDecision {
  const found = clauseIn(coverage, { source, clause });
  if (!found) return notFound(coverage, { source, clause });
  if (bare(reason) === '') return refuse('REASON_MISSING');
  if (found.waived) return refuse('ALREADY_WAIVED', { clause: spoken(found) });
  if (found.fate === 'covered') return refuse('CLAUSE_COVERED', { clause: spoken(found), tasks: [...found.tasks, ...found.elsewhere] });
  return accept({ type: 'clauseWaived', ...stamp, source, clause, reason });
}

/** Also of a clause that has come to a task since: the waiver is then without effect, and need not stand. */
function withdrawWaiver({ source, clause, reason }: WithdrawWaiver, coverage: Coverage, stamp: Stamp): ProgrammeDecision {
  const found = clauseIn(coverage, { source, clause });
  if (!found) return notFound(coverage, { source, clause });
  if (bare(reason) === '') return refuse('REASON_MISSING');
  if (!found.waived) return refuse('NOT_WAIVED', { clause: spoken(found) });
  return accept({ type: 'waiverWithdrawn', ...stamp, source, clause, reason });
}

const clauseIn = ({ clauses }: Coverage, { source, clause }: ClauseReference): ClauseCoverage | undefined =>
  clauses.find((other) => other.source === source && other.clause === clause);

const notFound = ({ programme }: Coverage, { source, clause }: ClauseReference): ProgrammeDecision =>
  refuse('PROGRAMME_CLAUSE_NOT_FOUND', { programme, clause: spoken({ source, clause }) });

/** `全国检察长会议 第3条`. */
export const spoken = ({ source, clause }: ClauseReference): string => `${source} ${clause}`;

const accept = (event: ProgrammeEvent): ProgrammeDecision => ({ events: [event] });
const refuse = (...[code, details]: Parameters<typeof refusal>): ProgrammeDecision => ({ refusal: refusal(code, details) });
