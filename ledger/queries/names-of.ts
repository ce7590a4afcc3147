import { sql } from 'kysely';
import type { TaskHandedOver } from '../../domain/hand-over-events.ts';
import type { Ledger } from '../ledger.ts';

/** Departments and persons of a hand-over, those who had the task and those who have it. */
export const holdersIn = ({ from, to }: Pick<TaskHandedOver, 'from' | 'to'>): readonly string[] =>
  [from, to].flatMap(({ lead, participants, responsible, leader }) => [lead, ...participants, responsible, leader]).filter((code) => code !== null);

/** Names of departments and persons by their codes, as the directory has them now; who is not in it has none. */
export async function namesOf({ db }: Ledger, codes: readonly string[]): Promise<Readonly<Record<string, string>>> {
  if (codes.length === 0) return {};
  const { rows } = await sql<{ code: string; name: string }>`
    SELECT code, name FROM departments WHERE code = ANY(${codes}) UNION ALL SELECT id, name FROM persons WHERE id = ANY(${codes})`.execute(db);
  return Object.fromEntries(rows.map(({ code, name }) => [code, name]));
}
