import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findTable } from '../../domain/find-table.ts';
import type { Sheet, SheetCell } from '../../domain/sheet.ts';
import type { TableShape } from '../../domain/table-header.ts';
import type { Table } from '../../domain/table.ts';
import { cellRow } from '../../domain/table.ts';
import type { Cells } from '../support/sheets.ts';
import { aSheet } from '../support/sheets.ts';

const shape: TableShape = {
  columns: ['编号', '任务内容', '牵头单位', '完成时限'],
  optional: ['密级'],
  alsoCalled: { '完成时限(原)': '完成时限' },
  dates: ['完成时限'],
  ignoresOthers: true,
  computed: ['灯'],
};
const header = shape.columns;
const task: Cells = ['改-1', '印发意见', '第六检察厅', '2019-06-30'];

function tableIn(...sheets: readonly Sheet[]): Table {
  const found = findTable(sheets, shape);
  if ('fault' in found) throw new Error(JSON.stringify(found.fault));
  return found.table;
}

const faultIn = (sheets: readonly Sheet[], looked: TableShape = shape) => {
  const found = findTable(sheets, looked);
  return 'fault' in found ? found.fault : null;
};

/** A table with this one row below its header. */
const rowOf = (cells: Cells, with_: Partial<Sheet> = {}) => tableIn(aSheet([header, cells], with_)).rows[0];

const reasons = ({ ignored = [] }: Table) => ignored.map(({ row, reason }) => `${row} ${reason}`);

describe('the header', () => {
  test('may stand anywhere, its columns in any order, with spaces and line breaks in it', () => {
    const { header: found, rows } = tableIn(
      aSheet([[], [undefined, '完 成\n时限', '*编号', ' 牵头单位　', '任务\r\n内容'], [undefined, '2019-06-30', '改-1', '六厅', '印发']]),
    );

    expect(found).toEqual(['完成时限', '编号', '牵头单位', '任务内容']);
    expect(rows).toEqual([{ row: 3, values: ['2019-06-30', '改-1', '六厅', '印发'] }]);
  });

  test('may call a column by its other name, and may have an optional one', () => {
    const sheet = aSheet([
      ['编号', '任务内容', '牵头单位', '完成时限（原）', '密级'],
      [...task, '内部'],
    ]);

    expect(tableIn(sheet).header).toEqual(['编号', '任务内容', '牵头单位', '完成时限', '密级']);
  });

  test('may be two rows high, its cells merged or parted', () => {
    const merged = [0, 1, 2].map((left) => ({ top: 1, bottom: 2, left, right: left }));
    const parted = aSheet([['编号', '任务内容', '牵头单位', '时限'], [undefined, undefined, undefined, '完成时限'], task], { merged });
    const high = aSheet([header, [undefined, undefined, undefined, undefined, '灯'], task], { merged: [...merged, { top: 1, bottom: 2, left: 3, right: 3 }] });

    expect(tableIn(parted).rows).toHaveLength(1);
    expect(tableIn(high).rows).toHaveLength(1);
  });

  test('that lacks a column or has one twice is refused, with what may be meant', () => {
    const fault = faultIn([aSheet([['编号', '编号', '牵头部门', '任务内容', '完成时限'], task])]);

    expect(fault).toEqual({
      kind: 'headerWrong',
      place: { sheet: '台账', row: 1 },
      faults: { missing: ['牵头单位'], repeated: ['编号'], unknown: [], suggestions: { 牵头单位: ['牵头部门'] } },
    });
  });

  test('with a column that nobody knows is another table, where nothing may be ignored', () => {
    const strict = { columns: header };

    expect(faultIn([aSheet([[...header, '备注'], task])], strict)).toMatchObject({
      kind: 'headerWrong',
      faults: { unknown: ['备注'], missing: [], repeated: [] },
    });
    expect(faultIn([aSheet([header, task])], strict)).toBeNull();
  });

  test('that stands twice, in one sheet or two, is refused', () => {
    const places = (...sheets: readonly Sheet[]) => faultIn(sheets);

    expect(places(aSheet([header, task, header, task]))).toMatchObject({ kind: 'severalHeaders', places: [{ row: 1 }, { row: 3 }] });
    expect(places(aSheet([header, task]), aSheet([header, task], { name: '2018' }))).toMatchObject({
      kind: 'severalHeaders',
      places: [{ sheet: '台账' }, { sheet: '2018' }],
    });
  });

  test('is the whole one, where another is only half of it', () => {
    const { rows } = tableIn(
      aSheet(
        [
          ['编号', '牵头单位', '说明'],
          ['一', '二', '三'],
        ],
        { name: '填表说明' },
      ),
      aSheet([header, task]),
    );

    expect(rows).toHaveLength(1);
  });

  test('is not there', () => {
    expect(faultIn([aSheet([['甲', '乙'], task])])).toEqual({ kind: 'noHeader' });
  });
});

