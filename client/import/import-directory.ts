import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { z } from 'zod';
import { nowOf, readClock } from '../../ledger/clock.ts';
import { directoryFaults, referenceFaultCodes } from '../../ledger/directory-faults.ts';
import type { DirectoryDiff } from '../../ledger/directory.ts';
import { importDirectory as writeDirectory } from '../../ledger/directory.ts';
import { invalidInput } from '../answers.ts';
import type { CommandDesk } from '../command-order.ts';
import { DubanError } from '../errors.ts';
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
export async function importDirectory(
  { ledger, ranBy }: CommandDesk,
  folder: string,
  { dryRun = false }: { readonly dryRun?: boolean } = {},
): Promise<DirectoryDiff> {
  if (!existsSync(folder)) throw invalidInput('FILE_NOT_FOUND', `没有目录 ${folder}。`, { file: folder });
  const files = await readAll(folder);
  const { offices, departments, persons, portfolios, aliases } = files;
  const content = { offices: offices.taken, departments: departments.taken, persons: persons.taken, portfolios: portfolios.taken, aliases: aliases.taken };
  const unreadable = Object.values(files).flatMap((file: TypedRows<object>) => file.errors);
  const errors = [...unreadable, ...directoryFaults(content).filter(({ code }) => !referenceFaultCodes.includes(code))];
  if (unreadable.length > 0) throw invalidInput('DIRECTORY_INVALID', `组织目录有 ${errors.length} 处错误，未作任何更改。`, { errors });
  return writeDirectory(ledger, content, { now: nowOf(await readClock(ledger)), ranBy, dryRun });
}

/** Of files that cannot be read as tables, all are named together. */
async function readAll(folder: string) {
  const failed: DubanError[] = [];
  const orFailed = <Content extends object>(reading: Promise<TypedRows<Content>>): Promise<TypedRows<Content>> =>
    reading.catch((error: unknown) => {
      if (!(error instanceof DubanError)) throw error;
      failed.push(error);
      return { taken: [], errors: [], warnings: [] };
    });
  const files = {
    offices: await orFailed(read(folder, 'offices.csv', officeSchema)),
    departments: await orFailed(read(folder, 'departments.csv', departmentSchema)),
    persons: await orFailed(read(folder, 'persons.csv', personSchema)),
    portfolios: await orFailed(read(folder, 'portfolios.csv', portfolioSchema)),
    aliases: existsSync(join(folder, 'aliases.csv')) ? await orFailed(read(folder, 'aliases.csv', aliasSchema)) : { taken: [], errors: [], warnings: [] },
  };
  const [first, ...others] = failed;
  if (first) throw others.length === 0 ? first : severalFaults([first, ...others]);
  return files;
}

/** Under their own code where it is the same of all. */
function severalFaults(failed: readonly [DubanError, ...DubanError[]]): DubanError {
  const [{ code: first }] = failed;
  return invalidInput(failed.every(({ code }) => code === first) ? first : 'DIRECTORY_INVALID', `组织目录有 ${failed.length} 个文件不能读取，未作任何更改。`, {
    errors: failed.map(({ code, message, details: { file } }) => ({
      file: typeof file === 'string' ? basename(file) : '',
      row: 0,
      column: '',
      value: '',
      code,
      message,
    })),
  });
}

const read = async <Content extends object>(
  folder: string,
  file: keyof typeof columns,
  schema: z.ZodType<Content, Record<string, string>>,
): Promise<TypedRows<Content>> => typedRows(await readTable(join(folder, file), { columns: columns[file] }), schema, file);
