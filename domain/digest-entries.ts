import type { Addressee } from './addressees.ts';
import { isInternal } from './assignment.ts';
import { deadlinesOf } from './deadlines.ts';
import { dutiesOf } from './duties.ts';
import { movesFor } from './moves.ts';
import type { Offices } from './organisation.ts';
import { officeOf } from './organisation.ts';
import type { Reminder, ReminderKind, ReminderRules, SaidRung } from './reminders.ts';
import { isReminded, isSaid } from './reminders.ts';
import type { Task } from './task.ts';
import { fullNumberOf } from './task.ts';
import type { DateText, OfficeCode } from './values.ts';
import { isWorkingDay, workingDaysBetween } from './working-calendar.ts';

/** What the digest of a day says of one day of one task. */
export interface DigestEntry {
  readonly number: string;
  readonly title: string;
  /** 内部: only its number leaves by webhook. */
  readonly isInternal: boolean;
  readonly supervisingOffice: OfficeCode;
  readonly kind: ReminderKind;
  readonly date: DateText;
  readonly cycle: string | null;
  /** The rung of the ladder; null where the day has gone by. */
  readonly rung: number | null;
  /** The morning on which it was to be said; an earlier one where that run was missed (补发). */
  readonly on: DateText;
  /** Until the day, or since. */
  readonly workingDays: number;
}

export interface AddressedEntry {
  readonly to: Addressee;
  readonly entry: DigestEntry;
}

export interface DigestFacts extends ReminderRules {
  readonly day: DateText;
  readonly offices: Offices;
  /** Those of the mornings since the last run, this one included. */
  readonly reminders: readonly Reminder[];
  readonly said: readonly SaidRung[];
}

/** Whom the morning of a day tells what of a task: of a day that is near, by its latest rung; of what is overdue, every working day until it is done. */
export const digestEntriesOf = (task: Task, facts: DigestFacts): readonly AddressedEntry[] => [
  ...nearEntriesOf(task, facts),
  ...addressed(overdueOf(task, facts), task, facts),
];

/** Of these reminders alone: of the cut-off of a cycle, for which the task owes its report. */
export const nearEntriesOf = (task: Task, facts: DigestFacts): readonly AddressedEntry[] => addressed(nearOf(task, facts), task, facts);

const addressed = (entries: readonly DigestEntry[], task: Task, { day, offices }: DigestFacts): readonly AddressedEntry[] =>
  entries.flatMap((entry) => remindedOf(entry, { task, offices, day }).map((to) => ({ to, entry })));

function nearOf(task: Task, { day, reminders, said, calendar }: DigestFacts): readonly DigestEntry[] {
  const ahead = reminders.filter((reminder) => reminder.date >= day && !isSaid(reminder, said, task));
  const latest = ahead.filter((one) => !ahead.some((other) => isOfSameDay(one, other) && other.rung < one.rung));
  return latest.map(({ kind, date, cycle, rung, on }) => ({
    ...nameOf(task),
    kind,
    date,
    cycle,
    rung,
    on,
    workingDays: workingDaysBetween(calendar, day, date),
  }));
}

const isOfSameDay = (a: Reminder, b: Reminder): boolean => a.kind === b.kind && a.date === b.date && a.cycle === b.cycle;

/** Not on a day on which the lead's office rests. */
function overdueOf(task: Task, { day, calendar }: DigestFacts): readonly DigestEntry[] {
  if (!isWorkingDay(calendar, day)) return [];
  return deadlinesOf(task)
    .filter(isReminded)
    .filter(({ date }) => date < day)
    .map(({ kind, date }) => ({ ...nameOf(task), kind, date, cycle: null, rung: null, on: day, workingDays: workingDaysBetween(calendar, date, day) }));
}

const nameOf = (task: Task) => ({
  number: fullNumberOf(task),
  title: task.assignment.title,
  isInternal: isInternal(task),
  supervisingOffice: task.supervisingOffice,
});

interface Matter {
  readonly task: Task;
  readonly offices: Offices;
  readonly day: DateText;
}

/** The lead's contact of the days of the work; of everything else, whoever's move it is. */
export function remindedOf({ kind, date }: Pick<Reminder, 'kind' | 'date'>, { task, offices, day }: Matter): readonly Addressee[] {
  const { lead } = task.assignment;
  if (kind === 'due' || kind === 'milestone' || kind === 'report' || kind === 'yearlyReview')
    return [{ office: officeOf(offices, lead)?.code ?? '', department: lead, role: 'lead_contact' }];
  const holders = movesFor({ kind, date }, dutiesOf(task, offices, day)).map(({ holder }) => holder);
  return [...new Map(holders.map((holder) => [JSON.stringify(holder), holder])).values()];
}
