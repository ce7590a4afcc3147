import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findTable } from '../../domain/find-table.ts';
import { formShape } from '../../domain/report-form.ts';
import { numbersIn, readForm } from '../../domain/report-table.ts';
import type { SheetCell } from '../../domain/sheet.ts';
import type { FormCells } from '../support/report-forms.ts';
import { aForm, aFormSetting, aTaskCalled, formHeader, readRows, unfilled } from '../support/report-forms.ts';
import { aSheet } from '../support/sheets.ts';

const errorsOf = (cells: FormCells): readonly (readonly [string, string])[] =>
  readRows(cells).rejected.flatMap(({ errors }) => errors.map(({ column, code }) => [column, code] as const));

const commandOf = (cells: FormCells) => readRows(cells).reported[0]?.command;

describe('a row of a form', () => {
  test('becomes the report of its task for the cycle of the form', () => {
    expect(readRows({})).toMatchObject({
      reported: [
        {
          row: 2,
          task: { programme: '2019', number: '改-12' },
          warnings: [],
          command: {
            type: 'report',
            cycle: '2019-03',
            progress: '完成调研，形成初稿',
            intention: '四月底前征求意见',
            problems: '无',
            suggestions: ['请提前会商'],
            measuresDone: ['1'],
          },
        },
      ],
      rejected: [],
      unfilled: [],
    });
  });

  test('may have no problem, no suggestion and no measure done, but says so of the first two', () => {
    expect(commandOf({ 问题: '无', 建议: '无', 举措完成: '' })).toEqual({ ...commandOf({ 举措完成: '' }), suggestions: ['无'] });
    expect(errorsOf({ 问题: '', 建议: '' })).toEqual([
      ['问题', 'PROBLEMS_MISSING'],
      ['建议', 'SUGGESTIONS_MISSING'],
    ]);
  });

  test('is refused with everything that is wrong with it, each at its column, by the rules of every report (R13)', () => {
    const [rejected] = readRows({ 编号: '改-21', 进展: '正常推进', 打算: '', 问题: '', 举措完成: '7' }).rejected;

    expect(rejected).toMatchObject({ row: 2, number: '改-21' });
    expect(rejected?.errors).toEqual([
      {
        column: '编号',
        value: '改-21',
        code: 'NUMBER_UNKNOWN',
        message: '没有编号为“改-21”的任务由本部门牵头',
      },
      { column: '进展', value: '正常推进', code: 'PROGRESS_EMPTY', message: '“正常推进”没有说明做了什么，请写明具体进展' },
      { column: '打算', value: '', code: 'INTENTION_MISSING', message: '须写明抓落实的打算' },
      { column: '问题', value: '', code: 'PROBLEMS_MISSING', message: '须写明存在的问题；没有问题的，写“无”' },
    ]);
    expect(errorsOf({ 举措完成: '7、1、8' })).toEqual([
      ['举措完成', 'MEASURE_UNKNOWN'],
      ['举措完成', 'MEASURE_UNKNOWN'],
    ]);
  });

  test.each<[string, string, { readonly code: string; readonly message: string }]>([
    ['without a number', '', { code: 'NUMBER_MISSING', message: '没有编号' }],
    ['of a task that another department leads', '改-14', { code: 'TASK_ELSEWHERE', message: '任务“改-14”由第八检察厅牵头，不在本表填报' }],
    ['of a task that is not in progress', '改-15', { code: 'STATE_NOT_FITTING', message: '任务 2019/改-15 现为“暂缓”，不能报告进展' }],
    ['of a task of another programme', '2020/改-12', { code: 'NUMBER_UNKNOWN', message: '没有编号为“2020/改-12”的任务由本部门牵头' }],
  ])('is refused %s', (_, number, fault) => {
    expect(readRows({ 编号: number }).rejected).toMatchObject([{ number: number || null, errors: [{ column: '编号', value: number, ...fault }] }]);
  });

  test.each([['2019/改-12'], ['改－12'], [' 改-12']])('may call its task %j', (number) => {
    expect(readRows({ 编号: number.trim() }).reported).toMatchObject([{ task: { number: '改-12' } }]);
  });

  test('says the programme where the department leads two tasks of that number; one that another leads is not meant', () => {
    const setting = aFormSetting(
      aTaskCalled('改-12'),
      aTaskCalled('改-12', { programme: '2020' }),
      aTaskCalled('改-12', { programme: '2021', lead: 'SPP-08' }),
    );
    const read = (number: string) => readForm(aForm({ 编号: number }), setting);

    expect(read('改-12').rejected[0]?.errors).toMatchObject([
      { code: 'NUMBER_AMBIGUOUS', message: '“改-12”在几个方案中都有（2019/改-12、2020/改-12），请写明方案' },
    ]);
    expect(read('2020/改-12').reported).toMatchObject([{ task: { programme: '2020' } }]);
    const one = aFormSetting(aTaskCalled('改-12'), aTaskCalled('改-12', { programme: '2021', lead: 'SPP-08' }));
    expect(readForm(aForm({}), one).reported).toMatchObject([{ task: { programme: '2019' } }]);
  });

  test.each<[string, readonly string[]]>([
    ['请提前会商', ['请提前会商']],
    ['1.请会商\n2. 请增派人员', ['请会商', '请增派人员']],
    ['（一）请会商；（二）请增派人员；', ['请会商', '请增派人员']],
    ['①请会商;②请增派人员\n\n', ['请会商', '请增派人员']],
    ['一、请会商\n十二、请增派人员', ['请会商', '请增派人员']],
    ['1、请会商\n(2)请增派人员\n3．请拨经费', ['请会商', '请增派人员', '请拨经费']],
    ['1.5 万元经费请尽快下达', ['1.5 万元经费请尽快下达']],
    ['二是请增派人员，三是请拨经费', ['二是请增派人员，三是请拨经费']],
    ['无。', ['无。']],
  ])('%j suggests %j, each for an answer of its own', (written, suggestions) => {
    expect(commandOf({ 建议: written })).toMatchObject({ suggestions });
  });

  test('says how many suggestions were read out of one cell', () => {
    expect(readRows({ 建议: '请会商；请增派人员' }).reported[0]?.warnings).toMatchObject([
      { column: '建议', code: 'SUGGESTIONS_SPLIT', message: '读作 2 条建议' },
    ]);
  });

  test.each<[string, readonly string[] | undefined]>([
    ['1', ['1']],
    ['举措1', ['1']],
    ['第1项', ['1']],
    ['１。', ['1']],
    ['1、1\n1，1', ['1']],
    ['无', undefined],
    ['', undefined],
  ])('举措完成 %j names the measures %j', (written, done) => {
    expect(commandOf({ 举措完成: written })?.measuresDone).toEqual(done);
  });

  test.each<[string, readonly string[] | undefined]>([
    ['2019-04-30', ['2019-04-30']],
    ['4月30日', ['2019-04-30']],
    ['2019/4/30；4月30日', ['2019-04-30']],
    ['无', undefined],
    ['', undefined],
  ])('阶段目标达成 %j names the milestones %j', (written, reached) => {
    expect(commandOf({ 阶段目标达成: written })?.milestonesReached).toEqual(reached);
  });

  test.each([
    ['2019-04-29', 'MILESTONE_UNKNOWN'],
    ['已达成', 'DATE_INVALID'],
  ])('阶段目标达成 %j is refused', (written, code) => {
    expect(errorsOf({ 阶段目标达成: written })).toEqual([['阶段目标达成', code]]);
  });

  test('is refused where it has more suggestions than a report may carry', () => {
    expect(errorsOf({ 建议: Array.from({ length: 201 }, (_, index) => `请会商事项${index}`).join('\n') })).toEqual([['', 'ROW_UNACCEPTABLE']]);
  });

  test('that cannot be read in one cell is not said to lack what stands there', () => {
    const { header, rows } = aForm({ 进展: '', 打算: '' });
    const fault = { column: '进展', value: '#N/A', code: 'CELL_ERROR', message: '单元格是错误值 #N/A：请改正后再导入' } as const;
    const table = { header, rows: rows.map((row) => ({ ...row, faults: [fault] })) };

    expect(readForm(table, aFormSetting(aTaskCalled('改-12'))).rejected[0]?.errors.map(({ code }) => code)).toEqual(['CELL_ERROR', 'INTENTION_MISSING']);
  });

  test('says nothing in a column that the file does not have', () => {
    const { header, rows } = aForm({ 举措完成: '' });

    expect(readForm({ header: header.slice(0, -2), rows }, aFormSetting(aTaskCalled('改-12'))).reported).toHaveLength(1);
  });

  test('whose number cannot be read has no number', () => {
    const { header, rows } = aForm({ 编号: '' });
    const fault = { column: '编号', value: '#N/A', code: 'CELL_ERROR', message: '' } as const;

    expect(readForm({ header, rows: rows.map((row) => ({ ...row, faults: [fault] })) }, aFormSetting()).rejected).toMatchObject([
      { number: null, errors: [{ code: 'CELL_ERROR' }] },
    ]);
  });
});

