import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clauseBook, clauseKey } from '../../domain/clause-book.ts';
import { cleaned } from '../../domain/clean-text.ts';
import type { LedgerCell, LedgerEntry, SheetSetting } from '../../domain/ledger-cells.ts';
import { ledgerCells } from '../../domain/ledger-cells.ts';
import type { LedgerHeading } from '../../domain/ledger-columns.ts';
import { ledgerColumns, ledgerHeadings } from '../../domain/ledger-columns.ts';
import { nameBook } from '../../domain/name-book.ts';
import { programmeColumns } from '../../domain/programme-columns.ts';
import { planRow } from '../../domain/programme-plan.ts';
import type { ImportSetting } from '../../domain/programme-row.ts';
import { readProgrammeTable } from '../../domain/programme-table.ts';
import type { Table } from '../../domain/table.ts';
import type { Assignment, Task } from '../../domain/task.ts';
import { taskStates } from '../../domain/task.ts';
import { anyTask } from '../support/arbitrary-events.ts';
import { anAssignment, anEvent, aTask, historyOf, historyOfDeclined, taskAfter } from '../support/events.ts';
import { offices } from '../support/offices.ts';
import { directoryNames } from '../support/programme-rows.ts';

const departments = offices.flatMap(({ code: office, departments: some }) => some.map(({ code, name }) => ({ code, name, office })));
const persons = [
  ...departments.map(({ code, office }) => ({ id: `department_head of ${code}`, name: `${code} 负责人`, office, department: code })),
  { id: 'leader of civil', name: '崔静岳', office: 'SPP', department: 'SPP-LD' },
  { id: 'reviewer of SPP-BGT', name: '审核人', office: 'SPP', department: 'SPP-BGT' },
];
const directory = { offices: offices.map(({ code, name, parent }) => ({ code, name, parent })), departments, persons, aliases: [] };

const setting = (parts: Partial<SheetSetting> = {}): SheetSetting => ({
  names: nameBook(directory, 'SPP'),
  phoneOf: (person) => `电话 ${person}`,
  hasFullNumbers: false,
  mark: '',
  today: '2019-02-12',
  ...parts,
});

const entry = (task: Task, parts: Partial<LedgerEntry> = {}): LedgerEntry => ({ task, light: 'green', overdueWorkingDays: 0, ...parts });

function rowOf(task: Task, { parts = {}, ...others }: Partial<SheetSetting> & { readonly parts?: Partial<LedgerEntry> } = {}) {
  const cells = ledgerCells(entry(task, parts), setting(others));
  return Object.fromEntries(ledgerHeadings.map((heading, column) => [heading, cells[column]])) as Record<LedgerHeading, LedgerCell>;
}

