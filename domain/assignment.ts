import type { Category, ClauseReference, DateText, DepartmentCode, Horizon, Milestone, PersonId, Secrecy } from './values.ts';

/** What was ordered: the text of 交办, with its lead, its day and its sources. */
export interface Assignment {
  readonly category: Category;
  readonly title: string;
  readonly requirement: string;
  readonly expectedResult: string;
  readonly lead: DepartmentCode;
  readonly participants: readonly DepartmentCode[];
  /** 责任领导 as the plan names him; who may consent is computed from the portfolios. */
  readonly leader: PersonId | null;
  readonly responsible: PersonId | null;
  /** The plan's proposal; the horizon is decided when the measures are approved (R24). */
  readonly proposedHorizon: Horizon | null;
  readonly due: DateText | null;
  readonly milestones: readonly Milestone[];
  readonly line: string;
  /** 下沉层级: how far down its line the task goes, empty if it stays. */
  readonly depth: string;
  /** 重点: striking it off needs the consent of the leader in charge as well. */
  readonly isKey: boolean;
  readonly clauses: readonly ClauseReference[];
  /** 密级: the text of an `internal` task leaves by no webhook. Absent: public. */
  readonly secrecy?: Secrecy;
}

/** Its text leaves the house by no way out that others keep, only its number. */
export const isInternal = ({ assignment }: { readonly assignment: Assignment }): boolean => assignment.secrecy === 'internal';

/** 党组会等会议, 文件, 批示; `single` where nobody says which. */
export const singleOriginNames = { meeting: '会议', document: '文件', instruction: '批示', single: '单独立项' } as const;

export const originKinds = ['programme', ...Object.keys(singleOriginNames)] as readonly OriginKind[];
export type OriginKind = 'programme' | keyof typeof singleOriginNames;

/** Where the order to do this comes from. What a programme holds, the Party group has decided; a single task needs its leader's consent. */
export interface Origin {
  readonly kind: OriginKind;
  readonly text: string;
  /** Reference of the meeting that decided it (R1). */
  readonly meeting?: string;
}
