import type { ClauseReference } from './values.ts';

/** What people ask of a programme as a whole; what they ask of one of its tasks is in commands.ts. */
export type ProgrammeCommand = CompleteProgramme | WaiveClause | WithdrawWaiver;

/** 宣布分解完毕: every clause has come to a task. */
export interface CompleteProgramme {
  readonly type: 'completeProgramme';
}

/** 豁免: this clause needs no task, because … */
export interface WaiveClause extends ClauseReference {
  readonly type: 'waiveClause';
  readonly reason: string;
}

export interface WithdrawWaiver extends ClauseReference {
  readonly type: 'withdrawWaiver';
  readonly reason: string;
}

export type ProgrammeCommandType = ProgrammeCommand['type'];
