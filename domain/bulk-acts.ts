import type { Task } from './task.ts';

/** What may be said once of everything that a department leads. */
export type BulkActType = 'receive' | 'urge';

/** What it comes to for one task: it is done, it had been done before, or it says nothing to this one. */
export type PlaceInBulk = 'meant' | 'already' | 'passedOver';

/** 签收 of all means what has come and is not signed for; 催办 of all means what waits for the lead itself, not what waits for others or stands still. */
export function placeInBulk(act: BulkActType, task: Task): PlaceInBulk {
  if (act === 'urge') return waitsForLead(task) ? 'meant' : 'passedOver';
  if (task.state === 'issued') return 'meant';
  return 'receivedAt' in task ? 'already' : 'passedOver';
}

const waitsForLead = (task: Task): boolean => task.state === 'issued' || (task.state === 'received' && task.proposal === null) || task.state === 'inProgress';
