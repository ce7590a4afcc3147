import type { EventActor, TaskEvent, TaskEventType } from './events.ts';
import type { Facts } from './facts.ts';

type EventOf<Type extends TaskEventType> = Extract<TaskEvent, { type: Type }>;

export const nameOf = (actor: Facts['actor']): EventActor => (typeof actor === 'string' ? actor : actor.person);

/** An event as of now, by whoever acts. */
export function eventOf<Type extends TaskEventType>(
  type: Type,
  data: Omit<EventOf<Type>, 'type' | 'at' | 'by'>,
  { now, actor }: Pick<Facts, 'now' | 'actor'>,
): EventOf<Type> {
  return { type, at: now, by: nameOf(actor), ...data } as EventOf<Type>;
}
