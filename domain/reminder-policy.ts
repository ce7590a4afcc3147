import type { ShapeFault } from './command-shapes.ts';
import type { Horizon } from './values.ts';
import { horizons } from './values.ts';

/** The ladders of reminders 提醒, as a policy version has them: working days before the day, the earliest first; 0 is the day itself. */
export interface ReminderPolicy {
  readonly dueWorkingDays: Readonly<Record<Horizon, readonly number[]>>;
  readonly milestoneWorkingDays: readonly number[];
  /** Of every other deadline: a signature, measures, an answer, a decision. */
  readonly clockWorkingDays: readonly number[];
}

/** For policy versions that say nothing of it. */
const firstReminders: ReminderPolicy = {
  dueWorkingDays: { firstHalf: [30, 10, 3, 0], yearEnd: [60, 30, 10, 3, 0], longTerm: [20, 5, 0] },
  milestoneWorkingDays: [20, 5, 0],
  clockWorkingDays: [1],
};

export const remindersIn = ({ reminders = firstReminders }: { readonly reminders?: ReminderPolicy }): ReminderPolicy => reminders;

/** Everything that is wrong with the ladders of a policy that somebody proposes. */
export function reminderFaults({ dueWorkingDays, milestoneWorkingDays, clockWorkingDays }: ReminderPolicy): readonly ShapeFault[] {
  const ladders = [
    ...horizons.map((horizon) => [`dueWorkingDays.${horizon}`, dueWorkingDays[horizon]] as const),
    ['milestoneWorkingDays', milestoneWorkingDays] as const,
    ['clockWorkingDays', clockWorkingDays] as const,
  ];
  return ladders.filter(([, ladder]) => !isFalling(ladder)).map(([field, value]) => ({ field: `reminders.${field}`, value, expected }));
}

const mostRungs = 10;
/** About a year. */
const furthest = 250;
const expected = `至多 ${mostRungs} 个由大到小的整数，0 至 ${furthest}（工作日）`;

const isFalling = (ladder: readonly number[]): boolean =>
  ladder.length <= mostRungs &&
  ladder.every((rung, index) => Number.isInteger(rung) && rung >= 0 && rung <= furthest && rung < (ladder[index - 1] ?? furthest + 1));
