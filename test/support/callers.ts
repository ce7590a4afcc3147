import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'vitest';
import type { TaskAnswer } from '../../client/command-order.ts';
import { DubanError, exitCodes } from '../../client/errors.ts';
import { fold } from '../../domain/evolve.ts';
import type { TaskNumber } from '../../domain/values.ts';
import { verifyLedger } from '../../ledger/verify.ts';
import type { TaskView } from '../../workflows/contract.ts';
import type { Stage } from './stage.ts';

const repeatsAtMost = 300;
const repeatAfterMs = 200;

/** As a script does it: repeated with the same request id as long as the answer is exit code 5. Anything else that goes wrong is thrown. */
export async function untilAnswered(say: () => Promise<TaskAnswer>, unanswered: (code: string) => unknown = () => undefined): Promise<TaskAnswer> {
  for (let repeats = 0; ; repeats++) {
    try {
      return await say();
    } catch (error) {
      if (!(error instanceof DubanError) || error.exitCode !== exitCodes.unreachable || repeats === repeatsAtMost) throw error;
      unanswered(error.code);
      await pause(repeatAfterMs);
    }
  }
}

/** Everything there once, in order; the workflow runs and knows all of it; nobody is told twice. */
export async function expectConverged(stage: Stage, number: TaskNumber): Promise<void> {
  const journal = await stage.journal(number);
  const { status } = await stage.handle(number).describe();
  const view = await stage.handle(number).query<TaskView>('task');
  expect(status.name).toBe('RUNNING');
  expect(journal.map(({ seq }) => seq)).toEqual(journal.map((_, index) => index + 1));
  expect(view.seq).toBe(journal.length);
  expect(view.task).toEqual(fold(journal.map(({ event }) => event)));
  expect(await verifyLedger(stage.ledger)).toMatchObject({ ok: true });
  const told = await stage.ledger.db.selectFrom('notice_items').select(['number', 'seq', 'kind', 'department', 'role']).execute();
  expect(new Set(told.map((item) => JSON.stringify(item))).size).toBe(told.length);
}

export const journalledFor = async (stage: Stage, number: TaskNumber, commandId: string): Promise<number> =>
  (await stage.journal(number)).filter((row) => row.commandId === commandId).length;
