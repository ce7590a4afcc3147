import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cellFault } from '../../domain/cell-faults.ts';
import { programmeColumns } from '../../domain/programme-columns.ts';
import { milestoneOf } from '../../domain/programme-milestones.ts';
import { readProgrammeRow } from '../../domain/programme-row.ts';
import { readProgrammeTable } from '../../domain/programme-table.ts';
import { cellRow } from '../../domain/table.ts';
import type { Cells } from '../support/programme-rows.ts';
import { aSetting, aTable, directoryNames, read, valuesOf } from '../support/programme-rows.ts';

const faultsOf = (cells: Cells, office = 'SPP') => {
  const row = read(cells, aSetting(office));
  return 'errors' in row ? row.errors.map(({ column, code }) => [column, code]) : [];
};

const warningsOf = (cells: Cells) => {
  const row = read(cells);
  return 'warnings' in row ? row.warnings.map(({ column, message }) => [column, message]) : row.errors;
};

const assignmentOf = (cells: Cells, office = 'SPP') => {
  const row = read(cells, aSetting(office));
  if ('errors' in row) throw new Error(JSON.stringify(row.errors));
  return row.command.assignment;
};

describe('a row of a programme', () => {
  test('becomes the command that registers its task, names turned into codes', () => {
    expect(read()).toEqual({
      row: 2,
      number: '改-12',
      warnings: [],
      missing: [],
      command: {
        type: 'register',
        programme: '2019',
        number: '改-12',
        supervisingOffice: 'SPP',
        origin: { kind: 'programme', text: '规划' },
        assignment: {
          category: '改革',
          title: '完善办案组织',
          requirement: '逐项列明',
          expectedResult: '意见印发',
          lead: 'SPP-06',
          participants: ['SPP-08'],
          leader: 'P1',
          responsible: 'P2',
          proposedHorizon: 'yearEnd',
          due: '2019-12-31',
          milestones: [],
          line: '普通犯罪检察',
          depth: '',
          isKey: false,
          clauses: [{ source: '规划', clause: '第1条' }],
        },
      },
    });
  });

  test('comes from the meeting that decided the programme, where one is named (R1)', () => {
    const row = read({}, { ...aSetting(), meeting: '党组扩大会 2019-02-12' });
    expect('command' in row && row.command.origin).toEqual({ kind: 'programme', text: '规划', meeting: '党组扩大会 2019-02-12' });
  });

  test('says every fault of its cells at once', () => {
    expect(faultsOf({ 类别: '其他', 完成时限: '2019-02-30', 重点: '否', 责任人: '', 时限类型: '明年' })).toEqual([
      ['类别', 'VALUE_UNKNOWN'],
      ['时限类型', 'VALUE_UNKNOWN'],
      ['完成时限', 'DATE_INVALID'],
      ['重点', 'VALUE_UNKNOWN'],
    ]);
  });

  test('says what it made of what', () => {
    expect(
      warningsOf({
        编号: '改－１２',
        类别: '改 革',
        来源条款: '第１条；第 2条',
        参与单位: '第八检察厅,办公厅 督查室',
        责任人: '钱 修诺',
        完成时限: '2019年底前',
      }),
    ).toEqual([
      ['编号', '“改－１２”读作“改-12”'],
      ['类别', '“改 革”读作“改革”'],
      ['参与单位', '“第八检察厅,办公厅 督查室”读作“第八检察厅、办公厅 督查室”'],
      ['参与单位', '“办公厅 督查室”读作“办公厅督查室”'],
      ['责任人', '“钱 修诺”读作“钱修诺”'],
      ['完成时限', '“2019年底前”读作 2019-12-31'],
      ['来源条款', '“第１条；第 2条”读作“第１条、第 2条”'],
    ]);
  });

  test('is a draft where something is missing that 交办 needs (R5)', () => {
    const row = read({ 工作要求: '', 完成时限: '', 责任人: '' });
    expect('missing' in row && row.missing.map(({ column }) => column)).toEqual(['工作要求', '责任人', '完成时限']);
  });

  test('is a draft where a year of a 长线 task has no milestone', () => {
    const longTerm = { 时限类型: '长线', 完成时限: '2021-06-30' };
    const missing = (cells: Cells) => {
      const row = read(cells);
      return 'missing' in row ? row.missing.map(({ column, message }) => [column, message]) : row.errors;
    };
    expect(missing({ ...longTerm, 阶段目标: '2019-12-31：甲；2021-06-30：乙' })).toEqual([
      ['阶段目标', '缺少阶段目标（长线任务在每个年度都要有），补齐后才能交办'],
    ]);
    expect(missing({ ...longTerm, 阶段目标: '2019-12-31：甲；2020-12-31：乙；2021-06-30：丙' })).toEqual([]);
    expect(missing({ ...longTerm, 完成时限: '', 阶段目标: '' })).toHaveLength(1);
  });

  test('has one fault where a cell cannot be read at all', () => {
    const errors = [cellFault('CELL_ERROR', { column: '牵头单位', value: '#N/A' })];
    const row = cellRow(programmeColumns, { row: 2, values: valuesOf({ 牵头单位: '' }), faults: errors });
    expect(readProgrammeRow(row, aSetting())).toMatchObject({ errors: [{ column: '牵头单位', code: 'CELL_ERROR' }] });
  });

  test('needs no horizon: that is decided with the measures (R24)', () => {
    expect(assignmentOf({ 时限类型: '' }).proposedHorizon).toBeNull();
  });

  test.each([
    ['上半年', '2019-07-01'],
    ['年底前', '2020-01-01'],
    ['长线', '2019-12-31'],
  ])('may not propose %s for %s', (horizon, due) => {
    expect(faultsOf({ 时限类型: horizon, 完成时限: due })).toEqual([['时限类型', 'HORIZON_CONTRADICTS_DUE']]);
  });
});

