import { earlier } from './dates.ts';
import { bare, none } from './empty-phrases.ts';
import type { Task } from './task.ts';
import { baselineDueOf, currentDueOf } from './task.ts';
import type { DateText } from './values.ts';

/**
 * 完成情况: how many of the tasks that were ordered are done, on their way, overdue. Each task is in exactly one class, so that the classes add up;
 * the numbers that such offices publish often do not.
 */

/** 已完成, 按期推进中, 已超期; 终止或并入, which are shown apart; 未交办, of which nothing is asked yet. */
export const standingNames = { done: '已完成', onSchedule: '按期推进', overdue: '已超期', endedOtherwise: '终止或并入', notIssued: '未交办' } as const;
export type Standing = keyof typeof standingNames;

/** At the end of a day. */
export function standingOf(task: Task, day: DateText): Standing {
  switch (task.state) {
    case 'struckOff':
      return 'done';
    case 'terminated':
    case 'merged':
      return 'endedOtherwise';
    case 'registered':
      return 'notIssued';
    case 'issued':
    case 'received':
    case 'inProgress':
    case 'closureReview':
    case 'verifying':
    case 'suspended':
      return isOverdue(task, task.currentDue, day) ? 'overdue' : 'onSchedule';
  }
}

/** The due day counts whole. What is under review was handed in on a day, and a slow reviewer makes nobody late; a suspended task's clock stands. */
function isOverdue(task: Task, due: DateText, day: DateText): boolean {
  if (task.state === 'suspended') return false;
  return ('application' in task ? task.application.countsOn : day) > due;
}

/** 存在困难或问题: as the lead has said in its last report; null where it has named none. */
export const problemsOf = ({ lastReport }: Task): string | null => (lastReport === null || bare(lastReport.problems) === none ? null : lastReport.problems);

/** So many of so many. */
export interface Share {
  readonly part: number;
  readonly of: number;
}

export interface Accomplishment {
  /** N = a + b + d. */
  readonly items: number;
  readonly done: number;
  readonly onSchedule: number;
  /** Of those on schedule. */
  readonly withProblems: number;
  readonly overdue: number;
  readonly endedOtherwise: number;
  readonly notIssued: number;
  /** 任务按期完成率, by the first due day (按原定时间考核) and by the present one. */
  readonly onTime: { readonly baseline: Share; readonly current: Share };
}

export interface Period {
  /** Null: from the beginning. */
  readonly from: DateText | null;
  /** As it was at the end of this day. */
  readonly day: DateText;
}

export function accomplishmentOf(tasks: readonly Task[], period: Period): Accomplishment {
  const { day } = period;
  const standings = tasks.map((task) => standingOf(task, day));
  const count = (standing: Standing): number => standings.filter((one) => one === standing).length;
  const [done, onSchedule, overdue] = [count('done'), count('onSchedule'), count('overdue')];
  return {
    items: done + onSchedule + overdue,
    done,
    onSchedule,
    withProblems: tasks.filter((task, index) => standings[index] === 'onSchedule' && problemsOf(task) !== null).length,
    overdue,
    endedOtherwise: count('endedOtherwise'),
    notIssued: count('notIssued'),
    onTime: { baseline: shareOnTime(tasks, period, baselineDueOf), current: shareOnTime(tasks, period, currentDueOf) },
  };
}

function shareOnTime(tasks: readonly Task[], period: Period, dueOf: (task: Task) => DateText | null): Share {
  const judged = tasks.map((task) => isOnTime(task, dueOf(task), period)).filter((verdict) => verdict !== null);
  return { part: judged.filter(Boolean).length, of: judged.length };
}

/**
 * Of what fell due in the period: closed by its day, the day itself included, or not. Null where there is nothing to judge: it was not ordered, ended
 * otherwise, is not due yet, its clock stands, or its application came in time and nobody has judged it.
 */
function isOnTime(task: Task, due: DateText | null, { from, day }: Period): boolean | null {
  if (due === null || due > day || due < (from ?? due)) return null;
  if (task.state === 'struckOff') return task.doneOn <= due;
  const standing = standingOf(task, day);
  if (standing === 'endedOtherwise' || standing === 'notIssued') return null;
  return isOverdue(task, due, day) ? false : null;
}

/** `66.7%`; 100% and 0% only where it is all, or nothing; where there is nothing to judge, `–`. */
export function shareText({ part, of }: Share): string {
  if (of === 0) return '–';
  const perMille = Math.round((part * 1000) / of);
  const shown = part === of || part === 0 ? perMille : Math.min(999, Math.max(1, perMille));
  return `${(shown / 10).toFixed(shown % 10 === 0 ? 0 : 1)}%`;
}

/** The sentence in which such papers say it, whose sums add up. */
export function accomplishmentSentence(ordered: string, { items, done, onSchedule, withProblems, overdue, endedOtherwise, onTime }: Accomplishment): string {
  const apart = endedOtherwise === 0 ? '' : `另有 ${endedOtherwise} 个已终止或并入，不计在内。`;
  return `${ordered}交办的 ${items} 个具体事项，已完成 ${done} 个，按期推进中 ${onSchedule} 个（其中存在困难或问题 ${withProblems} 个），已超期 ${overdue} 个，任务按期完成率 ${shareText(onTime.baseline)}。${apart}`;
}

const firstMonths = { Q1: '01', Q2: '04', Q3: '07', Q4: '10' } as const;
const lastDays = { Q1: '03-31', Q2: '06-30', Q3: '09-30', Q4: '12-31' } as const;
const chineseQuarters = { Q1: '一', Q2: '二', Q3: '三', Q4: '四' } as const;

/** `2019-Q1`. */
export interface Quarter {
  readonly name: string;
  /** 2019 年第一季度. */
  readonly text: string;
  readonly first: DateText;
  readonly last: DateText;
}

export function quarterCalled(name: string): Quarter | null {
  const [, year, quarter] = /^(\d{4})-(Q[1-4])$/.exec(name) ?? [];
  if (year === undefined || !isQuarter(quarter)) return null;
  return { name, text: `${year} 年第${chineseQuarters[quarter]}季度`, first: `${year}-${firstMonths[quarter]}-01`, last: `${year}-${lastDays[quarter]}` };
}

const isQuarter = (text: string | undefined): text is keyof typeof firstMonths => text !== undefined && Object.hasOwn(firstMonths, text);

/** The part of a quarter that has been. */
export const periodIn = ({ first, last }: Quarter, today: DateText): Period => ({ from: first, day: earlier(last, today) });
