import { extname } from 'node:path';
import type { z } from 'zod';
import type { Measure } from '../../domain/values.ts';
import type { RowFault } from '../../ledger/directory-faults.ts';
import { invalidInput, reasonOf } from '../answers.ts';
import { measureColumns, measureSchema } from '../schemas.ts';
import { readTextFile } from '../text-files.ts';
import { readTable } from './read-table.ts';
import { spoken, typedRows } from './typed-rows.ts';

/** 落实举措 from a .json (a list of objects) or a .csv file with the same headings. */
export async function readMeasures(file: string): Promise<readonly Measure[]> {
  const { taken, errors } =
    extname(file).toLowerCase() === '.json' ? await fromJson(file) : typedRows(await readTable(file, measureColumns), measureSchema, file);
  const [first] = errors;
  if (first)
    throw invalidInput('MEASURES_INVALID', `举措文件 ${file} 有 ${errors.length} 处错误；第一处：第 ${first.row} 条 ${first.column} ${first.message}`, {
      errors,
    });
  return taken.map(({ text, responsible, start, finish, deliverable, acceptance }) => ({ text, responsible, start, finish, deliverable, acceptance }));
}

async function fromJson(file: string): Promise<{ readonly taken: readonly Measure[]; readonly errors: readonly RowFault[] }> {
  const list = parse(await readTextFile(file), file);
  if (!Array.isArray(list)) throw invalidInput('MEASURES_MALFORMED', `举措文件 ${file} 应为一个列表，每条含 ${measureColumns.join('、')}。`, { file });
  const read = list.map((item: unknown) => measureSchema.safeParse(item));
  return {
    taken: read.flatMap(({ data }) => (data ? [data] : [])),
    errors: read.flatMap(({ error }, index) => (error ? error.issues.map((issue) => rowError(issue, { file, row: index + 1 })) : [])),
  };
}

function parse(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw invalidInput('MEASURES_MALFORMED', `举措文件 ${file} 不是有效的 JSON：${reasonOf(error)}。`, { file, reason: reasonOf(error) });
  }
}

/** Rows of a list are counted from 1. */
const rowError = ({ path, message, input }: z.core.$ZodIssue, place: Pick<RowFault, 'file' | 'row'>): RowFault => ({
  ...place,
  column: String(path[0] ?? ''),
  value: typeof input === 'string' ? input : (JSON.stringify(input) ?? ''),
  ...spoken(message),
});