describe('the number of a task', () => {
  test.each([
    ['', 'NUMBER_MISSING'],
    ['改/12', 'NUMBER_INVALID'],
    ['改 12', 'NUMBER_INVALID'],
    ['改'.repeat(41), 'NUMBER_INVALID'],
  ])('“%s” is refused: %s', (number, code) => {
    expect(faultsOf({ 编号: number })).toEqual([['编号', code]]);
  });

  test('may be any name of 40 characters', () => {
    expect(faultsOf({ 编号: '改'.repeat(40) })).toEqual([]);
  });
});

describe('the lead (R20)', () => {
  test.each([
    ['', 'LEAD_MISSING'],
    ['、', 'LEAD_MISSING'],
    ['第六检察厅、第八检察厅', 'LEAD_NOT_SINGLE'],
    ['第六检察厅 第八检察厅', 'LEAD_NOT_SINGLE'],
    ['第六检察厅\n第八检察厅', 'LEAD_NOT_SINGLE'],
    ['各部门', 'DEPARTMENT_COLLECTIVE'],
    ['各省级院', 'DEPARTMENT_COLLECTIVE'],
    ['机关各内设机构', 'DEPARTMENT_COLLECTIVE'],
    ['全体检察人员', 'DEPARTMENT_COLLECTIVE'],
    ['有关部门', 'DEPARTMENT_COLLECTIVE'],
    ['第六检察厅等部门', 'DEPARTMENT_COLLECTIVE'],
    ['第八检察部', 'DEPARTMENT_UNKNOWN'],
  ])('“%s” is refused: %s', (lead, code) => {
    expect(faultsOf({ 牵头单位: lead })).toEqual([['牵头单位', code]]);
  });

  test('may be called by an alias, or with other spaces', () => {
    expect(assignmentOf({ 牵头单位: '六厅' }).lead).toBe('SPP-06');
    expect(assignmentOf({ 牵头单位: '第 六 检察厅' }).lead).toBe('SPP-06');
  });

  test('that is nearly right gets a suggestion', () => {
    const row = read({ 牵头单位: '督查室' });
    expect('errors' in row && row.errors).toMatchObject([
      { code: 'DEPARTMENT_UNKNOWN', suggestions: ['办公厅督查室'], message: expect.stringContaining('督查室 → 办公厅督查室？') },
    ]);
  });

  test('of a lower office is office name and department name', () => {
    expect(
      assignmentOf({ 牵头单位: '浙江省杭州市人民检察院第四检察部', 参与单位: '浙江省人民检察院第八检察部', 责任领导: '', 责任人: '' }, '33'),
    ).toMatchObject({
      lead: '3301-04',
      participants: ['33-08'],
    });
  });

  test('must be in the issuing office or below it', () => {
    expect(faultsOf({ 牵头单位: '最高人民检察院第六检察厅', 参与单位: '', 责任领导: '', 责任人: '' }, '33')).toEqual([['牵头单位', 'DEPARTMENT_UNKNOWN']]);
  });

  test('is refused where two departments bear the same name', () => {
    const twice = { ...directoryNames, departments: [...directoryNames.departments, { code: 'SPP-6B', name: '第六检察厅', office: 'SPP' }] };
    expect(read({ 责任人: '' }, aSetting('SPP', twice))).toMatchObject({
      errors: [{ column: '牵头单位', code: 'DEPARTMENT_AMBIGUOUS', message: expect.stringContaining('SPP-06、SPP-6B') }],
    });
  });
});

