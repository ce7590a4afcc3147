import { sql } from 'kysely';
import type { Refusal } from '../domain/refusals.ts';
import { refusal } from '../domain/refusals.ts';
import type { SourceReceipt, SourceRecord } from '../domain/sources.ts';
import { receiptOfSourcesFault, sourcesToComplete } from '../domain/sources.ts';
import type { DateText, OfficeCode, ProgrammeName } from '../domain/values.ts';
import type { ClauseRow } from './clause-faults.ts';
import { clauseFaults, clauseKeyOf, differenceFaults } from './clause-faults.ts';
import { canonicalJson, sm3Hex } from './digest.ts';
import type { RowFault } from './directory-faults.ts';
import type { Entry } from './directory.ts';
import { appendToStream, factOf, lockStream } from './journal.ts';
import { LedgerError } from './ledger-error.ts';
import type { Ledger, Queries } from './ledger.ts';
import { projectProgrammeEvent } from './project-programme.ts';

export interface SourcesToImport {
  readonly clauses: readonly ClauseRow[];
  /** The day on which the document came in. */
  readonly received?: DateText | null;
  /** The office that it came to. */
  readonly office?: OfficeCode | null;
  /** The programme that must carry it out. */
  readonly programme?: ProgrammeName | null;
}

export interface SourcesDiff {
  readonly added: number;
  readonly unchanged: number;
  /** Sources that the programme has taken up now; absent where none was named. */
  readonly assigned?: number;
}

/** What the stream `sources` says of documents: `sourcesImported` of new ones with their clauses, `sourcesReceived` of known ones. */
export interface SourcesFact extends Partial<SourceReceipt> {
  readonly sources: readonly string[];
  readonly clauses?: readonly ClauseRow[];
}

/**
 * Adds sources and their clauses. The same again changes nothing; a text or a receipt that differs from the one on record is refused, since tasks
 * and measured periods stand on it.
 */
export async function importSources(ledger: Ledger, order: SourcesToImport, entry: Entry): Promise<SourcesDiff | { readonly refusal: Refusal }> {
  const { clauses, received = null, office = null, programme = null } = order;
  refuseIfFaulty(clauseFaults(clauses));
  return ledger.db.transaction().execute(async (queries) => {
    await lockStream(queries, 'sources');
    const names = [...new Set(clauses.map(({ source }) => source))];
    const known = await knownClauses(queries, names);
    refuseIfFaulty(differenceFaults(clauses, known));
    const records = await knownSources(queries, names);
    const refused = (await unknownPlace(queries, order)) ?? receiptOfSourcesFault(records, { received, office }, entry.now);
    if (refused) return { refusal: refused };
    const added = clauses.filter((row) => !known.has(clauseKeyOf(row)));
    await addClauses(queries, { added, received, office }, entry);
    await completeReceipts(queries, { sources: sourcesToComplete(records, { received, office }), received, office }, entry);
    const diff = { added: added.length, unchanged: clauses.length - added.length };
    return programme === null ? diff : { ...diff, assigned: await assign(queries, { programme, sources: names }, entry) };
  });
}

async function knownClauses(queries: Queries, sources: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<ClauseRow>`SELECT source, clause, text FROM clauses WHERE source = ANY(${sources})`.execute(queries);
  return new Map(rows.map((row) => [clauseKeyOf(row), row.text]));
}

async function knownSources(queries: Queries, sources: readonly string[]): Promise<readonly SourceRecord[]> {
  const { rows } = await sql<SourceRecord>`SELECT name, received_on AS received, office FROM sources WHERE name = ANY(${sources}) ORDER BY name`.execute(
    queries,
  );
  return rows;
}

