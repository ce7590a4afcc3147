import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import { nowOf, readClock } from '../../ledger/clock.ts';
import type { DirectoryDiff } from '../../ledger/directory.ts';
import { importDirectory as writeDirectory } from '../../ledger/directory.ts';
import { invalidInput } from '../answers.ts';
import type { CommandDesk } from '../command-order.ts';
import { aliasSchema, departmentSchema, officeSchema, personSchema, portfolioSchema } from '../schemas.ts';
import { readTable } from './read-table.ts';
import type { TypedRows } from './typed-rows.ts';
import { typedRows } from './typed-rows.ts';

/** The files of a directory and their headings. */
const columns = {
  'offices.csv': ['code', 'name', 'level', 'parent_code'],
  'departments.csv': ['office_code', 'department_code', 'name', 'line', 'kind'],
  'persons.csv': ['id', 'name', 'office_code', 'department_code', 'post', 'roles', 'email', 'phone'],
  'portfolios.csv': ['leader_id', 'department_code'],
  'aliases.csv': ['alias', 'name'],
} as const;

/** The whole directory or nothing of it: half of one would leave tasks with roles that nobody holds. */
export async function importDirectory({ ledger, ranBy }: CommandDesk, folder: string): Promise<DirectoryDiff> {
  if (!existsSync(folder)) throw invalidInput('FILE_NOT_FOUND', `没有目录 ${folder}。`, { file: folder });
  const files = {
    offices: await read(folder, 'offices.csv', officeSchema),
    departments: await read(folder, 'departments.csv', departmentSchema),
    persons: await read(folder, 'persons.csv', personSchema),
    portfolios: await read(folder, 'portfolios.csv', portfolioSchema),
    aliases: existsSync(join(folder, 'aliases.csv')) ? await read(folder, 'aliases.csv', aliasSchema) : { taken: [], errors: [] },
  };
  const errors = Object.values(files).flatMap((file: TypedRows<object>) => file.errors);
  if (errors.length > 0) throw invalidInput('DIRECTORY_INVALID', `组织目录有 ${errors.length} 处错误，未作任何更改。`, { errors });
  const { offices, departments, persons, portfolios, aliases } = files;
  const content = { offices: offices.taken, departments: departments.taken, persons: persons.taken, portfolios: portfolios.taken, aliases: aliases.taken };
  return writeDirectory(ledger, content, { now: nowOf(await readClock(ledger)), ranBy });
}

const read = async <Content extends object>(
  folder: string,
  file: keyof typeof columns,
  schema: z.ZodType<Content, Record<string, string>>,
): Promise<TypedRows<Content>> => typedRows(await readTable(join(folder, file), columns[file]), schema, file);