describe('a form', () => {
  test('gives its good rows although others are refused; what nobody has filled in is no error', () => {
    const { reported, rejected, unfilled: left } = readRows({}, { 编号: '改-13', 打算: '' }, { 编号: '改-15', ...unfilled }, { 编号: '', ...unfilled });

    expect(reported.map(({ row, task }) => [row, task.number])).toEqual([[2, '改-12']]);
    expect(rejected.map(({ row, number }) => [row, number])).toEqual([[3, '改-13']]);
    expect(left.map(({ row, number }) => [row, number])).toEqual([[4, '改-15']]);
  });

  test('names its blank rows', () => {
    expect(readRows({}, { 编号: '', ...unfilled }).blank).toEqual([3]);
  });

  test('may mean the tasks of these numbers, in whatever programme', () => {
    expect(numbersIn(aForm({}, { 编号: '2019/改－13' }, { 编号: '改-12' }, { 编号: '' }))).toEqual(['改-12', '改-13']);
    expect(numbersIn({ header: ['进展'], rows: [{ row: 2, values: ['初稿'] }] })).toEqual([]);
  });

  test('has none of the rows that report on the same task, and each names all of them', () => {
    const { reported, rejected } = readRows({ 编号: '改-13' }, { 编号: '改-12' }, { 编号: '2019/改-13', 打算: '' });

    expect(reported.map(({ task }) => task.number)).toEqual(['改-12']);
    expect(rejected.map(({ row, errors }) => [row, errors.map(({ code }) => code)])).toEqual([
      [2, ['NUMBER_DUPLICATE']],
      [4, ['INTENTION_MISSING', 'NUMBER_DUPLICATE']],
    ]);
    expect(rejected[0]?.errors[0]?.message).toContain('第 2、4 行');
  });

  test('is read whatever stands in its cells: each row is reported, refused with a reason, unfilled or passed over', () => {
    const word = fc.constantFrom(
      '',
      '改-12',
      '改-13',
      '改-14',
      '无',
      '1',
      '；',
      '1.',
      '（一）',
      '正常推进',
      '合计',
      '表号：2019-03/SPP/SPP-06',
      '2019-02-30、四月',
    );
    const cell: fc.Arbitrary<SheetCell | undefined> = fc.oneof(
      word,
      fc.string({ unit: 'binary', maxLength: 20 }),
      fc.record({ kind: fc.constant('number' as const), number: fc.double() }),
      fc.record({ kind: fc.constant('error' as const), code: fc.constant('#N/A') }),
      fc.record({ kind: fc.constant('date' as const), date: fc.constant('2019-03-12'), hasTime: fc.boolean() }),
      fc.constant(undefined),
    );
    const setting = aFormSetting(aTaskCalled('改-12'), aTaskCalled('改-13'), aTaskCalled('改-14', { lead: 'SPP-08' }));
    fc.assert(
      fc.property(fc.array(fc.array(cell, { maxLength: 7 }), { maxLength: 6 }), (rows) => {
        const found = findTable([aSheet([[...formHeader], ...rows])], formShape);
        if ('fault' in found) return;
        const { reported, rejected, unfilled: left } = readForm(found.table, setting);
        const named = [...reported, ...rejected, ...left].map(({ row }) => row);
        expect(new Set(named).size).toBe(named.length);
        expect(named.length).toBe(found.table.rows.filter(({ values }) => values.some((value) => value.trim() !== '')).length);
        for (const { errors } of rejected) expect(errors.length).toBeGreaterThan(0);
      }),
    );
  });
});
