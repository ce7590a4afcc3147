import type { TaskEnd, TaskStart } from './contract.ts';
import { Desk } from './desk.ts';

/** One task, from 交办 to its end, for years. This function waits and tells; every decision is made inside `carryOut`. */
export async function superviseTask(start: TaskStart): Promise<TaskEnd> {
  const desk = new Desk(start); // sets every handler before anything is awaited, so that an early Update finds one

  let end: TaskEnd | null = null;
  while (end === null) {
    while (desk.isOpen()) {
      const wake = await desk.nextWake();
      if (wake.reason === 'delivery') desk.deliver(wake.delivery);
      if (wake.reason === 'deadline') await desk.passDeadline(wake.deadline);
      if (wake.reason === 'renewal') await desk.continueInNewRun();
    }
    end = await desk.close();
  }
  return end;
}