describe('a row of the ledger as a sheet', () => {
  test('has the 28 columns of a ledger and the seven that an import needs as well', () => {
    expect(ledgerHeadings).toHaveLength(35);
    expect(programmeColumns.filter((column) => !Object.values<string | null>(ledgerColumns).includes(column))).toEqual([]);
  });

  test('says what was ordered, with names for codes and both due days', () => {
    expect(rowOf(aTask('inProgress'))).toMatchObject({
      编号: '改-12',
      类别: '改革',
      任务来源: '党组扩大会 2019-02-12',
      来源条款: '《检察改革工作规划》12',
      牵头单位: '第六检察厅',
      参与单位: '第八检察厅',
      责任领导: '崔静岳',
      责任人: 'SPP-06 负责人',
      联系电话: '电话 department_head of SPP-06',
      '完成时限(原)': { date: '2019-06-30' },
      '完成时限(现)': { date: '2019-06-30' },
      时限类型: '上半年',
      阶段目标: '2019-04-30：形成征求意见稿',
      重点: '',
    });
  });

  test('says how the work stands', () => {
    const reported = taskAfter([...historyOf('inProgress'), anEvent('taskReported'), anEvent('taskUrged')]);

    expect(rowOf(reported, { parts: { light: 'red', overdueWorkingDays: 3 } })).toMatchObject({
      落实举措: '1. 起草指引（张三，2019-02-21 至 2019-04-30，成果：征求意见稿），2019-03-04 完成\n2. 印发指引（张三，2019-05-05 至 2019-06-14，成果：正式文本）',
      进展情况: '2019-03-04：完成调研，形成初稿',
      下一步打算: '三月底前征求意见',
      存在问题: '无',
      建议: '1-1 请法律政策研究室提前会商',
      状态: '推进中',
      灯: '红',
      '超期(工作日)': { count: 3 },
      催办次数: { count: 1 },
      退回次数: { count: 0 },
      办结申请时间: '',
      销号时间: '',
      销号人: '',
      '成果/佐证': '',
      备注: '',
    });
  });

  test('says 无 where a report suggests nothing', () => {
    expect(rowOf(taskAfter([...historyOf('inProgress'), anEvent('taskReported', { suggestions: [] })])).建议).toBe('无');
  });

  test('says who struck it off, when, and on what result', () => {
    const applied = anEvent('closureApplied', { effect: '办案质量提高' });
    expect(rowOf(taskAfter([...historyOf('inProgress'), applied, anEvent('taskStruckOff')]))).toMatchObject({
      办结申请时间: { at: '2019-06-20T01:00:00.000Z' },
      销号时间: { at: '2019-06-25T01:00:00.000Z' },
      销号人: '审核人',
      '成果/佐证': '印发民事检察办案指引\n成效：办案质量提高\n佐证：办案指引.pdf',
    });
    expect(rowOf(aTask('closureReview'))).toMatchObject({ 销号时间: '', '成果/佐证': '印发民事检察办案指引\n佐证：办案指引.pdf' });
  });

  test('shows measures that are not decided yet as such, and those of a task that was ended', () => {
    const proposed = taskAfter([...historyOf('received'), anEvent('measuresSubmitted')]);

    expect(rowOf(proposed).落实举措).toMatch(/^（待审定）\n1\. 起草指引/);
    expect(rowOf(aTask('received')).落实举措).toBe('');
    expect(rowOf(aTask('terminated')).落实举措).toMatch(/^1\. 起草指引/);
  });

  test.each<[string, Task]>([
    ['2019-02-13 退签：不属于本厅职责', taskAfter(historyOfDeclined())],
    ['草稿，缺责任人、完成时限', aTask('registered', { responsible: null, due: null })],
    ['', aTask('registered')],
    ['已退回，应在 2019-07-01 24:00 前重新申请办结', taskAfter([...historyOf('closureReview'), anEvent('closureReturned')])],
    ['暂缓至 2019-06-03：待立法', aTask('suspended')],
    ['终止：任务已无必要（党组会 2019-05-06）', aTask('terminated')],
    ['并入 2019/改-13', aTask('merged')],
    ['已升级至第 1 级\n已更正 1 处', taskAfter([...historyOf('inProgress'), anEvent('taskEscalated'), anEvent('entryCorrected')])],
  ])('notes what a reader would ask next: %s', (note, task) => {
    expect(rowOf(task).备注).toBe(note);
  });

  test('has something in every column that a state allows, and throws in none', () => {
    for (const state of taskStates) expect(Object.values(rowOf(aTask(state)))).not.toContain(undefined);
  });

  test('says the programme where there are several, and 演示数据 where a row must say so itself', () => {
    expect(rowOf(aTask('merged'), { hasFullNumbers: true, mark: '演示数据' })).toMatchObject({ 编号: '2019/改-12', 备注: '演示数据\n并入 2019/改-13' });
  });

  test('leaves empty what a draft does not say', () => {
    const draft = aTask('registered', {
      leader: null,
      responsible: null,
      due: null,
      proposedHorizon: null,
      milestones: [],
      participants: [],
      clauses: [],
      isKey: true,
    });

    expect(rowOf(draft)).toMatchObject({
      责任领导: '',
      责任人: '',
      联系电话: '',
      '完成时限(原)': '',
      '完成时限(现)': '',
      时限类型: '',
      阶段目标: '',
      参与单位: '',
      来源条款: '',
      重点: '是',
    });
  });
});

