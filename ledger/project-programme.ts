import type { ProgrammeEvent } from '../domain/programme-events.ts';
import type { ProgrammeName } from '../domain/values.ts';
import type { Queries } from './ledger.ts';

/** What an event of a programme's stream means to the tables; when it is recorded, and when they are rebuilt. */
export async function projectProgrammeEvent(queries: Queries, programme: ProgrammeName, event: ProgrammeEvent): Promise<void> {
  switch (event.type) {
    case 'sourcesAssigned':
      await queries
        .insertInto('programme_sources')
        .values(event.sources.map((source) => ({ programme, source })))
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      return;
    case 'programmeCompleted': {
      const { by, at, clauses } = event;
      await queries
        .updateTable('programmes')
        .set({ completion: JSON.stringify({ by, at, clauses }) })
        .where('name', '=', programme)
        .execute();
      return;
    }
    case 'clauseWaived': {
      const { source, clause, reason, by, at } = event;
      await queries.insertInto('waivers').values({ programme, source, clause, reason, by, at }).execute();
      return;
    }
    case 'waiverWithdrawn':
      await queries.deleteFrom('waivers').where('programme', '=', programme).where('source', '=', event.source).where('clause', '=', event.clause).execute();
  }
}
