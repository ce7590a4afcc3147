import { canonicalJson } from './digest.ts';
import type { DirectoryPart } from './directory-rows.ts';
import { columnNames, directoryParts, fileNames, keyColumns } from './directory-rows.ts';

/** What an import changes, row by row and column by column. */

export type DirectoryTableRow = Readonly<Record<string, unknown>>;
export type DirectoryTables = Readonly<Record<DirectoryPart, readonly DirectoryTableRow[]>>;

export interface PartDiff {
  readonly part: DirectoryPart;
  readonly added: readonly DirectoryTableRow[];
  readonly changed: readonly DirectoryTableRow[];
  readonly removed: readonly string[];
  readonly unchanged: readonly DirectoryTableRow[];
}

/** For people; the columns are called as in the files. */
export interface DirectoryChange {
  readonly file: string;
  readonly change: 'added' | 'changed' | 'removed';
  readonly key: string;
  readonly name: string;
  readonly fields: readonly { readonly column: string; readonly before: string; readonly after: string }[];
}

export const diffsOf = (present: DirectoryTables, wanted: DirectoryTables): readonly PartDiff[] =>
  directoryParts.map((part) => diffOf(part, present[part], wanted[part]));

export const keyOf = (part: DirectoryPart, row: DirectoryTableRow): string => String(row[keyColumns[part]]);

export const byKey = (part: DirectoryPart, rows: readonly DirectoryTableRow[]): ReadonlyMap<string, DirectoryTableRow> =>
  new Map(rows.map((row) => [keyOf(part, row), row]));

function diffOf(part: DirectoryPart, present: readonly DirectoryTableRow[], wanted: readonly DirectoryTableRow[]): PartDiff {
  const before = new Map(present.map((row) => [keyOf(part, row), canonicalJson(row)]));
  const after = new Set(wanted.map((row) => keyOf(part, row)));
  const known = wanted.filter((row) => before.has(keyOf(part, row)));
  const isSame = (row: DirectoryTableRow): boolean => before.get(keyOf(part, row)) === canonicalJson(row);
  return {
    part,
    added: wanted.filter((row) => !before.has(keyOf(part, row))),
    changed: known.filter((row) => !isSame(row)),
    removed: [...before.keys()].filter((key) => !after.has(key)),
    unchanged: known.filter(isSame),
  };
}

/** In the order of the files; within one, what comes, what changes, what goes. */
export const changesOf = (diffs: readonly PartDiff[], present: DirectoryTables, wanted: DirectoryTables): readonly DirectoryChange[] =>
  diffs.flatMap(({ part, added, changed, removed }) => {
    const before = byKey(part, present[part]);
    const nameOf = (row: DirectoryTableRow): string => nameIn(part, row, wanted);
    const gone = removed.map((key) => before.get(key) ?? {});
    return [
      ...added.map((row) => ({ file: fileNames[part], change: 'added' as const, key: keyOf(part, row), name: nameOf(row), fields: [] })),
      ...changed.map((row) => ({
        file: fileNames[part],
        change: 'changed' as const,
        key: keyOf(part, row),
        name: nameOf(row),
        fields: fieldsOf(before.get(keyOf(part, row)) ?? {}, row),
      })),
      ...gone.map((row) => ({ file: fileNames[part], change: 'removed' as const, key: keyOf(part, row), name: nameIn(part, row, present), fields: [] })),
    ];
  });

/** A portfolio bears the name of its department. */
function nameIn(part: DirectoryPart, row: DirectoryTableRow, { departments }: DirectoryTables): string {
  const named = part === 'portfolios' ? departments.find(({ code }) => code === row['department']) : row;
  return textOf(named?.['name']);
}

const fieldsOf = (before: DirectoryTableRow, after: DirectoryTableRow): DirectoryChange['fields'] =>
  Object.keys(after).flatMap((column) => {
    const [old, now] = [textOf(before[column]), textOf(after[column])];
    return old === now ? [] : [{ column: columnNames[column] ?? column, before: old, after: now }];
  });

const textOf = (value: unknown): string => (Array.isArray(value) ? value.join(';') : typeof value === 'string' ? value : '');
