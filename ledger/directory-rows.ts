import type { DepartmentKind } from '../domain/organisation.ts';
import type { OfficeLevel, Role } from '../domain/values.ts';

/** The directory as an office writes it down, one list per file. `row` is the line a person sees; the header is line 1. */

export interface DirectoryFiles {
  readonly offices: readonly OfficeRow[];
  readonly departments: readonly DepartmentRow[];
  readonly persons: readonly PersonRow[];
  readonly portfolios: readonly PortfolioRow[];
  readonly aliases?: readonly AliasRow[];
}

interface Row {
  readonly row?: number;
}

export interface OfficeRow extends Row {
  readonly code: string;
  readonly name: string;
  /** 最高检, 省级, 市级, 基层, or the level's code. */
  readonly level: string;
  /** Empty or null for the national office. */
  readonly parent: string | null;
}

export interface DepartmentRow extends Row {
  readonly code: string;
  readonly office: string;
  readonly name: string;
  readonly lines: readonly string[];
  readonly kind: string;
}

export interface PersonRow extends Row {
  readonly id: string;
  readonly name: string;
  readonly office: string;
  readonly department: string;
  readonly post: string;
  readonly roles: readonly string[];
  readonly email: string;
  readonly phone: string;
}

export interface PortfolioRow extends Row {
  readonly leader: string;
  readonly department: string;
}

export interface AliasRow extends Row {
  readonly alias: string;
  readonly name: string;
}

export const fileNames = {
  offices: 'offices.csv',
  departments: 'departments.csv',
  persons: 'persons.csv',
  portfolios: 'portfolios.csv',
  aliases: 'aliases.csv',
} as const;

export type DirectoryPart = keyof typeof fileNames;

export const directoryParts = Object.keys(fileNames) as readonly DirectoryPart[];

const levels: Readonly<Record<string, OfficeLevel>> = { 最高检: 'national', 中央: 'national', 省级: 'provincial', 市级: 'municipal', 基层: 'grassroots' };
const levelCodes: readonly string[] = ['national', 'provincial', 'municipal', 'grassroots'] satisfies readonly OfficeLevel[];

export const levelOf = (text: string): OfficeLevel | null => levels[text] ?? (levelCodes.includes(text) ? (text as OfficeLevel) : null);

/** What the tables hold, part by part; the first column is the key. */
export const tableRows = ({ offices, departments, persons, portfolios, aliases = [] }: DirectoryFiles) => ({
  offices: offices.map(({ code, name, level, parent }) => ({ code, name, level: levelOf(level) ?? 'national', parent: parent === '' ? null : parent })),
  departments: departments.map(({ code, office, name, lines, kind }) => ({ code, office, name, lines: [...lines], kind: kind as DepartmentKind })),
  persons: persons.map(({ id, name, office, department, post, roles, email, phone }) => ({
    id,
    name,
    office,
    department,
    post,
    roles: [...roles] as Role[],
    email,
    phone,
  })),
  portfolios: portfolios.map(({ department, leader }) => ({ department, leader })),
  aliases: aliases.map(({ alias, name }) => ({ alias, name })),
});

export const keyColumns = { offices: 'code', departments: 'code', persons: 'id', portfolios: 'department', aliases: 'alias' } as const satisfies Record<
  DirectoryPart,
  string
>;

/** Columns that the files call otherwise than the tables. */
export const columnNames: Readonly<Record<string, string>> = {
  parent: 'parent_code',
  office: 'office_code',
  department: 'department_code',
  lines: 'line',
  leader: 'leader_id',
};

/** Of persons only: what reaches a human being. It lives in the table alone and goes when its row goes. */
export const contactColumns = ['name', 'email', 'phone'] as const;

export function withoutContact(row: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  if (!('email' in row)) return row;
  return Object.fromEntries(Object.entries(row).filter(([column]) => !(contactColumns as readonly string[]).includes(column)));
}
