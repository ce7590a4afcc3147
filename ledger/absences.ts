import { sql } from 'kysely';
import type { Absence, RecordedAbsence } from '../domain/absence.ts';
import { absenceFault, absenceOn } from '../domain/absence.ts';
import { addDays, dateOf } from '../domain/dates.ts';
import type { Refusal } from '../domain/refusals.ts';
import { refusal } from '../domain/refusals.ts';
import type { DateText, PersonId } from '../domain/values.ts';
import { actorById } from './actor-by-id.ts';
import { canonicalJson, sm3Hex } from './digest.ts';
import type { Entry } from './directory.ts';
import type { Fact, JournalRow } from './journal.ts';
import { appendToStream, lockStream } from './journal.ts';
import type { Ledger, Queries } from './ledger.ts';

/** 离岗 and 代行, in the stream of the directory; like everything there in numbers of persons, never in names. */

export interface AbsenceOrder extends Absence {
  /** The absence on record that this one replaces. */
  readonly correct?: number | undefined;
}

export type AbsenceOutcome = { readonly refusal: Refusal } | { readonly absence: RecordedAbsence; readonly changed: boolean };

/** The same again changes nothing and journals nothing. */
export const recordAbsence = (ledger: Ledger, { correct, ...absence }: AbsenceOrder, entry: Entry): Promise<AbsenceOutcome> =>
  ledger.db.transaction().execute(async (queries) => {
    await lockStream(queries, 'directory');
    const { person, deputy } = absence;
    const known = await absencesOf(queries, [person, deputy]);
    const same = known.find((other) => isSame(other, absence));
    if (same) return { absence: same, changed: false };
    const corrected = known.find(({ id }) => id === correct);
    if (correct !== undefined && corrected?.person !== person) return { refusal: refusal('ABSENCE_NOT_FOUND', { person, absence: correct }) };
    const fault = absenceFault(absence, {
      today: dateOf(entry.now),
      person: await actorById(queries, person),
      deputy: await actorById(queries, deputy),
      others: known.filter((other) => other !== corrected),
    });
    if (fault) return { refusal: fault };
    const { from, to } = absence;
    const said = { person, from, to, deputy };
    const type = corrected ? 'absenceCorrected' : 'absenceRecorded';
    const { seq } = await append(queries, { type, data: corrected ? { absence: corrected.id, ...said } : said }, entry);
    return { absence: { id: corrected?.id ?? seq, ...said }, changed: true };
  });

export interface Return {
  readonly person: PersonId;
  /** The first day back; where that is the first day of the absence, it has not taken place. */
  readonly on: DateText;
}

export const endAbsence = (ledger: Ledger, { person, on }: Return, entry: Entry): Promise<AbsenceOutcome> =>
  ledger.db.transaction().execute(async (queries) => {
    await lockStream(queries, 'directory');
    const absence = absenceOn(
      (await absencesOf(queries, [person])).filter((known) => known.person === person),
      on,
    );
    if (!absence) return { refusal: refusal('PERSON_NOT_ABSENT', { person, date: on }) };
    const to = addDays(on, -1);
    await append(queries, { type: 'absenceEnded', data: { absence: absence.id, to: to < absence.from ? null : to } }, entry);
    return { absence: { ...absence, to }, changed: true };
  });

const isSame = (a: Absence, b: Absence): boolean => a.person === b.person && a.from === b.from && a.to === b.to && a.deputy === b.deputy;

/** In which any of them is away or stands in. */
async function absencesOf(queries: Queries, persons: readonly PersonId[]): Promise<readonly RecordedAbsence[]> {
  const { rows } = await sql<RecordedAbsence>`
    SELECT id, person, from_day AS from, to_day AS to, deputy FROM absences
    WHERE person = ANY(${persons}) OR deputy = ANY(${persons}) ORDER BY from_day, id`.execute(queries);
  return rows;
}

async function append(queries: Queries, fact: Pick<Fact, 'type' | 'data'>, { now, ranBy }: Entry): Promise<JournalRow> {
  const commandId = `absence:${sm3Hex(canonicalJson({ ...fact, now }))}`;
  const [row] = await appendToStream(queries, { stream: 'directory', ranBy, commandId }, [{ at: now, actor: 'system', ...fact }]);
  if (!row) throw new Error('a fact that was appended gave no row');
  await projectAbsence(queries, row);
  return row;
}

interface Said extends Absence {
  readonly absence: number;
}

/** What one entry of the directory's stream makes of the table: when it is written, and again when the table is rebuilt. */
export async function projectAbsence(queries: Queries, { seq, type, data }: Pick<JournalRow, 'seq' | 'type' | 'data'>): Promise<void> {
  const { absence, person, from, to, deputy } = data as unknown as Said;
  const content = { person, from_day: from, to_day: to, deputy };
  if (type === 'absenceRecorded')
    await queries
      .insertInto('absences')
      .values({ id: seq, ...content })
      .execute();
  if (type === 'absenceCorrected') await queries.updateTable('absences').set(content).where('id', '=', absence).execute();
  if (type !== 'absenceEnded') return;
  const { to: lastDay } = data as { readonly to: DateText | null };
  if (lastDay === null) await queries.deleteFrom('absences').where('id', '=', absence).execute();
  else await queries.updateTable('absences').set({ to_day: lastDay }).where('id', '=', absence).execute();
}
