import type { DepartmentCode, PersonId } from './values.ts';

/** 移交: after a reorganisation or a change of persons the task goes on with whoever has the work now. */
export interface HandOver {
  readonly type: 'handOver';
  readonly reason: string;
  /** The unit that hands over, whether it leads or takes part; the lead if it is left out. */
  readonly from?: DepartmentCode;
  /** The unit that takes over; left out where only persons change. */
  readonly to?: DepartmentCode;
  /** Who hands over, whether as 责任人 or as 责任领导; the responsible person if it is left out. */
  readonly fromPerson?: PersonId;
  /** 责任人 from now on, where the lead or the responsible person changes. The leader follows from the portfolios. */
  readonly responsible?: PersonId;
}
