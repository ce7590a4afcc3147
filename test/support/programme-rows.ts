import { clauseBook } from '../../domain/clause-book.ts';
import { nameBook } from '../../domain/name-book.ts';
import type { DirectoryNames } from '../../domain/name-book.ts';
import type { ProgrammeColumn } from '../../domain/programme-columns.ts';
import { programmeColumns } from '../../domain/programme-columns.ts';
import type { ImportSetting, ProgrammeRow } from '../../domain/programme-row.ts';
import { readProgrammeRow } from '../../domain/programme-row.ts';
import type { Table } from '../../domain/table.ts';
import { cellRow } from '../../domain/table.ts';

/** The national office, a province below it and a province of another country's worth of names: enough to be ambiguous. */
export const directoryNames: DirectoryNames = {
  offices: [
    { code: 'SPP', name: '最高人民检察院', parent: null },
    { code: '33', name: '浙江省人民检察院', parent: 'SPP' },
    { code: '3301', name: '浙江省杭州市人民检察院', parent: '33' },
  ],
  departments: [
    { code: 'SPP-06', name: '第六检察厅', office: 'SPP' },
    { code: 'SPP-08', name: '第八检察厅', office: 'SPP' },
    { code: 'SPP-DC', name: '办公厅督查室', office: 'SPP' },
    { code: '33-08', name: '第八检察部', office: '33' },
    { code: '3301-04', name: '第四检察部', office: '3301' },
  ],
  persons: [
    { id: 'P1', name: '崔静岳', office: 'SPP', department: 'SPP-LD' },
    { id: 'P2', name: '钱修诺', office: 'SPP', department: 'SPP-06' },
    { id: 'P3', name: '同名', office: 'SPP', department: 'SPP-06' },
    { id: 'P4', name: '同名', office: 'SPP', department: 'SPP-06' },
    { id: 'P5', name: '毛云和', office: '33', department: '33-LD' },
    { id: 'P6', name: '邵溪舟', office: '33', department: '33-08' },
  ],
  aliases: [{ alias: '六厅', name: '第六检察厅' }],
};

export const aSetting = (office = 'SPP', names: DirectoryNames = directoryNames): ImportSetting => ({
  programme: '2019',
  office,
  names: nameBook(names, office),
  decidedOn: '2019-02-12',
  clauses: clauseBook([
    { source: '规划', clause: '第1条' },
    { source: '规划', clause: '第2条' },
  ]),
  offices: [
    {
      code: office,
      name: '',
      level: 'national',
      parent: null,
      departments: names.departments
        .filter((department) => department.office === office)
        .map((department) => ({ ...department, lines: [], kind: 'business', leader: 'P1' })),
    },
  ],
});

const good: Readonly<Record<(typeof programmeColumns)[number], string>> = {
  编号: '改-12',
  类别: '改革',
  任务来源: '规划',
  来源条款: '第1条',
  任务内容: '完善办案组织',
  工作要求: '逐项列明',
  预期成果: '意见印发',
  牵头单位: '第六检察厅',
  参与单位: '第八检察厅',
  责任领导: '崔静岳',
  责任人: '钱修诺',
  时限类型: '年底前',
  完成时限: '2019-12-31',
  阶段目标: '',
  条线: '普通犯罪检察',
  下沉层级: '',
  重点: '',
};

export type Cells = Partial<Record<ProgrammeColumn, string>>;

const header = [...programmeColumns, '密级'] as const;

export const valuesOf = (cells: Cells = {}): readonly string[] => header.map((column) => cells[column] ?? (column === '密级' ? '' : good[column]));

/** A table with these rows, each good but for the cells that are said; the first stands in line 2. */
export const aTable = (...rows: readonly Cells[]): Table => ({
  header,
  rows: rows.map((cells, index) => ({ row: index + 2, values: valuesOf(cells) })),
});

export const read = (cells: Cells = {}, setting: ImportSetting = aSetting()): ProgrammeRow =>
  readProgrammeRow(cellRow(header, { row: 2, values: valuesOf(cells) }), setting);