async function unknownPlace(queries: Queries, { office, programme }: SourcesToImport): Promise<Refusal | null> {
  if (programme && !(await queries.selectFrom('programmes').select('name').where('name', '=', programme).executeTakeFirst()))
    return refusal('PROGRAMME_NOT_FOUND', { programme });
  if (office && !(await queries.selectFrom('offices').select('code').where('code', '=', office).executeTakeFirst()))
    throw new LedgerError('OFFICE_NOT_FOUND', `组织目录中没有单位“${office}”：请检查 --office 的单位代码。`, { office });
  return null;
}

async function addClauses(
  queries: Queries,
  { added, received, office }: SourceReceipt & { readonly added: readonly ClauseRow[] },
  entry: Entry,
): Promise<void> {
  if (added.length === 0) return;
  const sources = [...new Set(added.map(({ source }) => source))];
  const clauses = added.map(({ source, clause, text }) => ({ source, clause, text }));
  const end = await queries.selectFrom('clauses').select('position').orderBy('position', 'desc').limit(1).executeTakeFirst();
  await journal(queries, { type: 'sourcesImported', data: { received, sources, clauses, ...(office !== null && { office }) } }, entry);
  await projectImport(queries, { received, office, sources, clauses }, end?.position ?? 0);
}

async function completeReceipts(queries: Queries, data: SourceReceipt & Pick<SourcesFact, 'sources'>, entry: Entry): Promise<void> {
  if (data.sources.length === 0) return;
  await journal(queries, { type: 'sourcesReceived', data: { ...data } }, entry);
  await projectReceipt(queries, data);
}

/** The id follows from what is said, so an import that died is simply run again. */
async function journal(
  queries: Queries,
  { type, data }: { readonly type: string; readonly data: Readonly<Record<string, unknown>> },
  { now, ranBy }: Entry,
): Promise<void> {
  await appendToStream(queries, { stream: 'sources', ranBy, commandId: `sources:${sm3Hex(canonicalJson(data))}` }, [{ at: now, type, actor: 'system', data }]);
}

/** Of a document that is known already, only the clauses are new. */
export async function projectImport(queries: Queries, { sources, clauses = [], received = null, office = null }: SourcesFact, end: number): Promise<void> {
  await sql`INSERT INTO sources (name, received_on, office) SELECT name, ${received}::date, ${office} FROM unnest(${sources}::text[]) AS name
    ON CONFLICT DO NOTHING`.execute(queries);
  const rows = clauses.map(({ source, clause, text }, index) => ({ source, clause, text, position: end + index + 1 }));
  await sql`INSERT INTO clauses SELECT * FROM jsonb_populate_recordset(null::clauses, ${JSON.stringify(rows)}::jsonb)`.execute(queries);
}

export async function projectReceipt(queries: Queries, { sources, received = null, office = null }: SourcesFact): Promise<void> {
  await sql`UPDATE sources SET received_on = coalesce(received_on, ${received}::date), office = coalesce(office, ${office})
    WHERE name = ANY(${sources})`.execute(queries);
}

async function assign(
  queries: Queries,
  { programme, sources: named }: { readonly programme: ProgrammeName; readonly sources: readonly string[] },
  { now, ranBy }: Entry,
): Promise<number> {
  const stream = `programme:${programme}`;
  await lockStream(queries, stream);
  const known = await queries.selectFrom('programme_sources').select('source').where('programme', '=', programme).execute();
  const sources = named.filter((name) => !known.some(({ source }) => source === name));
  if (sources.length === 0) return 0;
  const event = { type: 'sourcesAssigned', at: now, by: 'system', sources } as const;
  await appendToStream(queries, { stream, ranBy, commandId: `sources:${sm3Hex(canonicalJson(sources))}` }, [factOf(event)]);
  await projectProgrammeEvent(queries, programme, event);
  return sources.length;
}

function refuseIfFaulty(faults: readonly RowFault[]): void {
  const [first] = faults;
  if (first)
    throw new LedgerError('SOURCES_INVALID', `来源文件有 ${faults.length} 处错误，未作任何更改；第一处：第 ${first.row} 行 ${first.message}`, {
      errors: faults,
    });
}
