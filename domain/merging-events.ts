import type { Fact } from './events.ts';
import type { ClauseReference, DateText, DepartmentCode } from './values.ts';

export type MergingEvent = TaskAbsorbed | TaskReleased;

/** 承接: with what the other task asks for, so that the survivor's journal can be read alone. */
export interface TaskAbsorbed extends Fact<'taskAbsorbed'> {
  /** `2019/改-13`. */
  readonly task: string;
  readonly title: string;
  readonly requirement: string;
  readonly expectedResult: string;
  readonly reason: string;
  /** 密级, where its text is not public: then the survivor's is not either. */
  readonly secrecy?: 'internal';
  /** Its own due day, clauses, lead and participants. */
  readonly theirs: { readonly due: DateText | null; readonly clauses: readonly ClauseReference[]; readonly departments: readonly DepartmentCode[] };
  /** Of the survivor from now on: the earlier of the two (t16). */
  readonly currentDue: DateText | null;
  /** As 交办 would say it. */
  readonly due: DateText | null;
}

/** 解除承接: the survivor as it stands from now on, and what a later decision has made its own. */
export interface TaskReleased extends Fact<'taskReleased'> {
  readonly task: string;
  readonly reason: string;
  readonly currentDue: DateText | null;
  readonly due: DateText | null;
  readonly clauses: readonly ClauseReference[];
  readonly participants: readonly DepartmentCode[];
  readonly left: readonly DepartmentCode[];
  readonly kept: KeptAfterRelease;
}

export interface KeptAfterRelease {
  /** The due day was set by another decision since. */
  readonly due: boolean;
  /** They were asked, or did something, while they took part. */
  readonly participants: readonly DepartmentCode[];
}