describe('a file without tasks', () => {
  test.for<[string, readonly Sheet[], string]>([
    ['is empty', [aSheet([])], 'empty'],
    ['is empty', [aSheet([[undefined]])], 'empty'],
    ['has no sheet that is shown', [aSheet([header, task], { isHidden: true })], 'empty'],
    ['has a header only', [aSheet([header])], 'noRows'],
    ['has blank rows only', [aSheet([header, [' ', undefined], []])], 'noRows'],
    ['has a total only', [aSheet([header, ['合计', '0']])], 'noRows'],
  ])('%s', ([, sheets, kind]) => {
    expect(faultIn(sheets)?.kind).toBe(kind);
  });
});

describe('what is no part of the table is named and left out', () => {
  test('other sheets, hidden ones among them', () => {
    const table = tableIn(
      aSheet([['说明']], { name: '说明' }),
      aSheet([header, task]),
      aSheet([], { name: '空' }),
      aSheet([header, task], { name: '2018', isHidden: true }),
    );

    expect(reasons(table)).toEqual(['0 工作表“说明”', '0 隐藏的工作表“2018”']);
  });

  test('titles above the header', () => {
    expect(reasons(tableIn(aSheet([['2019年度任务台账'], ['制表：督查室', undefined, '2019-02-12'], header, task])))).toEqual([
      '1 表头以上的标题行“2019年度任务台账”',
      '2 表头以上的标题行“制表：督查室 2019-02-12”',
    ]);
  });

  test('columns that are not imported, and those without a heading', () => {
    expect(
      reasons(
        tableIn(
          aSheet([
            [...header, '灯', '联系人'],
            [...task, '绿', '张三', '批注', '又一条'],
            [...task, '绿'],
          ]),
        ),
      ),
    ).toEqual(['1 列“灯”是台账导出的列，导入时不读取', '1 列“联系人”不在导入的列之中', '1 第 7 列没有列名', '1 第 8 列没有列名']);
  });

  test.for<[Cells, string]>([
    [['合计', '114项'], '合计行“合计”'],
    [['小 计：', undefined, '3'], '合计行“小 计：”'],
    [['总计（项）'], '合计行“总计（项）”'],
    [['注：各部门于每月25日前报送。'], '说明行“注：各部门于每月25日前报送。”'],
    [[undefined, '备注1：以印发件为准'], '说明行“备注1：以印发件为准”'],
    [['填表人：张三', '审核人：李四'], '说明行“填表人：张三”'],
    [['※以上为草案'], '说明行“※以上为草案”'],
    [[`注：${'字'.repeat(40)}`], `说明行“注：${'字'.repeat(28)}…”`],
  ])('totals and notes below: %o', ([cells, reason]) => {
    expect(reasons(tableIn(aSheet([header, task, cells])))).toEqual([`3 ${reason}`]);
  });

  test('headings between the rows, merged across', () => {
    const sheet = aSheet([header, ['一、司法体制改革'], task], { merged: [{ top: 2, bottom: 2, left: 0, right: 3 }] });

    expect(reasons(tableIn(sheet))).toEqual(['2 标题行“一、司法体制改革”']);
  });

  test('but never what may be a task', () => {
    for (const cells of [['改-2'], [undefined, '印发意见'], ['附-1', '印发意见'], ['注', '印发意见']] as Cells[])
      expect(tableIn(aSheet([header, task, cells])).rows).toHaveLength(2);
  });
});

