import type { TaskEvent, TaskEventType } from './events.ts';
import type { Facts } from './facts.ts';

type EventOf<Type extends TaskEventType> = Extract<TaskEvent, { type: Type }>;

/** An event as of now, by whoever acts. */
export function eventOf<Type extends TaskEventType>(type: Type, data: Omit<EventOf<Type>, 'type' | 'at' | 'by'>, { now, actor }: Pick<Facts, 'now' | 'actor'>): EventOf<Type> {
  return { type, at: now, by: typeof actor === 'string' ? actor : actor.person, ...data } as EventOf<Type>;
}
