import type { Instant } from '../../domain/values.ts';
import { beginClock, nowOf, readClock } from '../../ledger/clock.ts';
import { DubanError, exitCodes } from '../errors.ts';
import type { StackFile } from './stack-file.ts';

/** A stack never changes from real time to a rehearsal or back, and a rehearsal never begins twice: the ledger remembers. */
export async function settleClock(databaseUrl: string, startAt: Instant | undefined): Promise<StackFile['clock']> {
  const known = await readClock(databaseUrl);
  if (known !== null && startAt !== undefined) throw known.rehearsal ? alreadyBegun() : kindFixed();
  const clock = known ?? (await beginClock(databaseUrl, startAt === undefined ? { rehearsal: false } : { rehearsal: true, startAt }));
  return clock.rehearsal ? { rehearsal: true, startedAt: nowOf(clock) } : null;
}

const alreadyBegun = (): DubanError =>
  new DubanError({
    code: 'CLOCK_ALREADY_BEGUN',
    message: '这里的演练已经开始，时钟不能重新设定：请运行不带 --clock 的 duban up 继续，用 duban clock advance 推进；要重新演练，请换一个 DUBAN_HOME。',
    exitCode: exitCodes.refused,
  });

const kindFixed = (): DubanError =>
  new DubanError({
    code: 'CLOCK_KIND_FIXED',
    message: '这里的台账按真实时间运行，不能改为演练：请为演练另设一个 DUBAN_HOME。',
    exitCode: exitCodes.refused,
  });
