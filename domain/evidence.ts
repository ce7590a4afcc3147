import type { TaskEvent } from './events.ts';
import type { Evidence } from './values.ts';

/** Every file that was ever handed in for a task, by what it contains: of returned and withdrawn applications too. The first name stays. */
export function evidenceIn(events: readonly TaskEvent[]): readonly Evidence[] {
  const files = events.flatMap((event) => (event.type === 'closureApplied' ? event.evidence : []));
  return files.filter(({ sm3 }, place) => files.findIndex((file) => file.sm3 === sm3) === place);
}
