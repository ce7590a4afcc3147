// Many tasks quickly: copies of a task as the ledger's projections have it, each led by another department in turn. No journal stands behind them, so
// they are for what reads the projections alone.
import { sql } from 'kysely';

/** @typedef {import('../ledger/ledger.ts').Ledger} Ledger */

/** @typedef {{ programme: string, number: string, named: string, count: number, leads: readonly string[] }} Copies */

const tablesOfTask = ['reminders', 'reports', 'progress_marks'];
const copiesAtATime = 5_000;

/** @param {Ledger} ledger @param {Copies} copies */
export async function copyTask({ db }, { programme, number, named, count, leads }) {
  for (let first = 1; first <= count; first += copiesAtATime) {
    const last = Math.min(count, first + copiesAtATime - 1);
    const series = sql`(SELECT ${named}::text || '-' || position AS number, position, (${leads}::text[])[1 + position % ${leads.length}] AS lead
      FROM generate_series(${first}::int, ${last}::int) AS position) AS wanted`;
    await sql`
      INSERT INTO tasks SELECT copy.* FROM tasks CROSS JOIN ${series} CROSS JOIN LATERAL jsonb_populate_record(null::tasks, to_jsonb(tasks) || jsonb_build_object(
        'number', wanted.number, 'stream', 'task:' || programme || '/' || wanted.number, 'sort_key', ${named}::text || '-' || lpad(position::text, 9, '0'),
        'lead', wanted.lead, 'task', task || jsonb_build_object('number', wanted.number, 'assignment', task -> 'assignment' || jsonb_build_object('lead', wanted.lead))
      )) AS copy WHERE tasks.programme = ${programme} AND tasks.number = ${number}`.execute(db);
    for (const name of tablesOfTask) {
      const table = sql.table(name);
      await sql`
        INSERT INTO ${table} SELECT copy.* FROM ${table} AS original CROSS JOIN ${series}
        CROSS JOIN LATERAL jsonb_populate_record(null::${table}, to_jsonb(original) || jsonb_build_object('number', wanted.number)) AS copy
        WHERE original.programme = ${programme} AND original.number = ${number}`.execute(db);
    }
  }
}

/** The ledger with a count of the statements that it is asked. @param {Ledger} ledger */
export function counted(ledger) {
  let statements = 0;
  /** @type {import('kysely').KyselyPlugin} */
  const counter = {
    transformQuery: ({ node }) => {
      statements++;
      return node;
    },
    transformResult: ({ result }) => Promise.resolve(result),
  };
  return { ledger: { ...ledger, db: ledger.db.withPlugin(counter) }, statements: () => statements };
}