describe('a cell', () => {
  test.for<[SheetCell, string, readonly string[]]>([
    [' 印发　意见 ', '印发　意见', ['SPACES_REMOVED']],
    ['印\u200b发\u00a0意见\ufeff', '印发 意见', ['INVISIBLE_REMOVED']],
    ['甲\r\n乙', '甲\n乙', ['LINE_BREAKS_UNIFIED']],
    ['=1+1', '=1+1', ['FORMULA_IS_TEXT']],
    [{ kind: 'number', number: 12 }, '12', ['NUMBER_READ_AS_TEXT']],
    [{ kind: 'boolean', isTrue: true }, 'TRUE', []],
    [{ kind: 'boolean', isTrue: false }, 'FALSE', []],
    [{ kind: 'formula', cached: '印发' }, '印发', ['FORMULA_CACHED']],
    [{ kind: 'formula', cached: { kind: 'number', number: 3 } }, '3', ['FORMULA_CACHED', 'NUMBER_READ_AS_TEXT']],
    [{ kind: 'formula', cached: { kind: 'boolean', isTrue: true } }, 'TRUE', ['FORMULA_CACHED']],
  ])('%o of text is read as “%s”, and what was made of it is said', ([cell, value, codes]) => {
    const row = rowOf(['改-1', cell]);

    expect([row?.values[1], row?.warnings?.map(({ code }) => code) ?? []]).toEqual([value, codes]);
  });

  test.for<[SheetCell, string, readonly string[]]>([
    [{ kind: 'date', date: '2019-06-30', hasTime: false }, '2019-06-30', []],
    [{ kind: 'date', date: '2019-06-30', hasTime: true }, '2019-06-30', ['TIME_DROPPED']],
    [{ kind: 'number', number: 43646 }, '2019-06-30', ['DATE_READ_AS']],
    [{ kind: 'number', number: 20190630 }, '20190630', []],
    [{ kind: 'number', number: 12 }, '12', []],
    [{ kind: 'formula', cached: { kind: 'date', date: '2019-06-30', hasTime: false } }, '2019-06-30', ['FORMULA_CACHED']],
  ])('%o of a day is read as “%s”', ([cell, value, codes]) => {
    const row = rowOf(['改-1', '甲', '乙', cell]);

    expect([row?.values[3], row?.warnings?.map(({ code }) => code) ?? []]).toEqual([value, codes]);
  });

  test('of a day counts from 1904 where the workbook does', () => {
    expect(rowOf(['改-1', '甲', '乙', { kind: 'number', number: 43646 - 1462 }], { countsFrom1904: true })?.values[3]).toBe('2019-06-30');
  });

  test.for<[SheetCell, string, string]>([
    [{ kind: 'error', code: '#N/A' }, 'CELL_ERROR', '#N/A'],
    [{ kind: 'formula', cached: { kind: 'error', code: '#REF!' } }, 'CELL_ERROR', '#REF!'],
    [{ kind: 'formula', cached: null }, 'FORMULA_WITHOUT_VALUE', ''],
    [{ kind: 'date', date: '2019-03-12', hasTime: false }, 'CELL_IS_DATE', '2019-03-12'],
  ])('%o is refused: %s', ([cell, code, value]) => {
    expect(rowOf(['改-1', cell])?.faults).toMatchObject([{ column: '任务内容', code, value }]);
  });
});

