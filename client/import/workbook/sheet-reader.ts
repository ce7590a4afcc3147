import type { MergedRange, Sheet, SheetCell, SheetRow } from '../../../domain/sheet.ts';
import type { Archive } from './archive.ts';
import { cellAt, columnName, rangeOf } from './cell-address.ts';
import type { CellContext } from './cell-reader.ts';
import { CellReader } from './cell-reader.ts';
import { tableTooLong, tableTooWide } from './file-fault.ts';
import { fileLimits } from './limits.ts';
import type { Attributes, PartReader } from './parse-part.ts';
import { parsePart } from './parse-part.ts';
import { isTrue } from './parts.ts';

/** What all sheets of a file together may still hold. */
export interface Budget {
  rows: number;
  cells: number;
}

export interface SheetSource {
  readonly part: string;
  readonly context: CellContext;
  readonly budget: Budget;
}

type Content = Pick<Sheet, 'rows' | 'merged' | 'linked'>;

/** One sheet, row by row as it is unpacked. */
export async function readSheet(archive: Archive, { part, context, budget }: SheetSource): Promise<Content> {
  const reader = new SheetReader(archive.file, { context, budget });
  await parsePart(archive, part, reader);
  return reader.content;
}

class SheetReader implements PartReader {
  readonly content = { rows: [] as SheetRow[], merged: [] as MergedRange[], linked: [] as string[] } satisfies Content;
  readonly #file: string;
  readonly #cell: CellReader;
  readonly #budget: Budget;
  #row = 0;
  #column = -1;
  #isHidden = false;
  #cells: (SheetCell | undefined)[] = [];

  constructor(file: string, { context, budget }: Omit<SheetSource, 'part'>) {
    this.#file = file;
    this.#cell = new CellReader(context);
    this.#budget = budget;
  }

  open(name: string, attributes: Attributes): void {
    switch (name) {
      case 'row':
        this.#row = Number.parseInt(attributes['r'] ?? '', 10) || this.#row + 1;
        this.#column = -1;
        this.#isHidden = isTrue(attributes['hidden']);
        return;
      case 'c':
        this.#column = attributes['r'] === undefined ? this.#column + 1 : cellAt(attributes['r']).column;
        this.#cell.begin(attributes);
        return;
      case 'mergeCell':
        this.content.merged.push(rangeOf(attributes['ref'] ?? ''));
        return;
      default:
        this.#cell.open(name);
    }
  }

  text(piece: string): void {
    this.#cell.text(piece);
  }

  close(name: string): void {
    this.#cell.close(name);
    if (name === 'c') this.#endCell();
    if (name === 'row') this.#endRow();
  }

  #endCell(): void {
    const value = this.#cell.end();
    if (this.#cell.isLinked) this.content.linked.push(`${columnName(this.#column)}${this.#row}`);
    if (value === undefined) return;
    if (this.#column >= fileLimits.columns) throw tableTooWide(this.#file, this.#column + 1);
    if (--this.#budget.cells < 0) throw tableTooLong(this.#file);
    while (this.#cells.length <= this.#column) this.#cells.push(undefined);
    this.#cells[this.#column] = value;
  }

  #endRow(): void {
    if (this.#cells.length === 0) return;
    if (--this.#budget.rows < 0) throw tableTooLong(this.#file);
    this.content.rows.push({ row: this.#row, cells: this.#cells, ...(this.#isHidden && { isHidden: true }) });
    this.#cells = [];
  }
}
