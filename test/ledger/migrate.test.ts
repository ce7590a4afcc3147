import { readFileSync } from 'node:fs';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { firstPolicy } from '../../domain/policy.ts';
import { calendarDay } from '../../domain/working-calendar.ts';
import { migrateLedger } from '../../ledger/migrate.ts';
import { officialCalendar } from '../../ledger/official-calendar.ts';
import { newestRules } from '../../ledger/rules.ts';
import { verifyLedger } from '../../ledger/verify.ts';
import { aDatabase, aLedgerOn, anUnmigratedDatabase } from '../support/database.ts';

describe('migrating the ledger', () => {
  test('makes a new database whole: tables, and the rules of this release', async () => {
    const { ownerUrl, appUrl } = await anUnmigratedDatabase();

    await migrateLedger(ownerUrl);

    const ledger = aLedgerOn(appUrl);
    expect(await newestRules(ledger)).toEqual({ calendar: officialCalendar(), policy: firstPolicy });
    expect(await verifyLedger(ledger)).toEqual({ ok: true, tasks: 0, events: 2, broken: null });
  });

  test('changes nothing the second time', async () => {
    const { ownerUrl, appUrl } = await aDatabase();
    await migrateLedger(ownerUrl);

    expect(await verifyLedger(aLedgerOn(appUrl))).toMatchObject({ ok: true, events: 2 });
  });

  test('waits when another migration is under way', async () => {
    const { ownerUrl, appUrl } = await anUnmigratedDatabase();

    await Promise.all([migrateLedger(ownerUrl), migrateLedger(ownerUrl), migrateLedger(ownerUrl)]);

    expect(await verifyLedger(aLedgerOn(appUrl))).toMatchObject({ ok: true, events: 2 });
  });

  test('never replaces a version that is there', async () => {
    const { ownerUrl, appUrl } = await aDatabase();
    const ledger = aLedgerOn(appUrl);
    const before = await sql`SELECT * FROM calendars`.execute(ledger.db);
    await migrateLedger(ownerUrl);

    expect((await sql`SELECT * FROM calendars`.execute(ledger.db)).rows).toEqual(before.rows);
    await expect(sql`UPDATE calendars SET calendar = '{}'`.execute(ledger.db)).rejects.toThrow('permission denied');
  });
});

describe('the official calendar', () => {
  const calendar = officialCalendar();

  test('has the version of the package that it comes from', () => {
    const { version } = JSON.parse(readFileSync(new URL('../../node_modules/chinese-days/package.json', import.meta.url), 'utf8')) as { version: string };

    expect(calendar.version).toBe(`chinese-days-${version}`);
  });

  test.each([
    ['2019-02-11', 'workday'],
    ['2019-02-08', 'holiday'],
    ['2019-02-02', 'makeUpDay'],
    ['2019-05-03', 'holiday'],
    ['2019-05-05', 'makeUpDay'],
    ['2019-06-30', 'weekend'],
    ['2022-12-31', 'weekend'],
    ['2026-10-07', 'holiday'],
  ])('knows %s as %s', (date, kind) => {
    expect(calendarDay(calendar, date)).toEqual({ date, kind, working: kind === 'workday' || kind === 'makeUpDay', provisional: false });
  });

  test('says of a year without a list that it is provisional', () => {
    expect(calendarDay(calendar, '2027-10-01')).toMatchObject({ provisional: true });
  });
});