describe('participants', () => {
  test('may be none or several', () => {
    expect(assignmentOf({ 参与单位: '' }).participants).toEqual([]);
    expect(assignmentOf({ 参与单位: '第八检察厅、办公厅督查室' }).participants).toEqual(['SPP-08', 'SPP-DC']);
  });

  test.each([
    ['第六检察厅', 'LEAD_IS_PARTICIPANT'],
    ['第八检察厅、妇联', 'DEPARTMENT_UNKNOWN'],
  ])('“%s” is refused: %s', (participants, code) => {
    expect(faultsOf({ 参与单位: participants })).toEqual([['参与单位', code]]);
  });

  test('named twice count once, with a warning', () => {
    const twice = { 参与单位: '第八检察厅、第八检察厅' };
    expect(assignmentOf(twice).participants).toEqual(['SPP-08']);
    expect(warningsOf(twice)).toEqual([['参与单位', '参与单位“第八检察厅”重复，只取一次']]);
  });

  test.each([
    '第八检察厅，办公厅督查室',
    '第八检察厅,办公厅督查室',
    '第八检察厅；办公厅督查室',
    '第八检察厅; 办公厅督查室',
    '第八检察厅\n办公厅督查室',
    '第八检察厅　办公厅督查室',
  ])('may be separated as in “%s”', (participants) => {
    expect(assignmentOf({ 参与单位: participants }).participants).toEqual(['SPP-08', 'SPP-DC']);
  });
});

describe('persons', () => {
  test('are looked for in the lead department and at the supervising office', () => {
    expect(faultsOf({ 责任人: '崔静岳', 责任领导: '毛云和' })).toEqual([
      ['责任领导', 'PERSON_UNKNOWN'],
      ['责任人', 'PERSON_UNKNOWN'],
    ]);
  });

  test('of the same name must be told apart, by their id', () => {
    expect(faultsOf({ 责任人: '同名' })).toEqual([['责任人', 'PERSON_AMBIGUOUS']]);
    expect(assignmentOf({ 责任人: 'P4' }).responsible).toBe('P4');
  });

  test('are one in each cell', () => {
    expect(faultsOf({ 责任人: '钱修诺、同名' })).toEqual([['责任人', 'PERSON_NOT_SINGLE']]);
  });

  test('that are nearly right get a suggestion', () => {
    const row = read({ 责任人: '钱修偌' });
    expect('errors' in row && row.errors).toMatchObject([{ code: 'PERSON_UNKNOWN', suggestions: ['钱修诺'] }]);
  });

  test('need not be a leader: he is then derived from the portfolio (R44), if anybody holds the department', () => {
    expect(assignmentOf({ 责任领导: '' }).leader).toBeNull();
    expect(warningsOf({ 责任领导: '' })).toEqual([['责任领导', '责任领导未填，按分管关系取“崔静岳”']]);
    const row = read({ 责任领导: '' }, { ...aSetting(), offices: [] });
    expect('warnings' in row && row.warnings).toEqual([]);
  });

  test('may be the leader of the lead’s own office', () => {
    expect(assignmentOf({ 牵头单位: '浙江省人民检察院第八检察部', 参与单位: '', 责任领导: '毛云和', 责任人: '邵溪舟' }).leader).toBe('P5');
  });
});

