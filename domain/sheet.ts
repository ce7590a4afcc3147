import type { DateText } from './values.ts';

/** A sheet as a workbook or a .csv file has it, before anybody says what it means. */
export interface Sheet {
  /** Null for a .csv file, which has only one. */
  readonly name: string | null;
  readonly isHidden: boolean;
  /** Rows in which something stands, from top to bottom. */
  readonly rows: readonly SheetRow[];
  readonly merged: readonly MergedRange[];
  /** Every row of a .csv file has a cell for every column: one more or fewer has gained or lost a comma. */
  readonly isDelimited: boolean;
  /** Dates are days since 1904, as old Macs counted, rather than since 1900. */
  readonly countsFrom1904: boolean;
  /** Where a formula takes its value from another file (`B7`). */
  readonly linked: readonly string[];
}

export interface SheetRow {
  /** As a person sees it, the first being 1; of a .csv file the line on which it begins. */
  readonly row: number;
  /** By column; what is empty is absent. */
  readonly cells: readonly (SheetCell | undefined)[];
  readonly isHidden?: boolean;
}

/** Text stands for itself, which is what most cells are. */
export type SheetCell = PlainCell | FormulaCell;

export type PlainCell = string | NumberCell | DateCell | BooleanCell | ErrorCell;

export interface NumberCell {
  readonly kind: 'number';
  readonly number: number;
}

export interface DateCell {
  readonly kind: 'date';
  readonly date: DateText;
  readonly hasTime: boolean;
}

export interface BooleanCell {
  readonly kind: 'boolean';
  readonly isTrue: boolean;
}

/** `#N/A` and its like, or a kind of cell that we do not know. */
export interface ErrorCell {
  readonly kind: 'error';
  readonly code: string;
}

/** Never evaluated; what the office program last saw is taken, if it was saved. */
export interface FormulaCell {
  readonly kind: 'formula';
  readonly cached: PlainCell | null;
}

/** Rows as a person sees them, columns from 0. Only the first cell has a value. */
export interface MergedRange {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}