describe('merged cells', () => {
  test('downwards have their value in each row, said from the second on', () => {
    const merged = [{ top: 2, bottom: 4, left: 2, right: 2 }];
    const { rows } = tableIn(aSheet([header, task, ['改-2', '甲'], ['改-3', '乙'], ['改-4', '丙', '第八检察厅']], { merged }));

    expect(rows.map(({ values }) => values[2])).toEqual(['第六检察厅', '第六检察厅', '第六检察厅', '第八检察厅']);
    expect(rows.map(({ warnings = [] }) => warnings.map(({ code, message }) => `${code} ${message}`))).toEqual([
      [],
      ['CELL_MERGED 与上方合并的单元格，取第 2 行的值“第六检察厅”'],
      ['CELL_MERGED 与上方合并的单元格，取第 2 行的值“第六检察厅”'],
      [],
    ]);
  });

  test('with a formula have what it came to', () => {
    const merged = [2, 3].map((left) => ({ top: 2, bottom: 3, left, right: left }));
    const formula = { kind: 'formula', cached: '第六检察厅' } as const;
    const { rows } = tableIn(aSheet([header, ['改-1', '甲', formula, { kind: 'formula', cached: null }], ['改-2', '乙']], { merged }));

    expect(rows[1]?.values[2]).toBe('第六检察厅');
    expect(rows[1]?.faults).toMatchObject([{ column: '完成时限', code: 'FORMULA_WITHOUT_VALUE' }]);
  });

  test('across belong to their first column', () => {
    const row = rowOf(['改-1', '甲', '第六检察厅'], { merged: [{ top: 2, bottom: 2, left: 2, right: 3 }] });

    expect(row).toMatchObject({ values: ['改-1', '甲', '第六检察厅', ''], warnings: [{ column: '牵头单位', code: 'CELL_MERGED_ACROSS' }] });
  });

  test('that overlap, as in no sound file, count once', () => {
    const merged = [
      { top: 2, bottom: 3, left: 2, right: 2 },
      { top: 3, bottom: 4, left: 2, right: 2 },
    ];

    expect(tableIn(aSheet([header, task, ['改-2', '甲'], ['改-3', '乙']], { merged })).rows.map(({ values }) => values[2])).toEqual([
      '第六检察厅',
      '第六检察厅',
      '',
    ]);
  });
});

test('a hidden row is read, and that is said', () => {
  const sheet = aSheet([header]);

  expect(tableIn({ ...sheet, rows: [...sheet.rows, { row: 2, cells: task, isHidden: true }] }).rows[0]?.warnings).toMatchObject([{ code: 'ROW_HIDDEN' }]);
});

test('a value from another file makes the file unusable, in this sheet only', () => {
  expect(faultIn([aSheet([header, task], { linked: ['B2'] })])).toEqual({ kind: 'linked', place: { sheet: '台账', row: 1 }, cells: ['B2'] });
  expect(faultIn([aSheet([header, task]), aSheet([['甲']], { linked: ['A1'] })])).toBeNull();
});

test('a row of a table that is shorter than its header is empty to its end', () => {
  expect(cellRow(['甲', '乙'], { row: 2, values: ['1'] }).cells).toEqual({ 甲: '1', 乙: '' });
});

test('a row of a .csv file with a cell more or fewer than the header has gained or lost a comma', () => {
  const { rows } = tableIn(aSheet([header, [...task, '多'], ['改-2', '甲'], task], { isDelimited: true }));

  expect(rows.map(({ faults = [] }) => faults.map(({ code, value }) => [code, value]))).toEqual([[['ROW_TOO_WIDE', '多']], [['ROW_TOO_SHORT', '']], []]);
});

test('no sheet makes the search throw, and every row is taken or named', () => {
  const plain = fc.oneof(
    fc.string({ maxLength: 5 }),
    fc.constantFrom(...header, '改-1', '合计', '注：甲', '2019-06-30'),
    fc.record({ kind: fc.constant('number' as const), number: fc.double() }),
    fc.record({ kind: fc.constant('date' as const), date: fc.constant('2019-06-30'), hasTime: fc.boolean() }),
    fc.record({ kind: fc.constant('error' as const), code: fc.constant('#N/A') }),
  );
  const cell = fc.option(fc.oneof(plain, fc.record({ kind: fc.constant('formula' as const), cached: fc.option(plain) })), { nil: undefined });
  const place = fc.nat({ max: 6 });
  const merged = fc.array(fc.record({ top: place, left: place, bottom: place, right: place }), { maxLength: 4 });
  fc.assert(
    fc.property(fc.array(fc.array(cell, { maxLength: 5 }), { maxLength: 5 }), merged, fc.boolean(), (below, ranges, isDelimited) => {
      const found = findTable([aSheet([header, ...below], { merged: ranges, isDelimited })], shape);
      if ('fault' in found) return;
      const named = [...found.table.rows, ...(found.table.ignored ?? []).filter(({ row }) => row > 1)].map(({ row }) => row);
      expect(named.toSorted((a, b) => a - b)).toEqual(below.map((_, index) => index + 2));
    }),
  );
});
