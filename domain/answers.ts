import type { DateText, DepartmentCode, Instant, PersonId } from './values.ts';

/** What a lead owes those who urge it, and participants owe the lead. */

/** 催办 that has not been answered yet. */
export interface OpenUrge {
  readonly by: PersonId;
  readonly at: Instant;
  readonly reason: string;
  readonly replyBy: DateText;
}

/** The lead has asked a participant, who has not answered yet (R21). */
export interface ContributionRequest {
  readonly id: string;
  readonly participant: DepartmentCode;
  readonly by: PersonId;
  readonly at: Instant;
  readonly text: string;
  readonly due: DateText;
}

/** The record of one participant: how often it was asked, answered, and came unasked (R22). */
export interface Participation {
  readonly participant: DepartmentCode;
  readonly asked: number;
  readonly answered: number;
  readonly unasked: number;
  readonly last: { readonly by: PersonId; readonly at: Instant; readonly text: string; readonly request: string | null } | null;
}
