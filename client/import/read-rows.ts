import { extname } from 'node:path';
import type { z } from 'zod';
import type { TableShape } from '../../domain/table-header.ts';
import type { RowFault } from '../../ledger/directory-faults.ts';
import { invalidInput, reasonOf } from '../answers.ts';
import { readTextFile } from '../text-files.ts';
import { readTable } from './read-table.ts';
import type { TypedRows } from './typed-rows.ts';
import { spoken, typedRows } from './typed-rows.ts';

export interface RowsWanted<Content extends object> extends TableShape {
  readonly schema: z.ZodType<Content, Record<string, string>>;
  /** As a clerk calls the file, and the code where it is no list of rows. */
  readonly what: string;
  readonly malformed: string;
}

/** Rows from a .json (a list of objects) or from a table with the same headings. */
export async function readRows<Content extends object>(file: string, wanted: RowsWanted<Content>): Promise<TypedRows<Content>> {
  if (extname(file).toLowerCase() !== '.json') return typedRows(await readTable(file, wanted), wanted.schema, file);
  const list = parse(await readTextFile(file), file, wanted);
  if (!Array.isArray(list)) throw invalidInput(wanted.malformed, `${wanted.what} ${file} 应为一个列表，每条含 ${wanted.columns.join('、')}。`, { file });
  const read = list.map((item: unknown) => wanted.schema.safeParse(item));
  return {
    taken: read.flatMap(({ data }, index) => (data ? [{ ...data, row: index + 1 }] : [])),
    warnings: [],
    errors: read.flatMap(({ error }, index) => (error ? error.issues.map((issue) => rowError(issue, { file, row: index + 1 })) : [])),
  };
}

function parse(text: string, file: string, { what, malformed }: Pick<RowsWanted<object>, 'what' | 'malformed'>): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw invalidInput(malformed, `${what} ${file} 不是有效的 JSON：${reasonOf(error)}。`, { file, reason: reasonOf(error) });
  }
}

/** Rows of a list are counted from 1. */
const rowError = ({ path, message, input }: z.core.$ZodIssue, place: Pick<RowFault, 'file' | 'row'>): RowFault => ({
  ...place,
  column: String(path[0] ?? ''),
  value: typeof input === 'string' ? input : (JSON.stringify(input) ?? ''),
  ...spoken(message),
});
