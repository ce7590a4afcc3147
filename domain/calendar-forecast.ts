import type { MovedDate } from './calendar-events.ts';
import { datesUnder } from './dates-under.ts';
import { evolved } from './evolve.ts';
import type { ForecastFacts, Foreseen, ForeseenMove } from './forecast.ts';
import { forecastWithReminders, movesBetween } from './forecast.ts';
import { eventOf } from './record.ts';
import type { Task } from './task.ts';
import type { WorkingCalendar } from './working-calendar.ts';

export interface CalendarForecast {
  /** What a reprojection would move. */
  readonly dates: readonly MovedDate[];
  /** What time alone would do to the task on other days than before, with what it would tell then. */
  readonly moves: readonly ForeseenMove[];
}

/** 推演: the task by another calendar, reprojected to it or taking it over by itself. Nothing is recorded. */
export function foreseeCalendar(task: Task, to: WorkingCalendar, facts: ForecastFacts): CalendarForecast {
  const dates = datesUnder(task, to, facts);
  const after = evolved(task, [eventOf('taskReprojected', { from: task.calendarVersion, to: to.version, reason: null, dates }, facts)]);
  const foreseen = forecastWithReminders(after, { ...facts, calendar: to }).map((one) => asBefore(one, dates));
  return { dates, moves: movesBetween(forecastWithReminders(task, facts), foreseen) };
}

/** A deadline that has moved is the same deadline, and a ladder that would follow it the same ladder. */
function asBefore(foreseen: Foreseen, dates: readonly MovedDate[]): Foreseen {
  const moved = dates.find(({ kind, to }) => foreseen.what.includes(`${kind} ${to}`));
  return moved ? { ...foreseen, what: foreseen.what.replace(moved.to, moved.from) } : foreseen;
}
