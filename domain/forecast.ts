import type { Addressee } from './addressees.ts';
import { compareTexts, dateOf, instantOn, later } from './dates.ts';
import type { Deadline, NextDeadline } from './deadlines.ts';
import { clockCommand, deadlineNames, nextDeadline } from './deadlines.ts';
import { decide } from './decide.ts';
import { remindedOf } from './digest-entries.ts';
import { effects } from './effects.ts';
import type { TaskEvent } from './events.ts';
import { evolved } from './evolve.ts';
import { hasRunningDue } from './extension.ts';
import type { Facts } from './facts.ts';
import { firstYellowDay } from './lights.ts';
import type { ReminderKind, SaidRung } from './reminders.ts';
import { isSaid, morning, reminderNames, remindersFor } from './reminders.ts';
import type { Task } from './task.ts';
import type { DateText, Instant } from './values.ts';

/** Something that time will do to a task. */
export interface Foreseen {
  /** What it is, whatever its day: `due`, `escalation due 1.0`. */
  readonly what: string;
  readonly name: string;
  /** As people say it: the day by whose end, or on which. */
  readonly date: DateText;
  readonly at: Instant;
  readonly told: readonly Addressee[];
}

/** Null where it would not come about. */
export interface ForeseenMove extends Pick<Foreseen, 'what' | 'name'> {
  readonly from: DateText | null;
  readonly to: DateText | null;
}

/** What was said in digests is beside the journal, and decides what will be said again. */
export interface ForecastFacts extends Facts {
  readonly said?: readonly SaidRung[];
}

/** 推演: what time alone will do to a task, moment by moment, if nobody acts any more. Every rule is asked as the clock would ask it. */
export const forecast = (task: Task, facts: Facts): readonly Foreseen[] => inOrder(livedOn(task, facts).foreseen);

/** With the mornings on which people will be reminded. */
export function forecastWithReminders(task: Task, facts: ForecastFacts): readonly Foreseen[] {
  const { foreseen, future } = livedOn(task, facts);
  return inOrder([...foreseen, ...remindersAhead(future, facts)]);
}

const inOrder = (foreseen: readonly Foreseen[]): readonly Foreseen[] => foreseen.toSorted((a, b) => compareTexts(a.at, b.at));

/** The task as it stands when nothing is left to happen, and what has happened until then. */
function livedOn(task: Task, facts: Facts): { readonly foreseen: readonly Foreseen[]; readonly future: Task } {
  const foreseen = [...yellow(task, facts)];
  let future = task;
  for (let next = nextDeadline(future); next; next = nextDeadline(future)) {
    const now = later(next.at, facts.now);
    for (const event of eventsAt(next, future, { ...facts, now, actor: 'clock' })) {
      const named = nameOf(event, future);
      future = evolved(future, [event]);
      foreseen.push({ date: dateOf(now), ...named, at: now, told: effects(event, future, facts.offices).map(({ to }) => to) });
    }
  }
  return { foreseen, future };
}

/** What moves, appears or falls away from one forecast to the other. */
export function movesBetween(before: readonly Foreseen[], after: readonly Foreseen[]): readonly ForeseenMove[] {
  const dateIn = (list: readonly Foreseen[], what: string): DateText | null => list.find((one) => one.what === what)?.date ?? null;
  const all = new Map([...before, ...after].map(({ what, name }) => [what, name]));
  return [...all].map(([what, name]) => ({ what, name, from: dateIn(before, what), to: dateIn(after, what) })).filter(({ from, to }) => from !== to);
}

/** The clock is never refused what has come, and never finds nothing to record: so every moment is followed by a later one, or none. */
const eventsAt = (next: NextDeadline, task: Task, facts: Facts): readonly TaskEvent[] =>
  (decide(task, clockCommand(next), facts) as { readonly events: readonly TaskEvent[] }).events;

function yellow(task: Task, facts: Facts): readonly Foreseen[] {
  if (!hasRunningDue(task)) return [];
  const date = firstYellowDay(task.currentDue, facts);
  return [{ what: 'yellow', name: '时限黄灯', date, at: instantOn(date, 0), told: [] }];
}

/** What is overdue is said every morning, and foreseen by none. */
function remindersAhead(task: Task, { said = [], now, offices, ...rules }: ForecastFacts): readonly Foreseen[] {
  return remindersFor(task, rules)
    .map((reminder) => ({ reminder, at: instantOn(reminder.on, morning.hour, morning.minute) }))
    .filter(({ reminder, at }) => at > now && !isSaid(reminder, said, task))
    .map(({ reminder: { kind, date, rung, on }, at }) => ({
      what: `reminder ${whatOf({ kind, date })} ${rung}`,
      name: `提醒${reminderNames[kind]}${rung > 0 ? `（提前 ${rung} 个工作日）` : ''}`,
      date: on,
      at,
      told: remindedOf({ kind, date }, { task, offices, day: on }),
    }));
}

/** Of what the clock can cause: a day that passes, a step of the ladder that stood before, a suspended task that goes on. */
function nameOf(event: TaskEvent, { ladder }: Task): Pick<Foreseen, 'what' | 'name'> & { readonly date?: DateText } {
  const cause = ladder ? whatOf(ladder.cause) : '';
  if (event.type === 'deadlinePassed') {
    const { kind, date } = event.deadline;
    return { what: whatOf(event.deadline), name: `${deadlineNames[kind]}届满`, date };
  }
  if (event.type !== 'taskEscalated') return { what: 'resumption', name: deadlineNames.resumption };
  const { level, repeat = 0 } = event;
  const again = repeat > 0 ? `（第 ${repeat + 1} 次）` : '';
  return { what: `escalation ${cause} ${level}.${repeat}`, name: `升级第 ${level} 级${again}` };
}

/** A task has one due day; of everything else the day says which. */
const whatOf = ({ kind, date }: { readonly kind: Deadline['kind'] | ReminderKind; readonly date: DateText }): string =>
  kind === 'due' ? kind : `${kind} ${date}`;
