import { sql } from 'kysely';
import { dateOf } from '../domain/dates.ts';
import type { Instant } from '../domain/values.ts';
import { canonicalJson, sm3Hex } from './digest.ts';
import type { DirectoryChange, DirectoryTables, PartDiff } from './directory-diff.ts';
import { changesOf, diffsOf, keyOf } from './directory-diff.ts';
import { directoryFaults, directoryWarnings } from './directory-faults.ts';
import type { RowFault } from './directory-faults.ts';
import { orphansOf } from './directory-orphans.ts';
import type { DirectoryFiles } from './directory-rows.ts';
import { keyColumns, tableRows, withoutContact } from './directory-rows.ts';
import { appendToStream, lockStream } from './journal.ts';
import { LedgerError } from './ledger-error.ts';
import type { Ledger, Queries } from './ledger.ts';

/** When, and the account that typed it. */
export interface Entry {
  readonly now: Instant;
  readonly ranBy: string;
}

export interface DirectoryEntry extends Entry {
  /** Say what would happen, write nothing. */
  readonly dryRun?: boolean;
}

/** How many rows of all files together, and which. */
export interface DirectoryDiff {
  readonly dryRun: boolean;
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
  readonly unchanged: number;
  readonly changes: readonly DirectoryChange[];
  /** What the change leaves to be done for open tasks. */
  readonly warnings: readonly RowFault[];
}

/** Makes the directory what these files say. All or nothing; the same files again change nothing and journal nothing. */
export async function importDirectory(ledger: Ledger, files: DirectoryFiles, entry: DirectoryEntry): Promise<DirectoryDiff> {
  const { now, dryRun = false } = entry;
  return ledger.db.transaction().execute(async (queries) => {
    await lockStream(queries, 'directory');
    const present = await readDirectory(queries);
    const wanted = tableRows(files);
    const diffs = diffsOf(present, wanted);
    const orphans = await orphansOf(queries, { diffs, present, wanted, today: dateOf(now) });
    refuseIfFaulty([...directoryFaults(files), ...orphans.faults]);
    const total = { added: sum(diffs, 'added'), changed: sum(diffs, 'changed'), removed: sum(diffs, 'removed'), unchanged: sum(diffs, 'unchanged') };
    if (!dryRun && total.added + total.changed + total.removed > 0) await take(queries, { diffs, wanted }, entry);
    return { dryRun, ...total, changes: changesOf(diffs, present, wanted), warnings: [...directoryWarnings(files), ...orphans.warnings] };
  });
}

async function take(
  queries: Queries,
  { diffs, wanted }: { readonly diffs: readonly PartDiff[]; readonly wanted: DirectoryTables },
  entry: Entry,
): Promise<void> {
  for (const diff of diffs) await write(queries, diff);
  const sm3 = sm3Hex(canonicalJson(wanted));
  const data = { sm3, ...Object.fromEntries(diffs.map((diff) => [diff.part, journalled(diff)])) };
  await appendToStream(queries, { stream: 'directory', ranBy: entry.ranBy, commandId: `directory:${sm3}` }, [
    { at: entry.now, type: 'directoryImported', actor: 'system', data },
  ]);
}

const sum = (diffs: readonly PartDiff[], kind: Exclude<keyof PartDiff, 'part'>): number => diffs.reduce((total, diff) => total + diff[kind].length, 0);

async function readDirectory(queries: Queries): Promise<DirectoryTables> {
  const [offices, departments, persons, portfolios, aliases] = [
    await queries.selectFrom('offices').selectAll().execute(),
    await queries.selectFrom('departments').selectAll().execute(),
    await queries.selectFrom('persons').selectAll().execute(),
    await queries.selectFrom('portfolios').selectAll().execute(),
    await queries.selectFrom('aliases').selectAll().execute(),
  ];
  return { offices, departments, persons, portfolios, aliases };
}

/** References are checked at the end of the transaction, so the order of the parts does not matter. */
async function write(queries: Queries, { part, added, changed, removed }: PartDiff): Promise<void> {
  const table = sql.table(part);
  const key = sql.ref(keyColumns[part]);
  const gone = [...removed, ...changed.map((row) => keyOf(part, row))];
  const come = [...added, ...changed];
  if (gone.length > 0) await sql`DELETE FROM ${table} WHERE ${key} = ANY(${gone})`.execute(queries);
  if (come.length > 0) await sql`INSERT INTO ${table} SELECT * FROM jsonb_populate_recordset(null::${table}, ${JSON.stringify(come)}::jsonb)`.execute(queries);
}

/** Rows, so that the directory of any day can be rebuilt; but the journal keeps no names, addresses or phones of people for ever. */
const journalled = ({ added, changed, removed }: PartDiff) => ({ added: added.map(withoutContact), changed: changed.map(withoutContact), removed });

function refuseIfFaulty(faults: readonly RowFault[]): void {
  const [first] = faults;
  if (!first) return;
  const place = first.row > 0 ? `${first.file} 第 ${first.row} 行` : first.file;
  throw new LedgerError('DIRECTORY_INVALID', `组织目录有 ${faults.length} 处错误，未作任何更改；第一处：${place} ${first.message}`, { errors: faults });
}
