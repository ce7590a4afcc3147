import { describe, expect, test } from 'vitest';
import { beginClock, nowOf, readClock, setClockOffset } from '../../ledger/clock.ts';
import { openTasks } from '../../ledger/queries/open-tasks.ts';
import { aCommand } from '../support/commands.ts';
import { aDatabase, aLedgerOn } from '../support/database.ts';
import { act, aLedgerWithProgramme, aRegistration } from '../support/ledger.ts';

const hourMs = 3_600_000;

describe('the clock of a ledger', () => {
  test('is nobody’s until it is begun, and then real time', async () => {
    const { ownerUrl } = await aDatabase();

    expect(await readClock(ownerUrl)).toBeNull();
    expect(Date.parse(nowOf(null))).toBeGreaterThan(Date.parse('2026-01-01'));
    expect(await beginClock(ownerUrl, { rehearsal: false })).toEqual({ rehearsal: false, offsetMs: 0 });
  });

  test('of a rehearsal begins at its instant and goes on by real time', async () => {
    const { ownerUrl, appUrl } = await aDatabase();

    const clock = await beginClock(ownerUrl, { rehearsal: true, startAt: '2019-02-12T01:00:00.000Z' });

    expect(nowOf(clock).slice(0, 15)).toBe('2019-02-12T01:0');
    expect(await readClock(aLedgerOn(appUrl))).toEqual(clock);
  });

  test('of a rehearsal moves forward only', async () => {
    const { ownerUrl, appUrl } = await aDatabase();
    const ledger = aLedgerOn(appUrl);
    const { offsetMs } = await beginClock(ownerUrl, { rehearsal: true, startAt: '2019-02-12T01:00:00.000Z' });

    const later = await setClockOffset(ledger, offsetMs + hourMs);

    expect(later).toEqual({ rehearsal: true, offsetMs: offsetMs + hourMs });
    await expect(setClockOffset(ledger, offsetMs)).rejects.toMatchObject({ code: 'CLOCK_BACKWARDS' });
  });

  test('never changes its kind', async () => {
    const real = await aDatabase();
    const rehearsed = await aDatabase();
    await beginClock(real.ownerUrl, { rehearsal: false });
    await beginClock(rehearsed.ownerUrl, { rehearsal: true, startAt: '2019-02-12T01:00:00.000Z' });

    await expect(beginClock(real.ownerUrl, { rehearsal: true, startAt: '2019-02-12T01:00:00.000Z' })).rejects.toMatchObject({ code: 'CLOCK_KIND_FIXED' });
    await expect(beginClock(rehearsed.ownerUrl, { rehearsal: false })).rejects.toMatchObject({ code: 'CLOCK_KIND_FIXED' });
    await expect(setClockOffset(real.ownerUrl, hourMs)).rejects.toMatchObject({ code: 'CLOCK_NOT_REHEARSAL' });
    expect(await readClock(real.ownerUrl)).toEqual({ rehearsal: false, offsetMs: 0 });
  });
});

describe('open tasks', () => {
  test('name their next deadline and the offset with which their run began, which later moves of the clock leave alone', async () => {
    const { ledger, database } = await aLedgerWithProgramme();
    const { offsetMs } = await beginClock(database.ownerUrl, { rehearsal: true, startAt: '2019-02-12T01:00:00.000Z' });
    await act(ledger, '改-1', aRegistration('改-1'));
    await act(ledger, '改-2', aRegistration('改-2'));
    await act(ledger, '改-1', aCommand('issue'));
    await setClockOffset(ledger, offsetMs + hourMs);
    await act(ledger, '改-1', aCommand('receive'));
    await act(ledger, '改-3', aRegistration('改-3'));
    await act(ledger, '改-3', aCommand('issue'));

    expect(await openTasks(ledger)).toEqual([
      { programme: '2019', number: '改-3', nextDeadlineAt: '2019-02-14T16:00:00.000Z', clockOffsetMs: offsetMs + hourMs },
      { programme: '2019', number: '改-1', nextDeadlineAt: '2019-02-26T16:00:00.000Z', clockOffsetMs: offsetMs },
    ]);
  });
});
