import { officeLevels, roles } from '../domain/values.ts';
import type { DepartmentRow, DirectoryFiles, DirectoryPart, OfficeRow, PersonRow, PortfolioRow } from './directory-rows.ts';
import { fileNames, levelOf } from './directory-rows.ts';

/** What is wrong in a row of a file, for a clerk who has that file open. */
export interface RowFault {
  readonly file: string;
  readonly row: number;
  readonly column: string;
  readonly value: string;
  /** Stable, SCREAMING_SNAKE. */
  readonly code: string;
  /** Chinese. */
  readonly message: string;
}

/** Faults that name what is not in another file: where rows of that file could not be read, they may say too much. */
export const referenceFaultCodes: readonly string[] = ['PARENT_MISSING', 'OFFICE_MISSING', 'DEPARTMENT_MISSING', 'PERSON_MISSING', 'LEADER_MISSING'];

/** Everything that is wrong, in one run, in the order of the files. */
export function directoryFaults(files: DirectoryFiles): readonly RowFault[] {
  const known: Known = {
    offices: new Map(files.offices.map((office) => [office.code, office])),
    departments: new Map(files.departments.map((department) => [department.code, department])),
    persons: new Map(files.persons.map((person) => [person.id, person])),
    held: new Set(files.portfolios.map(({ department }) => department)),
  };
  return [
    ...rowFaults('offices', files.offices, (office) => officeFaults(office, known)),
    ...rowFaults('departments', files.departments, (department) => departmentFaults(department, known)),
    ...rowFaults('persons', files.persons, (person) => personFaults(person, known)),
    ...rowFaults('portfolios', files.portfolios, (portfolio) => portfolioFaults(portfolio, known)),
    ...rowFaults('aliases', files.aliases ?? [], ({ alias, name }) => [...missing('alias', alias), ...missing('name', name)]),
    ...repeated('offices', files.offices, { column: 'code', keyOf: ({ code }) => code }),
    ...repeated('offices', files.offices, { column: 'name', keyOf: ({ name }) => name }),
    ...repeated('departments', files.departments, { column: 'department_code', keyOf: ({ code }) => code }),
    ...repeated('departments', files.departments, { column: 'name', keyOf: ({ office, name }) => `${office} ${name}` }),
    ...repeated('persons', files.persons, { column: 'id', keyOf: ({ id }) => id }),
    ...repeated('portfolios', files.portfolios, { column: 'department_code', keyOf: ({ department }) => department }),
    ...repeated('aliases', files.aliases ?? [], { column: 'alias', keyOf: ({ alias }) => alias }),
  ];
}

/** What an office may still have to set up. */
export function directoryWarnings({ offices, departments }: DirectoryFiles): readonly RowFault[] {
  const supervised = new Set(departments.filter(({ kind }) => kind === 'supervision').map(({ office }) => office));
  return rowFaults('offices', offices, ({ code }) =>
    supervised.has(code) ? [] : [fault('code', code, 'SUPERVISION_UNIT_MISSING', `单位“${code}”没有督查部门（departments.csv 中 kind 为 supervision 的部门）`)],
  );
}

interface Known {
  readonly offices: ReadonlyMap<string, OfficeRow>;
  readonly departments: ReadonlyMap<string, DepartmentRow>;
  readonly persons: ReadonlyMap<string, PersonRow>;
  /** Departments that a leader holds. */
  readonly held: ReadonlySet<string>;
}

type CellFault = Pick<RowFault, 'column' | 'value' | 'code' | 'message'>;

/** A parent exactly one level up also excludes every cycle. */
function officeFaults({ code, name, level, parent }: OfficeRow, { offices }: Known): readonly CellFault[] {
  const faults = [...missing('code', code), ...missing('name', name)];
  const own = levelOf(level);
  if (own === null) return [...faults, fault('level', level, 'LEVEL_UNKNOWN', `层级“${level}”应为最高检、省级、市级、基层之一`)];
  const above = parent ? offices.get(parent) : undefined;
  if (own === 'national') return parent ? [...faults, fault('parent_code', parent, 'PARENT_NOT_ADJACENT', '最高检没有上级单位')] : faults;
  if (!above) return [...faults, fault('parent_code', parent ?? '', 'PARENT_MISSING', `上级单位“${parent ?? ''}”不在 offices.csv 中`)];
  const aboveLevel = levelOf(above.level);
  if (aboveLevel !== null && officeLevels.indexOf(aboveLevel) !== officeLevels.indexOf(own) - 1)
    return [...faults, fault('parent_code', parent ?? '', 'PARENT_NOT_ADJACENT', `上级单位“${parent}”是${above.level}，应正好高一级`)];
  return faults;
}

