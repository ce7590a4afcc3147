import type { MergedRange, Sheet, SheetCell, SheetRow } from './sheet.ts';

/** A cell that has its value from the top of a merged range. */
export interface MergedCell {
  readonly kind: 'merged';
  readonly cell: SheetCell;
  readonly top: number;
}

export type TableCell = SheetCell | MergedCell;

export interface FilledRow extends Omit<SheetRow, 'cells'> {
  readonly cells: readonly (TableCell | undefined)[];
  /** Columns in which a cell begins that is merged with those to its right. */
  readonly across: ReadonlySet<number>;
}

/**
 * What is merged downwards is meant for each of its rows, so each gets the value. What is merged across belongs to its first column:
 * of a title or a total nobody would know which other column is meant.
 */
export function filledRows({ rows, merged }: Pick<Sheet, 'rows' | 'merged'>): readonly FilledRow[] {
  const filled = rows
    .map((row) => ({ ...row, cells: [...row.cells] as (TableCell | undefined)[], across: new Set<number>() }))
    .toSorted((a, b) => a.row - b.row);
  const places = new Map(filled.map(({ row }, place) => [row, place]));
  for (const { top, left, bottom, right } of apart(merged)) {
    const place = places.get(top);
    if (place === undefined) continue;
    const first = filled[place];
    if (right > left) first?.across.add(left);
    const cell = first?.cells[left];
    if (cell === undefined || (typeof cell === 'object' && cell.kind === 'merged')) continue;
    for (const below of rowsDownTo(filled, { place: place + 1, bottom })) below.cells[left] ??= { kind: 'merged', cell, top };
  }
  return filled;
}

function* rowsDownTo<Row extends SheetRow | FilledRow>(
  rows: readonly Row[],
  { place, bottom }: { readonly place: number; readonly bottom: number },
): Generator<Row> {
  for (let next = place; ; next += 1) {
    const row = rows[next];
    if (row === undefined || row.row > bottom) return;
    yield row;
  }
}

/** Ranges never overlap in a sound file; in another the first of those that do counts, so that the work stays in proportion to the sheet. */
function apart(merged: readonly MergedRange[]): readonly MergedRange[] {
  let before: MergedRange | null = null;
  return merged
    .toSorted((a, b) => a.left - b.left || a.top - b.top)
    .filter((range) => {
      if (before?.left === range.left && range.top <= before.bottom) return false;
      before = range;
      return true;
    });
}