describe('clauses (R15)', () => {
  test('may be several of one source, or none', () => {
    expect(assignmentOf({ 来源条款: '第1条、第2条' }).clauses).toEqual([
      { source: '规划', clause: '第1条' },
      { source: '规划', clause: '第2条' },
    ]);
    expect(assignmentOf({ 任务来源: '', 来源条款: '' }).clauses).toEqual([]);
  });

  test.each([
    [{ 来源条款: '第9条' }, 'CLAUSE_UNKNOWN'],
    [{ 任务来源: '' }, 'SOURCE_MISSING'],
    [{ 任务来源: '讲话' }, 'CLAUSE_UNKNOWN'],
  ])('%o is refused: %s', (cells, code) => {
    expect(faultsOf(cells)).toEqual([['来源条款', code]]);
  });

  test('named twice count once, with a warning', () => {
    const twice = { 来源条款: '第1条、第1条' };
    expect(assignmentOf(twice).clauses).toHaveLength(1);
    expect(warningsOf(twice)).toEqual([['来源条款', '条款“第1条”重复，只取一次']]);
  });

  test('or a source that is nearly right gets a suggestion', () => {
    const suggested = (cells: Cells) => {
      const row = read(cells);
      return 'errors' in row ? row.errors.map(({ suggestions }) => suggestions) : [];
    };
    expect(suggested({ 来源条款: '第3条' })).toEqual([['第1条', '第2条']]);
    expect(suggested({ 任务来源: '规划纲要' })).toEqual([['规划']]);
  });
});

describe('milestones', () => {
  test('stand in the order of their days, the last not after the due day', () => {
    expect(assignmentOf({ 阶段目标: '2019-06-30：征求意见；2019-12-31：印发' }).milestones).toEqual([
      { date: '2019-06-30', text: '征求意见' },
      { date: '2019-12-31', text: '印发' },
    ]);
    expect(assignmentOf({ 时限类型: '', 完成时限: '', 阶段目标: '2021-06-30：征求意见' }).milestones).toHaveLength(1);
  });

  test('may be written as people do, which is said', () => {
    const written = { 阶段目标: '2019年6月底前: 征求意见\n2019/12/31：印发' };
    expect(assignmentOf(written).milestones).toEqual([
      { date: '2019-06-30', text: '征求意见' },
      { date: '2019-12-31', text: '印发' },
    ]);
    expect(warningsOf(written)).toEqual([
      ['阶段目标', '“2019年6月底前”读作 2019-06-30'],
      ['阶段目标', '“2019/12/31”读作 2019-12-31'],
    ]);
  });

  test.each([
    ['征求意见', 'MILESTONE_MALFORMED'],
    ['2019-06-30：', 'MILESTONE_MALFORMED'],
    ['2019-06-30：甲；', 'MILESTONE_MALFORMED'],
    ['2019-06-31：甲', 'DATE_INVALID'],
    ['2019-06-30：甲；2019-05-31：乙', 'MILESTONES_OUT_OF_ORDER'],
    ['2020-01-01：甲', 'MILESTONE_AFTER_DUE'],
  ])('“%s” is refused: %s', (milestones, code) => {
    expect(faultsOf({ 阶段目标: milestones })).toEqual([['阶段目标', code]]);
  });
});

