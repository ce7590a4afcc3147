import { sql } from 'kysely';
import { projectAbsence } from './absences.ts';
import type { DirectoryHistory } from './directory-history.ts';
import { lastRows } from './directory-history.ts';
import { contactColumns, directoryParts } from './directory-rows.ts';
import type { DirectoryPart } from './directory-rows.ts';
import { journalInOrder } from './journal-in-order.ts';
import type { JournalRow } from './journal.ts';
import { programmeEventOf } from './journal.ts';
import type { Queries } from './ledger.ts';
import type { Programme } from './programmes.ts';
import { projectProgrammeEvent } from './project-programme.ts';
import type { SourcesFact } from './sources.ts';
import { projectImport, projectReceipt } from './sources.ts';

/** The directory, programmes and sources, as their streams in the journal say. */

type Row = Readonly<Record<string, unknown>>;

const rowsPerStatement = 2_000;

/** References are checked at the end of the transaction. */
export async function rebuildDirectory(queries: Queries, history: DirectoryHistory): Promise<void> {
  const contacts = await readContacts(queries);
  for (const part of directoryParts) {
    await sql`DELETE FROM ${sql.table(part)}`.execute(queries);
    const rows = [...lastRows(history, part)].map((row) => (part === 'persons' ? { ...row, ...contacts.get(String(row['id'])) } : row));
    await insertAll(queries, part, rows);
  }
}

export async function rebuildAbsences(queries: Queries): Promise<void> {
  await sql`DELETE FROM absences`.execute(queries);
  for await (const fact of factsOf(queries, 'directory')) await projectAbsence(queries, fact);
}

/** The journal knows people by their numbers alone. Who is not in the table any more is called by his number until the next import. */
async function readContacts(queries: Queries): Promise<ReadonlyMap<string, Row>> {
  const persons = await queries
    .selectFrom('persons')
    .select(['id', ...contactColumns])
    .execute();
  return new Map(persons.map(({ id, ...contact }) => [id, contact]));
}

async function insertAll(queries: Queries, part: DirectoryPart, rows: readonly Row[]): Promise<void> {
  const whole = part === 'persons' ? rows.map((row) => ({ name: row['id'], email: '', phone: '', ...row })) : rows;
  for (let from = 0; from < whole.length; from += rowsPerStatement)
    await sql`INSERT INTO ${sql.table(part)} SELECT * FROM jsonb_populate_recordset(null::${sql.table(part)}, ${JSON.stringify(whole.slice(from, from + rowsPerStatement))}::jsonb)`.execute(
      queries,
    );
}

export async function rebuildProgrammes(queries: Queries): Promise<void> {
  for (const table of ['programme_sources', 'waivers']) await sql`DELETE FROM ${sql.table(table)}`.execute(queries);
  for await (const row of factsOf(queries, 'programme:')) {
    if (row.type === 'programmeCreated') await rebuildProgramme(queries, row.data as unknown as Programme);
    else await projectProgrammeEvent(queries, row.stream.slice('programme:'.length), programmeEventOf(row));
  }
}

async function rebuildProgramme(queries: Queries, { name, office, issuedOn, title, meeting }: Programme): Promise<void> {
  const content = { office, issued_on: issuedOn, title, meeting, completion: null };
  await queries
    .insertInto('programmes')
    .values({ name, ...content })
    .onConflict((conflict) => conflict.column('name').doUpdateSet(content))
    .execute();
}

export async function rebuildSources(queries: Queries): Promise<void> {
  await sql`DELETE FROM clauses`.execute(queries);
  await sql`DELETE FROM sources`.execute(queries);
  let position = 0;
  for await (const { type, data } of factsOf(queries, 'sources')) {
    const fact = data as unknown as SourcesFact;
    if (type === 'sourcesReceived') await projectReceipt(queries, fact);
    if (type !== 'sourcesImported') continue;
    await projectImport(queries, fact, position);
    position += fact.clauses?.length ?? 0;
  }
}

export async function* factsOf(queries: Queries, streamsLike: string): AsyncGenerator<JournalRow> {
  for await (const page of journalInOrder(queries, { streamsLike })) yield* page;
}
