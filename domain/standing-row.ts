import { cleaned } from './clean-text.ts';
import type { NameBook } from './name-book.ts';
import type { ProgrammeColumn } from './programme-columns.ts';
import { programmeTexts, shownAssignment } from './programme-text.ts';
import type { Assignment, Task } from './task.ts';

/**
 * A task as the ledger writes it into the row of a file. A cell in which just that stands asks for nothing, so it is not judged: a milestone may have
 * moved behind the first due day, a person may have left, and were in order when they were decided.
 */
export interface StandingRow {
  readonly shown: Assignment;
  readonly isAsWritten: (column: ProgrammeColumn, value: string) => boolean;
}

export function standingRow(task: Task, names: NameBook): StandingRow {
  const texts = programmeTexts(task, names);
  return {
    shown: shownAssignment(task),
    isAsWritten: (column, value) => cleaned({ column, value: texts[column] }).value === value,
  };
}