describe('a milestone of the command line', () => {
  test.each([
    ['2019-06-30：征求意见', []],
    ['2019年6月底前：征求意见', ['DATE_INVALID']],
    ['征求意见', ['MILESTONE_MALFORMED']],
  ])('%s: %o', (value, codes) => {
    expect(milestoneOf({ column: '--milestone', value }).faults.map(({ code }) => code)).toEqual(codes);
  });
});

describe('what cannot be stored', () => {
  test.each([['甲\0乙'], ['\ud83d'], ['长'.repeat(20_001)]])('is refused at its cell (%#)', (title) => {
    expect(faultsOf({ 任务内容: title })).toEqual([['任务内容', 'TEXT_UNREADABLE']]);
  });

  test('is refused as a row where a list has no end', () => {
    const milestones = Array.from({ length: 201 }, () => '2019-06-30：甲').join('；');
    expect(faultsOf({ 阶段目标: milestones })).toEqual([['', 'ROW_UNACCEPTABLE']]);
  });

  test('is shown by its beginning', () => {
    const row = read({ 牵头单位: '部'.repeat(100) });
    expect('errors' in row && row.errors[0]?.message).toContain(`${'部'.repeat(60)}…`);
  });
});

describe('密级', () => {
  test.each([
    ['', undefined],
    ['公开', 'public'],
    ['内部', 'internal'],
  ])('“%s” is taken', (secrecy, taken) => {
    expect(assignmentOf({ 密级: secrecy }).secrecy).toBe(taken);
  });

  test.each(['秘密', '机密', '绝密', '秘密★10年'])('above 内部 never enters the system: %s', (secrecy) => {
    expect(faultsOf({ 密级: secrecy })).toEqual([['密级', 'SECRECY_TOO_HIGH']]);
  });

  test('is one of a list', () => {
    expect(faultsOf({ 密级: '一般' })).toEqual([['密级', 'VALUE_UNKNOWN']]);
  });
});

test('a row of another table is refused for what it lacks', () => {
  expect(readProgrammeRow({ row: 2, cells: {}, faults: [], warnings: [] }, aSetting())).toMatchObject({ number: null });
});

test('no table makes the import throw, and every row of it is accounted for', () => {
  const text = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('', '改-1', '第六检察厅', '2019-12-31', '2019-02-30：甲；乙', '、', '；', '：', '改革'));
  const rows = fc.array(fc.record(Object.fromEntries(programmeColumns.map((column) => [column, text])), { requiredKeys: [] }), { maxLength: 5 });
  fc.assert(
    fc.property(rows, (cells) => {
      const { accepted, rejected, blank } = readProgrammeTable(aTable(...(cells as Cells[])), aSetting());
      expect([...accepted.map(({ row }) => row), ...rejected.map(({ row }) => row), ...blank].toSorted((a, b) => a - b)).toEqual(
        cells.map((_, index) => index + 2),
      );
      for (const { errors } of rejected) expect(errors.length).toBeGreaterThan(0);
    }),
  );
});

test('any order of rows gives the same result', () => {
  const text = fc.constantFrom('', '改-1', '改-2', '第六检察厅', '六厅', '2019年底前', '2019-12-31', '改革', '年底前', '各部门');
  const rows = fc.array(fc.record(Object.fromEntries(programmeColumns.map((column) => [column, text])), { requiredKeys: [] }), { minLength: 2, maxLength: 6 });
  const judged = (cells: readonly Cells[]) => {
    const { accepted, rejected } = readProgrammeTable(aTable(...cells), aSetting());
    const taken = accepted.map(({ command, warnings, missing }) => JSON.stringify({ command, warnings, missing }));
    const refused = rejected.map(({ number, errors }) =>
      JSON.stringify({ number, errors: errors.map(({ column, value, code }) => ({ column, value, code })) }),
    );
    return [taken.toSorted(), refused.toSorted()];
  };
  fc.assert(
    fc.property(
      rows.chain((cells) => fc.tuple(fc.constant(cells as Cells[]), fc.shuffledSubarray(cells as Cells[], { minLength: cells.length }))),
      ([cells, shuffled]) => {
        expect(judged(shuffled)).toEqual(judged(cells));
      },
    ),
  );
});
