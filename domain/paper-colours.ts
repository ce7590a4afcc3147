import { dateOf } from './dates.ts';
import { deadlinesOf } from './deadlines.ts';
import type { Task } from './task.ts';
import type { Instant } from './values.ts';

/** 三色: how pressing the paper is that goes to the late department. */
export const paperColours = { blue: '蓝', yellow: '黄', red: '红' } as const;
export type PaperColour = keyof typeof paperColours;

/** Red past the current due day, as the light is; yellow with anything else behind its day, or returned and not handed in again; blue while nothing is late. */
export function colourOf(task: Task, now: Instant): PaperColour {
  const today = dateOf(now);
  if ('currentDue' in task && task.currentDue < ('application' in task ? task.application.countsOn : today)) return 'red';
  const isReturned = task.state === 'inProgress' && task.resubmitBy !== null;
  return isReturned || deadlinesOf(task).some(({ date }) => date < today) ? 'yellow' : 'blue';
}

const pressing: readonly PaperColour[] = ['red', 'yellow', 'blue'];

/** A paper on several tasks has the colour of the most pressing one. */
export const colourOfAll = (colours: readonly PaperColour[]): PaperColour | null => pressing.find((colour) => colours.includes(colour)) ?? null;
