import type { EventActor, TaskEvent, TaskEventType } from './events.ts';
import type { Facts } from './facts.ts';

type EventOf<Type extends TaskEventType> = Extract<TaskEvent, { type: Type }>;

export const nameOf = (actor: Facts['actor']): EventActor => (typeof actor === 'string' ? actor : actor.person);

/** An event as of now, by whoever acts; a deputy in somebody's place. */
export function eventOf<Type extends TaskEventType>(
  type: Type,
  data: Omit<EventOf<Type>, 'type' | 'at' | 'by'>,
  { now, actor, deputy }: Pick<Facts, 'now' | 'actor' | 'deputy'>,
): EventOf<Type> {
  const hand = deputy ? { by: deputy.person, onBehalfOf: nameOf(actor) } : { by: nameOf(actor) };
  return { type, at: now, ...hand, ...data } as EventOf<Type>;
}
