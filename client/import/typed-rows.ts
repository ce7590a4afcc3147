import type { z } from 'zod';
import type { Table } from '../../domain/table.ts';
import { cellRow, isBlank } from '../../domain/table.ts';
import type { RowFault } from '../../ledger/directory-faults.ts';

export interface TypedRows<Content> {
  readonly taken: readonly (Content & { readonly row: number })[];
  readonly errors: readonly RowFault[];
  /** What was made of what, in the rows that are taken. */
  readonly warnings: readonly RowFault[];
}

/** Every row as its schema reads it, or everything that is wrong with it. Blank rows say nothing. */
export function typedRows<Content extends object>(table: Table, schema: z.ZodType<Content, Record<string, string>>, file: string): TypedRows<Content> {
  const taken: (Content & { row: number })[] = [];
  const errors: RowFault[] = [];
  const said: RowFault[] = [];
  for (const tableRow of table.rows) {
    if (isBlank(tableRow)) continue;
    const { row, cells, faults, warnings } = cellRow(table.header, tableRow);
    const read = schema.safeParse(cells);
    const found = [...faults, ...(read.success ? [] : read.error.issues.map((issue) => faultOf(issue, cells)))];
    errors.push(...found.map((fault) => ({ file, row, ...fault })));
    if (!read.success || found.length > 0) continue;
    taken.push({ ...read.data, row });
    said.push(...warnings.map((warning) => ({ file, row, ...warning })));
  }
  return { taken, errors, warnings: said };
}

function faultOf({ path, message }: z.core.$ZodIssue, cells: Readonly<Record<string, string>>): Omit<RowFault, 'file' | 'row'> {
  const column = String(path[0] ?? '');
  return { column, value: cells[column] ?? '', ...spoken(message) };
}

/** A message of a schema is `CODE sentence`. */
export function spoken(message: string): { readonly code: string; readonly message: string } {
  const [, code = 'VALUE_INVALID', sentence = message] = /^([A-Z_]+) (.*)$/s.exec(message) ?? [];
  return { code, message: sentence };
}