describe('names in a sheet', () => {
  const leadOf = (lead: string, names = nameBook(directory, 'SPP')) => rowOf(aTask('issued', { lead, participants: [] }), { names }).牵头单位;

  test('a department of a lower office has its office in front; one that a name does not lead to is written by its code', () => {
    expect(leadOf('33-06')).toBe('33检察院民事检察部');
    expect(leadOf('GONE')).toBe('GONE');
    const doubled = [...departments, { code: 'SPP-99', name: '第六检察厅', office: 'SPP' }, { code: 'SPP-98', name: '技术、信息中心', office: 'SPP' }];
    const names = nameBook({ ...directory, departments: doubled }, 'SPP');
    expect([leadOf('SPP-99', names), leadOf('SPP-06', names), leadOf('SPP-98', names)]).toEqual(['SPP-99', 'SPP-06', 'SPP-98']);
  });

  test('a department of an office above is written with its office, which only people read', () => {
    expect(leadOf('SPP-06', nameBook(directory, '33'))).toBe('SPP-06');
  });

  test('a person of whom there are two in the place is written by number', () => {
    const names = nameBook(directoryNames, 'SPP');
    const people = ({ leader, responsible }: Partial<Assignment>) => {
      const row = rowOf(aTask('issued', { lead: 'SPP-06', participants: [], leader: leader ?? null, responsible: responsible ?? null }), { names });
      return [row.责任领导, row.责任人];
    };

    expect(people({ leader: 'P1', responsible: 'P2' })).toEqual(['崔静岳', '钱修诺']);
    expect(people({ leader: 'P3', responsible: 'P4' })).toEqual(['P3', 'P4']);
    expect(people({ leader: 'P-gone', responsible: 'P1' })).toEqual(['P-gone', 'P1']);
  });
});

