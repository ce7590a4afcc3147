import type { Reproject } from './calendar-commands.ts';
import type { TaskReprojected } from './calendar-events.ts';
import { datesUnder } from './dates-under.ts';
import type { Decision } from './decision.ts';
import { accept, refuse } from './decision.ts';
import type { Facts } from './facts.ts';
import { eventOf } from './record.ts';
import type { OpenTask, Task } from './task.ts';
import { fullNumberOf, isEnded } from './task.ts';

/** A task keeps the working calendar by which its dates were counted. It comes to another only by an event that says what that does to them. */

/** 重新推算: to the calendar that is in force for the lead's office, with a reason; nothing moves silently. */
export function reproject(task: OpenTask, { to, reason }: Reproject, facts: Facts): Decision {
  const { calendar, calendarInForce = calendar } = facts;
  if (reason.trim() === '') return refuse('REASON_MISSING');
  if (to !== calendarInForce.version) return refuse('CALENDAR_NOT_IN_FORCE', { version: to, present: calendarInForce.version });
  if (to === task.calendarVersion) return refuse('CALENDAR_APPLIES_ALREADY', { number: fullNumberOf(task), version: to });
  return accept(eventOf('taskReprojected', { from: task.calendarVersion, to, reason, dates: datesUnder(task, calendarInForce, facts) }, facts));
}

export interface Present<Kept extends Task> {
  readonly task: Kept;
  readonly facts: Facts;
  readonly taken: readonly TaskReprojected[];
}

/**
 * What is decided from now on is counted by the calendar in force, if none of the dates that stand would be another by it: the task takes it over
 * with the next thing that happens to it. Otherwise it keeps its own until somebody has it reprojected.
 */
export function underCalendarInForce<Kept extends Task>(task: Kept, facts: Facts): Present<Kept> {
  const { calendarInForce, now } = facts;
  if (!calendarInForce || isEnded(task) || datesUnder(task, calendarInForce, facts).length > 0) return { task, facts, taken: [] };
  const { version: to } = calendarInForce;
  const taken = eventOf('taskReprojected', { from: task.calendarVersion, to, reason: null, dates: [] }, { now, actor: 'system' });
  return { task: { ...task, calendarVersion: to }, facts: { ...facts, calendar: calendarInForce }, taken: [taken] };
}