/** 院领导 hold the others and are held by nobody. */
function departmentFaults({ code, office, name, kind }: DepartmentRow, { offices, held }: Known): readonly CellFault[] {
  return [
    ...missing('department_code', code),
    ...missing('name', name),
    ...(offices.has(office) ? [] : [fault('office_code', office, 'OFFICE_MISSING', `单位“${office}”不在 offices.csv 中`)]),
    ...(kinds.includes(kind) ? [] : [fault('kind', kind, 'KIND_UNKNOWN', `部门类别“${kind}”应为 ${kinds.join('、')} 之一`)]),
    ...(kind === 'leadership' || held.has(code)
      ? []
      : [fault('department_code', code, 'LEADER_MISSING', `部门“${code}”没有分管领导：请在 portfolios.csv 中写明`)]),
  ];
}

function personFaults({ id, name, office, department, roles: held }: PersonRow, { offices, departments }: Known): readonly CellFault[] {
  const unknownRoles = held.filter((role) => !(roles as readonly string[]).includes(role));
  const unit = departments.get(department);
  return [
    ...missing('id', id),
    ...missing('name', name),
    ...(id === 'clock' || id === 'system' ? [fault('id', id, 'ID_RESERVED', `“${id}”留给系统使用，不能作人员编号`)] : []),
    ...(offices.has(office) ? [] : [fault('office_code', office, 'OFFICE_MISSING', `单位“${office}”不在 offices.csv 中`)]),
    ...(unit ? [] : [fault('department_code', department, 'DEPARTMENT_MISSING', `部门“${department}”不在 departments.csv 中`)]),
    ...(unit && unit.office !== office
      ? [fault('department_code', department, 'DEPARTMENT_ELSEWHERE', `部门“${department}”属于单位“${unit.office}”，不属于“${office}”`)]
      : []),
    ...unknownRoles.map((role) => fault('roles', role, 'ROLE_UNKNOWN', `角色“${role}”应为 ${roles.join('、')} 之一`)),
  ];
}

function portfolioFaults({ leader, department }: PortfolioRow, { persons, departments }: Known): readonly CellFault[] {
  const person = persons.get(leader);
  const unit = departments.get(department);
  return [
    ...(person ? [] : [fault('leader_id', leader, 'PERSON_MISSING', `人员“${leader}”不在 persons.csv 中`)]),
    ...(unit ? [] : [fault('department_code', department, 'DEPARTMENT_MISSING', `部门“${department}”不在 departments.csv 中`)]),
    ...(person && unit && person.office !== unit.office
      ? [fault('leader_id', leader, 'LEADER_ELSEWHERE', `“${leader}”在单位“${person.office}”，不能分管单位“${unit.office}”的部门`)]
      : []),
  ];
}

const kinds = ['business', 'supervision', 'leadership', 'affiliated'];

const fault = (column: string, value: string, code: string, ...[message = '']: readonly string[]): CellFault => ({ column, value, code, message });

const missing = (column: string, value: string): readonly CellFault[] =>
  value.trim() === '' ? [fault(column, value, 'VALUE_MISSING', `${column} 不能为空`)] : [];

const rowFaults = <Row extends { readonly row?: number }>(
  part: DirectoryPart,
  rows: readonly Row[],
  faultsOf: (row: Row) => readonly CellFault[],
): readonly RowFault[] => rows.flatMap((row, index) => faultsOf(row).map((found) => ({ file: fileNames[part], row: row.row ?? index + 2, ...found })));

interface Key<Row> {
  readonly column: string;
  readonly keyOf: (row: Row) => string;
}

function repeated<Row extends { readonly row?: number }>(part: DirectoryPart, rows: readonly Row[], { column, keyOf }: Key<Row>): readonly RowFault[] {
  const first = new Map<string, number>();
  return rowFaults(part, rows, (row) => {
    const key = keyOf(row);
    const place = first.get(key);
    if (place !== undefined) return [fault(column, key, 'REPEATED', `“${key}”与第 ${place} 行重复`)];
    first.set(key, row.row ?? rows.indexOf(row) + 2);
    return [];
  });
}
