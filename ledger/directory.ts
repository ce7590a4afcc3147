import { sql } from 'kysely';
import type { Instant } from '../domain/values.ts';
import { canonicalJson, sm3Hex } from './digest.ts';
import { directoryFaults } from './directory-faults.ts';
import type { RowFault } from './directory-faults.ts';
import type { DirectoryFiles, DirectoryPart } from './directory-rows.ts';
import { fileNames, keyColumns, tableRows, withoutContact } from './directory-rows.ts';
import { appendToStream, lockStream } from './journal.ts';
import { LedgerError } from './ledger-error.ts';
import type { Ledger, Queries } from './ledger.ts';

/** When, and the account that typed it. */
export interface Entry {
  readonly now: Instant;
  readonly ranBy: string;
}

/** How many rows of all files together. */
export interface DirectoryDiff {
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
  readonly unchanged: number;
}

/** Makes the directory what these files say. All or nothing; the same files again change nothing and journal nothing. */
export async function importDirectory(ledger: Ledger, files: DirectoryFiles, { now, ranBy }: Entry): Promise<DirectoryDiff> {
  refuseIfFaulty(directoryFaults(files));
  return ledger.db.transaction().execute(async (queries) => {
    await lockStream(queries, 'directory');
    const present = await readDirectory(queries);
    const wanted = tableRows(files);
    const diffs = parts.map((part) => diffOf(part, present[part], wanted[part]));
    refuseIfFaulty(await stillInUse(queries, diffs));
    for (const diff of diffs) await write(queries, diff);
    const total = { added: sum(diffs, 'added'), changed: sum(diffs, 'changed'), removed: sum(diffs, 'removed'), unchanged: sum(diffs, 'unchanged') };
    if (total.added + total.changed + total.removed === 0) return total;
    const sm3 = sm3Hex(canonicalJson(wanted));
    const data = { sm3, ...Object.fromEntries(diffs.map((diff) => [diff.part, journalled(diff)])) };
    await appendToStream(queries, { stream: 'directory', ranBy, commandId: `directory:${sm3}` }, [
      { at: now, type: 'directoryImported', actor: 'system', data },
    ]);
    return total;
  });
}

const parts = Object.keys(fileNames) as readonly DirectoryPart[];

type Row = Readonly<Record<string, unknown>>;

interface PartDiff {
  readonly part: DirectoryPart;
  readonly added: readonly Row[];
  readonly changed: readonly Row[];
  readonly removed: readonly string[];
  readonly unchanged: readonly Row[];
}

const sum = (diffs: readonly PartDiff[], kind: Exclude<keyof PartDiff, 'part'>): number => diffs.reduce((total, diff) => total + diff[kind].length, 0);

async function readDirectory(queries: Queries): Promise<Readonly<Record<DirectoryPart, readonly Row[]>>> {
  const [offices, departments, persons, portfolios, aliases] = [
    await queries.selectFrom('offices').selectAll().execute(),
    await queries.selectFrom('departments').selectAll().execute(),
    await queries.selectFrom('persons').selectAll().execute(),
    await queries.selectFrom('portfolios').selectAll().execute(),
    await queries.selectFrom('aliases').selectAll().execute(),
  ];
  return { offices, departments, persons, portfolios, aliases };
}

function diffOf(part: DirectoryPart, present: readonly Row[], wanted: readonly Row[]): PartDiff {
  const keyOf = (row: Row): string => String(row[keyColumns[part]]);
  const before = new Map(present.map((row) => [keyOf(row), canonicalJson(row)]));
  const after = new Set(wanted.map(keyOf));
  const known = wanted.filter((row) => before.has(keyOf(row)));
  const isSame = (row: Row): boolean => before.get(keyOf(row)) === canonicalJson(row);
  return {
    part,
    added: wanted.filter((row) => !before.has(keyOf(row))),
    changed: known.filter((row) => !isSame(row)),
    removed: [...before.keys()].filter((key) => !after.has(key)),
    unchanged: known.filter(isSame),
  };
}

/** References are checked at the end of the transaction, so the order of the parts does not matter. */
async function write(queries: Queries, { part, added, changed, removed }: PartDiff): Promise<void> {
  const table = sql.table(part);
  const key = sql.ref(keyColumns[part]);
  const gone = [...removed, ...changed.map((row) => String(row[keyColumns[part]]))];
  const come = [...added, ...changed];
  if (gone.length > 0) await sql`DELETE FROM ${table} WHERE ${key} = ANY(${gone})`.execute(queries);
  if (come.length > 0) await sql`INSERT INTO ${table} SELECT * FROM jsonb_populate_recordset(null::${table}, ${JSON.stringify(come)}::jsonb)`.execute(queries);
}

/** Rows, so that the directory of any day can be rebuilt; but the journal keeps no names, addresses or phones of people for ever. */
const journalled = ({ added, changed, removed }: PartDiff) => ({ added: added.map(withoutContact), changed: changed.map(withoutContact), removed });

/** A department that goes while its tasks are open would leave them without a doer. */
async function stillInUse(queries: Queries, diffs: readonly PartDiff[]): Promise<readonly RowFault[]> {
  const removed = diffs.find(({ part }) => part === 'departments')?.removed ?? [];
  if (removed.length === 0) return [];
  const { rows } = await sql<{ department: string; tasks: string[] }>`
    SELECT d.department, array_agg(t.programme || '/' || t.number ORDER BY t.programme, t.sort_key) AS tasks
    FROM unnest(${removed}::text[]) AS d(department)
    JOIN tasks t ON (t.lead = d.department OR t.task -> 'assignment' -> 'participants' ? d.department) AND t.state NOT IN ('struckOff', 'terminated', 'merged')
    GROUP BY d.department ORDER BY d.department`.execute(queries);
  return rows.map(({ department, tasks }) => ({
    file: fileNames.departments,
    row: 0,
    column: 'department_code',
    value: department,
    code: 'DEPARTMENT_IN_USE',
    message: `部门“${department}”不能删除：尚有未办结任务 ${tasks.slice(0, 5).join('、')}${tasks.length > 5 ? ` 等 ${tasks.length} 项` : ''}`,
  }));
}

function refuseIfFaulty(faults: readonly RowFault[]): void {
  const [first] = faults;
  if (first)
    throw new LedgerError('DIRECTORY_INVALID', `组织目录有 ${faults.length} 处错误，未作任何更改；第一处：${first.file} 第 ${first.row} 行 ${first.message}`, {
      errors: faults,
    });
}
