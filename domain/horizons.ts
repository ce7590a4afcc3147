import { yearOf } from './dates.ts';
import type { DateText, Horizon, Milestone } from './values.ts';

/** 时限类型 against the calendar (R24): 上半年 ends on 06-30, 年底前 on 12-31, 长线 has a milestone in each year on its way. */

export interface Planned {
  /** The day of 交办; for a row of a programme, the day on which the programme was decided. */
  readonly issuedOn: DateText;
  readonly due: DateText;
}

/** The last day that a horizon leaves; 长线 has none of its own. */
export function lastDayOf(horizon: Horizon, issuedOn: DateText): DateText | null {
  const year = planYearOf(issuedOn);
  switch (horizon) {
    case 'firstHalf':
      return `${issuedOn > `${year}-06-30` ? year + 1 : year}-06-30`;
    case 'yearEnd':
      return `${year}-12-31`;
    case 'longTerm':
      return null;
  }
}

/** 上半年 or 年底前 with a due day after its last day; 长线 with one that does not leave the year. */
export function contradictsDue(horizon: Horizon, { issuedOn, due }: Planned): boolean {
  const lastDay = lastDayOf(horizon, issuedOn);
  return lastDay === null ? yearOf(due) <= planYearOf(issuedOn) : due > lastDay;
}

/** The calendar years up to that of the due day in which a 长线 task has promised nothing. What is promised after the due day does not count. */
export function yearsWithoutMilestone(milestones: readonly Milestone[], { issuedOn, due }: Planned): readonly number[] {
  const promised = new Set(milestones.filter(({ date }) => date <= due).map(({ date }) => yearOf(date)));
  const first = planYearOf(issuedOn);
  const years = Array.from({ length: Math.max(0, yearOf(due) - first + 1) }, (_, index) => first + index);
  return years.filter((year) => !promised.has(year));
}

/** What is decided in December is decided for the coming year: its 年底 is not that of the days that are left. */
const planYearOf = (issuedOn: DateText): number => yearOf(issuedOn) + (issuedOn.slice(5, 7) === '12' ? 1 : 0);
