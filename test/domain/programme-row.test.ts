import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { programmeColumns, readProgrammeRow } from '../../domain/programme-row.ts';
import { readProgrammeTable } from '../../domain/programme-table.ts';
import type { Cells } from '../support/programme-rows.ts';
import { aSetting, aTable, directoryNames, read } from '../support/programme-rows.ts';

const faultsOf = (cells: Cells, office = 'SPP') => {
  const row = read(cells, aSetting(office));
  return 'errors' in row ? row.errors.map(({ column, code }) => [column, code]) : [];
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

  test('is taken although spaces stand around a value, and says so', () => {
    const row = read({ 牵头单位: ' 第六检察厅　' });
    expect('command' in row && row.command.assignment.lead).toBe('SPP-06');
    expect('warnings' in row && row.warnings).toMatchObject([{ column: '牵头单位', code: 'SPACES_REMOVED' }]);
  });

  test('is a draft where something is missing that 交办 needs (R5)', () => {
    const row = read({ 工作要求: '', 完成时限: '', 责任人: '' });
    expect('missing' in row && row.missing.map(({ column }) => column)).toEqual(['工作要求', '责任人', '完成时限']);
  });

  test('needs no horizon: that is decided with the measures (R24)', () => {
    expect(assignmentOf({ 时限类型: '' }).proposedHorizon).toBeNull();
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
    ['第六检察厅、第八检察厅', 'LEAD_NOT_SINGLE'],
    ['各部门', 'DEPARTMENT_UNKNOWN'],
    ['第八检察部', 'DEPARTMENT_UNKNOWN'],
  ])('“%s” is refused: %s', (lead, code) => {
    expect(faultsOf({ 牵头单位: lead })).toEqual([['牵头单位', code]]);
  });

  test('may be called by an alias', () => {
    expect(assignmentOf({ 牵头单位: '六厅' }).lead).toBe('SPP-06');
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
    ['第八检察厅、第八检察厅', 'PARTICIPANT_REPEATED'],
    ['第六检察厅', 'LEAD_IS_PARTICIPANT'],
    ['第八检察厅、妇联', 'DEPARTMENT_UNKNOWN'],
  ])('“%s” is refused: %s', (participants, code) => {
    expect(faultsOf({ 参与单位: participants })).toEqual([['参与单位', code]]);
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
    [{ 来源条款: '第1条、第1条' }, 'CLAUSE_REPEATED'],
    [{ 任务来源: '' }, 'SOURCE_MISSING'],
    [{ 任务来源: '讲话' }, 'CLAUSE_UNKNOWN'],
  ])('%o is refused: %s', (cells, code) => {
    expect(faultsOf(cells)).toEqual([['来源条款', code]]);
  });
});

describe('milestones', () => {
  test('stand in the order of their days, the last not after the due day', () => {
    expect(assignmentOf({ 阶段目标: '2019-06-30：征求意见；2019-12-31：印发' }).milestones).toEqual([
      { date: '2019-06-30', text: '征求意见' },
      { date: '2019-12-31', text: '印发' },
    ]);
    expect(assignmentOf({ 完成时限: '', 阶段目标: '2021-06-30：征求意见' }).milestones).toHaveLength(1);
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