describe('what is written is read back the same', () => {
  const source = '规划';
  const clauses = ['第1条', '第2条', '附件（一）'].flatMap((clause) => [source, '意见《一》'].map((from) => ({ source: from, clause })));
  // An import takes away what nobody sees; what it once read, it reads the same again.
  const text = fc.string({ unit: 'grapheme', maxLength: 30 }).map((value) => cleaned({ column: '', value }).value);
  // An empty 责任领导 is filled from the portfolios; here nobody holds any.
  const withoutLeaders = offices.map((office) => ({ ...office, departments: office.departments.map((department) => ({ ...department, leader: null })) }));
  const filled = text.map((content) => content || '文');
  const day = fc.integer({ min: 0, max: 300 }).map((days) => new Date(Date.UTC(2019, 1, 12 + days)).toISOString().slice(0, 10));
  const codes = departments.map(({ code }) => code);
  const plain = filled.map((content) => content.replaceAll(/[；;\s]/g, '，'));
  const milestones = fc.array(fc.record({ date: day, text: plain }), { maxLength: 3 }).map((some) => some.toSorted((a, b) => (a.date < b.date ? -1 : 1)));

  const anyAssignment: fc.Arbitrary<Assignment> = fc
    .record({
      category: fc.constantFrom('工作' as const, '改革' as const),
      title: text,
      requirement: text,
      expectedResult: text,
      departments: fc.uniqueArray(fc.constantFrom(...codes), { minLength: 1, maxLength: 4 }),
      hasResponsible: fc.boolean(),
      leader: fc.constantFrom(null, 'leader of civil'),
      // What contradicts the due day is refused on its way in.
      proposedHorizon: fc.constantFrom(null, 'longTerm' as const),
      due: fc.constantFrom(null, '2020-12-31'),
      milestones,
      secrecy: fc.constantFrom(undefined, 'internal' as const),
      line: text,
      depth: fc.constantFrom('', '省级', '市级', '基层'),
      isKey: fc.boolean(),
      clauses: fc.uniqueArray(fc.constantFrom(...clauses), { selector: clauseKey, maxLength: 3 }),
    })
    .map(({ departments: [lead = 'SPP-06', ...participants], hasResponsible, secrecy, ...content }) =>
      anAssignment({ ...content, ...(secrecy && { secrecy }), lead, participants, responsible: hasResponsible ? `department_head of ${lead}` : null }),
    );

  const names = nameBook(directory, 'SPP');
  const settingOfImport: ImportSetting = {
    programme: '2019',
    office: 'SPP',
    decidedOn: '2019-02-12',
    names,
    clauses: clauseBook(clauses),
    offices: withoutLeaders,
  };

  /** As an import finds it: the columns that it knows, cell by cell cleaned. */
  function tableOf(tasks: readonly Task[]): Table {
    const read = ledgerHeadings.map((heading) => ledgerColumns[heading]);
    const valuesOf = (task: Task): readonly string[] =>
      ledgerCells(entry(task), setting({ names })).flatMap((cell, place) => (read[place] ? [textOf(cell)] : []));
    return { header: read.flatMap((column) => column ?? []), rows: tasks.map((task, place) => ({ row: place + 2, values: valuesOf(task) })) };
  }

  const textOf = (cell: LedgerCell): string => cleaned({ column: '', value: typeof cell === 'string' ? cell : 'date' in cell ? cell.date : '' }).value;

  test('for any assignment, row by row of any table', () => {
    fc.assert(
      fc.property(fc.array(anyAssignment, { minLength: 1, maxLength: 5 }), (assignments) => {
        const origin = { kind: 'programme', text: source } as const;
        const tasks = assignments.map((assignment, place) => taskAfter(historyOf('registered', { number: `改-${place + 1}`, assignment, origin })));
        const reading = readProgrammeTable(tableOf(tasks), settingOfImport);

        expect(reading.rejected).toEqual([]);
        expect(reading.accepted.map(({ command }) => command.assignment)).toEqual(assignments);
      }),
    );
  });

  test('for a task in any state, after any history: nothing is refused, nothing changes', () => {
    fc.assert(
      fc.property(anyTask, (task) => {
        const { accepted, rejected } = readProgrammeTable(tableOf([task]), { ...settingOfImport, standing: new Map([[task.number, task]]) });

        expect(rejected).toEqual([]);
        expect(accepted.map(({ command }) => planRow(task, command))).toEqual([{ act: 'none' }]);
        if (task.state !== 'registered') expect(accepted).toMatchObject([{ missing: [] }]);
      }),
      { numRuns: 500 },
    );
  });

  test('and a cell that is not as written is judged', () => {
    const task = taskAfter([...historyOf('suspended'), anEvent('taskResumed')]);
    const standing = new Map([[task.number, task]]);
    const table = tableOf([task]);
    const changed = (heading: LedgerHeading, value: string): Table => {
      const place = table.header.indexOf(ledgerColumns[heading] ?? '');
      return { ...table, rows: table.rows.map(({ row, values }) => ({ row, values: values.with(place, value) })) };
    };
    const read = (file: Table) => readProgrammeTable(file, { ...settingOfImport, standing });

    expect(read(table).rejected).toEqual([]);
    expect(read(changed('阶段目标', '2019-07-16：形成征求意见稿')).rejected).toMatchObject([{ errors: [{ column: '阶段目标', code: 'MILESTONE_AFTER_DUE' }] }]);
    expect(read(changed('预期成果', '正式文本')).accepted.map(({ command }) => planRow(task, command))).toMatchObject([
      { act: 'ignore', reason: expect.stringMatching(/推进中.*：预期成果（/) as string },
    ]);
    expect(readProgrammeTable(table, settingOfImport).rejected).toMatchObject([{ errors: [{ code: 'MILESTONE_AFTER_DUE' }, { code: 'CLAUSE_UNKNOWN' }] }]);
  });
});
