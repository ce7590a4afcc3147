import { cellFault } from './cell-faults.ts';
import { nameKey } from './clean-text.ts';
import type { FormRow, FormSetting, RejectedFormRow, ReportedRow, UnfilledRow } from './report-row.ts';
import { readFormRow } from './report-row.ts';
import type { Table } from './table.ts';
import { cellRow, isBlank, repeatedKeys } from './table.ts';
import type { Task } from './task.ts';
import { fullNumberOf } from './task.ts';
import type { TaskNumber } from './values.ts';

/** What a whole form comes to, before the ledger is asked. */
export interface FormReading {
  readonly reported: readonly ReportedRow[];
  readonly rejected: readonly RejectedFormRow[];
  readonly unfilled: readonly UnfilledRow[];
  /** Rows in which nothing stands. */
  readonly blank: readonly number[];
}

/** Every fault of every row at once; a good row is taken whatever the others are. */
export function readForm(table: Table, setting: FormSetting): FormReading {
  const rows = table.rows.filter((row) => !isBlank(row)).map((row) => readFormRow(cellRow(table.header, row), setting));
  const judged = withoutDuplicates(rows);
  return {
    reported: judged.filter((row): row is ReportedRow => 'command' in row),
    rejected: judged.filter((row): row is RejectedFormRow => 'errors' in row),
    unfilled: judged.filter((row): row is UnfilledRow => 'isUnfilled' in row),
    blank: table.rows.filter(isBlank).map(({ row }) => row),
  };
}

/** Without their programmes: whatever a row may mean has one of these. */
export function numbersIn({ header, rows }: Table): readonly TaskNumber[] {
  const column = header.indexOf('编号');
  const written = rows.map(({ values }) => nameKey(values[column] ?? ''));
  return [...new Set(written.map((number) => number.slice(number.indexOf('/') + 1)).filter((number) => number !== ''))];
}

/** As people may write a task's number: alone, or with its programme. */
export function tasksByNumber(tasks: readonly Task[]): FormSetting['tasksCalled'] {
  const called = new Map<string, Task[]>();
  for (const task of tasks)
    for (const number of [task.number, fullNumberOf(task)]) {
      const key = nameKey(number);
      const known = called.get(key);
      if (known) known.push(task);
      else called.set(key, [task]);
    }
  return called;
}

/** All rows that say something of the same task are refused: which of them is meant, only their author knows. */
function withoutDuplicates(rows: readonly FormRow[]): readonly FormRow[] {
  const named = rows.flatMap((row) => ('task' in row && row.task ? [{ row: row.row, key: fullNumberOf(row.task) }] : []));
  const repeated = repeatedKeys(named);
  return rows.map((judged) => {
    const task = 'task' in judged ? judged.task : null;
    const places = task && repeated.get(fullNumberOf(task));
    if (!task || !places) return judged;
    const fault = cellFault('NUMBER_DUPLICATE', { column: '编号', value: task.number }, { rows: places.join('、') });
    return { row: judged.row, number: task.number, task, errors: [...('errors' in judged ? judged.errors : []), fault] };
  });
}
