import { msOf, toInstant } from '../domain/dates.ts';
import type { Instant } from '../domain/values.ts';
import { LedgerError } from './ledger-error.ts';
import type { Ledger } from './ledger.ts';
import { openLedger } from './ledger.ts';

/** One row says whether this ledger lives in real time or in a rehearsal, and by how much its clock is ahead of the real one. */
export interface Clock {
  readonly rehearsal: boolean;
  /** 0 in real time. */
  readonly offsetMs: number;
}

/** An open ledger, or where one is. */
export type ClockPlace = Ledger | string;

/** Null where nobody has begun it yet. */
export const readClock = (place: ClockPlace): Promise<Clock | null> => withLedger(place, readFrom);

/** The moment by this clock; by the real one where none was begun. */
export const nowOf = (clock: Clock | null): Instant => toInstant(Date.now() + (clock?.offsetMs ?? 0));

/** Sets the kind for good. Begun again as the same kind it goes on as it is. */
export function beginClock(place: ClockPlace, { rehearsal, startAt }: { readonly rehearsal: boolean; readonly startAt?: Instant }): Promise<Clock> {
  return withLedger(place, async (ledger) => {
    const offsetMs = rehearsal && startAt !== undefined ? msOf(startAt) - Date.now() : 0;
    await ledger.db
      .insertInto('clock')
      .values({ rehearsal, offset_ms: offsetMs })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    const clock = await readFrom(ledger);
    if (clock?.rehearsal === rehearsal) return clock;
    throw new LedgerError('CLOCK_KIND_FIXED', `这里的台账按${rehearsal ? '真实' : '演练'}时间运行，不能改变：请另设一个 DUBAN_HOME。`, {
      rehearsal: !rehearsal,
    });
  });
}

/** Forward only, and only in a rehearsal: what has happened stays in the past. */
export function setClockOffset(place: ClockPlace, offsetMs: number): Promise<Clock> {
  return withLedger(place, async (ledger) => {
    const { numUpdatedRows } = await ledger.db
      .updateTable('clock')
      .set({ offset_ms: offsetMs })
      .where('rehearsal', '=', true)
      .where('offset_ms', '<=', offsetMs)
      .executeTakeFirst();
    const clock = await readFrom(ledger);
    if (clock && numUpdatedRows === 1n) return clock;
    if (!clock?.rehearsal) throw new LedgerError('CLOCK_NOT_REHEARSAL', '真实时间不能调整：只有演练中的台账可以推进时钟。');
    throw new LedgerError('CLOCK_BACKWARDS', '演练时钟只能向前推进。', { offsetMs, present: clock.offsetMs });
  });
}

async function readFrom(ledger: Ledger): Promise<Clock | null> {
  const row = await ledger.db.selectFrom('clock').select(['rehearsal', 'offset_ms']).executeTakeFirst();
  return row ? { rehearsal: row.rehearsal, offsetMs: row.offset_ms } : null;
}

async function withLedger<Result>(place: ClockPlace, use: (ledger: Ledger) => Promise<Result>): Promise<Result> {
  if (typeof place === 'object') return use(place);
  const ledger = openLedger({ databaseUrl: place, maxConnections: 1, applicationName: 'duban-clock' });
  try {
    return await use(ledger);
  } finally {
    await ledger.close();
  }
}
