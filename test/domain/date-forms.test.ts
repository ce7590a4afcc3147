import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readDate } from '../../domain/date-forms.ts';
import { isDate } from '../../domain/dates.ts';

const decidedOn = '2019-02-12';
const read = (value: string, on = decidedOn) => readDate({ column: '完成时限', value }, on);

describe('a day', () => {
  test('in the form of the ledger is taken without a word', () => {
    expect(read('2019-12-31')).toEqual({ value: '2019-12-31', faults: [], warnings: [] });
    expect(read('')).toEqual({ value: null, faults: [], warnings: [] });
  });

  test.for<[string, string]>([
    ['2019年6月底前', '2019-06-30'],
    ['2019年底前', '2019-12-31'],
    ['2019年年底前', '2019-12-31'],
    ['2019年末', '2019-12-31'],
    ['2020年2月底前', '2020-02-29'],
    ['2020年2月末', '2020-02-29'],
    ['20190630', '2019-06-30'],
    ['20190630前', '2019-06-30'],
    ['2019.12.31', '2019-12-31'],
    ['2019/12/31', '2019-12-31'],
    ['2019/6/1', '2019-06-01'],
    ['2019-6-1', '2019-06-01'],
    ['２０１９年６月３０日', '2019-06-30'],
    ['2019年6月30日前完成', '2019-06-30'],
    ['2019年6月30号之前', '2019-06-30'],
    ['2019 年 6 月 30 日以前', '2019-06-30'],
    ['二〇一九年六月底前', '2019-06-30'],
    ['二○一九年十二月三十一日', '2019-12-31'],
    ['二零一九年十月二十日', '2019-10-20'],
    ['2019年上半年', '2019-06-30'],
    ['2019年下半年', '2019-12-31'],
    ['2019年第三季度末', '2019-09-30'],
    ['2019年一季度', '2019-03-31'],
  ])('written as %s is %s, and that is said', ([written, date]) => {
    expect(read(written)).toMatchObject({ value: date, faults: [], warnings: [{ code: 'DATE_READ_AS', message: `“${written}”读作 ${date}` }] });
  });

  test.for<[string, string]>([
    ['2019年6月', '2019-06-30'],
    ['2019-06', '2019-06-30'],
    ['2019年6月份', '2019-06-30'],
    ['2019年6月上旬', '2019-06-10'],
    ['2019年6月中旬', '2019-06-20'],
    ['2019年6月下旬', '2019-06-30'],
    ['2019年内', '2019-12-31'],
    ['2019年', '2019-12-31'],
  ])('that %s leaves open is the last one, %s, with a warning', ([written, date]) => {
    expect(read(written)).toMatchObject({ value: date, warnings: [{ code: 'DATE_DAY_ASSUMED' }] });
  });

  test.for([
    ['6月30日', '2019-06-30', ['DATE_YEAR_ASSUMED']],
    ['12月底前', '2019-12-31', ['DATE_YEAR_ASSUMED']],
    ['今年6月底前', '2019-06-30', ['DATE_YEAR_ASSUMED']],
    ['年底前', '2019-12-31', ['DATE_YEAR_ASSUMED']],
    ['上半年', '2019-06-30', ['DATE_YEAR_ASSUMED']],
    ['6月', '2019-06-30', ['DATE_YEAR_ASSUMED', 'DATE_DAY_ASSUMED']],
    ['1月底', '2020-01-31', ['DATE_YEAR_ASSUMED']],
    ['2月29日', '2020-02-29', ['DATE_YEAR_ASSUMED']],
  ] as const)('without a year, %s, is the first from the decision on: %s, with a warning', ([written, date, codes]) => {
    const { value, warnings } = read(written);
    expect([value, warnings.map(({ code }) => code)]).toEqual([date, codes]);
  });

  test('of a programme decided in December is that of the year to come', () => {
    expect(read('6月底前', '2018-12-20').value).toBe('2019-06-30');
  });

  test.for(['2019-12-31 00:00:00', '2019-12-31T10:30', '2019/12/31 18:00', '2019年12月31日18时', '2019年12月31日 18:30:00'])(
    '%s loses its time of day, with a warning',
    (written) => {
      expect(read(written)).toMatchObject({ value: '2019-12-31', warnings: [{ code: 'TIME_DROPPED' }] });
    },
  );
});

describe('no day', () => {
  test.for([
    '2019-02-30',
    '2019年2月30日',
    '20190230',
    '2019年13月',
    '13月底',
    '2月30日',
    '长期',
    '持续推进',
    '2019',
    '6/30',
    '6.30',
    '2019-2022年',
    '明年6月底',
    '2019年6月30日至2019年12月31日',
    '十十月',
    '二二月底',
    '0月',
    '待定',
    '前',
    '2019',
    '31',
  ])('is what %s names', (written) => {
    expect(read(written)).toMatchObject({ value: null, faults: [{ code: 'DATE_INVALID', value: written }] });
  });

  test('or any other words: then nothing is guessed and nothing thrown', () => {
    const words = fc.oneof(
      fc.string({ maxLength: 12 }),
      fc.string({ unit: fc.constantFrom(...Array.from('0123456789年月日底前上下半季度第一二十〇-/. :T：')), maxLength: 12 }),
    );
    fc.assert(
      fc.property(words, (written) => {
        const { value, faults } = read(written);
        expect(value === null || isDate(value)).toBe(true);
        expect(written === '' || (value === null) === faults.length > 0).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});
