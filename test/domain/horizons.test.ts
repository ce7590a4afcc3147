import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { contradictsDue, lastDayOf, yearsWithoutMilestone } from '../../domain/horizons.ts';
import { milestonesOf } from '../../domain/programme-milestones.ts';
import type { Horizon } from '../../domain/values.ts';
import { horizonNames } from '../../domain/values.ts';

const issuedOn = '2019-02-12';

describe('the last day of a horizon (R24)', () => {
  test('is 06-30 for 上半年, 12-31 for 年底前; 长线 has none of its own', () => {
    expect(lastDayOf('firstHalf', issuedOn)).toBe('2019-06-30');
    expect(lastDayOf('yearEnd', issuedOn)).toBe('2019-12-31');
    expect(lastDayOf('longTerm', issuedOn)).toBeNull();
  });

  test('never lies before the day of 交办: 上半年 decided in the second half is that of the next year', () => {
    expect(lastDayOf('firstHalf', '2019-06-30')).toBe('2019-06-30');
    expect(lastDayOf('firstHalf', '2019-07-01')).toBe('2020-06-30');
  });

  test('is one of the coming year for what is decided in December', () => {
    expect(lastDayOf('yearEnd', '2018-11-30')).toBe('2018-12-31');
    expect(lastDayOf('yearEnd', '2018-12-01')).toBe('2019-12-31');
    expect(lastDayOf('firstHalf', '2018-12-28')).toBe('2019-06-30');
  });
});

describe('a due day contradicts', () => {
  test.for<[Horizon, string, boolean]>([
    ['firstHalf', '2019-06-30', false],
    ['firstHalf', '2019-07-01', true],
    ['yearEnd', '2019-12-31', false],
    ['yearEnd', '2019-05-31', false],
    ['yearEnd', '2020-01-01', true],
    ['longTerm', '2019-12-31', true],
    ['longTerm', '2020-01-01', false],
  ])('%s, due %s: %s', ([horizon, due, contradicts]) => {
    expect(contradictsDue(horizon, { issuedOn, due })).toBe(contradicts);
  });
});

describe('a 长线 task promises something in each calendar year up to its due day', () => {
  const on = (...dates: readonly string[]) => dates.map((date) => ({ date, text: '阶段目标' }));

  test('the years without a milestone are named', () => {
    expect(yearsWithoutMilestone(on('2019-12-31', '2021-06-30'), { issuedOn, due: '2022-12-31' })).toEqual([2020, 2022]);
    expect(yearsWithoutMilestone([], { issuedOn, due: '2020-03-31' })).toEqual([2019, 2020]);
  });

  test('one in each year is enough, on the due day itself too', () => {
    expect(yearsWithoutMilestone(on('2019-12-31', '2020-12-31'), { issuedOn, due: '2020-12-31' })).toEqual([]);
  });

  test('one after the due day promises nothing', () => {
    expect(yearsWithoutMilestone(on('2019-12-31', '2020-06-30'), { issuedOn, due: '2020-03-31' })).toEqual([2020]);
  });

  test('a due day before the beginning leaves no year', () => {
    expect(yearsWithoutMilestone([], { issuedOn, due: '2018-12-31' })).toEqual([]);
  });
});

describe('the demonstration programmes', () => {
  test.for(['data/programme-2019.csv', 'data/programme-33-2019.csv'])('%s: no horizon contradicts its day, no 长线 lacks a year', (file) => {
    const rows = parse(readFileSync(file), { columns: true, bom: true }) as readonly Readonly<Record<string, string>>[];
    const faulty = rows.filter((row) => {
      const due = row['完成时限'] ?? '';
      const horizon = horizonCalled(row['时限类型'] ?? '');
      const milestones = milestonesOf({ column: '阶段目标', value: row['阶段目标'] ?? '' }, { due, decidedOn: issuedOn }).value;
      return contradictsDue(horizon, { issuedOn, due }) || (horizon === 'longTerm' && yearsWithoutMilestone(milestones, { issuedOn, due }).length > 0);
    });

    expect(rows.length).toBeGreaterThan(10);
    expect(faulty).toEqual([]);
  });
});

const horizonCalled = (name: string): Horizon => (Object.keys(horizonNames) as Horizon[]).find((horizon) => horizonNames[horizon] === name) ?? 'firstHalf';
