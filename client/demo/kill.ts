import { setTimeout as pause } from 'node:timers/promises';
import type { TaskAnswer } from '../command-order.ts';
import type { Act } from './acts.ts';
import { performAll } from './acts.ts';
import type { Stage } from './stage.ts';

export interface KillCount {
  readonly acknowledged: number;
  readonly inLedger: number;
  readonly doubled: number;
}

/** Half-way through, the worker dies by kill -9; `up` starts another. What the ledger then holds is counted, not believed. */
export async function reportWhileWorkerIsKilled(stage: Stage, reports: readonly Act[]): Promise<KillCount> {
  const before = await reportCommands(stage);
  const killed = killWhen(stage, async () => (await reportCommands(stage)).length - before.length >= reports.length / 2);
  const answers: readonly TaskAnswer[] = await performAll(stage, reports);
  await killed;
  const after = (await reportCommands(stage)).slice(before.length);
  const places = new Set(after.map(({ stream, command_id }) => `${stream} ${command_id}`));
  return { acknowledged: answers.filter(({ seqs }) => seqs.length === 1).length, inLedger: places.size, doubled: after.length - places.size };
}

const reportCommands = ({ ledger }: Stage) =>
  ledger.db.selectFrom('journal').select(['stream', 'command_id']).where('type', '=', 'taskReported').orderBy('at').execute();

async function killWhen(stage: Stage, isTime: () => Promise<boolean>): Promise<void> {
  while (!(await isTime())) await pause(20);
  process.kill(stage.stack().pids.worker, 'SIGKILL');
}
