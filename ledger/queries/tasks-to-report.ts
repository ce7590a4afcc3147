import type { FormTask } from '../../domain/report-form.ts';
import type { OfficeCode, ProgrammeName } from '../../domain/values.ts';
import type { Ledger } from '../ledger.ts';

export interface ReportersWanted {
  readonly office: OfficeCode;
  readonly cycle: string;
  /** Null: of all programmes. */
  readonly programme: ProgrammeName | null;
}

/** Tasks of an office that are in progress, department by department, each with what was intended when it was last reported on before this cycle. */
export const tasksToReport = ({ db }: Ledger, { office, cycle, programme }: ReportersWanted): Promise<readonly FormTask[]> =>
  db
    .selectFrom('tasks')
    .select((is) => [
      'task',
      is
        .selectFrom('reports')
        .select('intention')
        .whereRef('reports.programme', '=', 'tasks.programme')
        .whereRef('reports.number', '=', 'tasks.number')
        .where('reports.cycle', '<', cycle)
        .orderBy('reports.cycle', 'desc')
        .orderBy('reports.seq', 'desc')
        .limit(1)
        .as('intended'),
    ])
    .where('supervising_office', '=', office)
    .where('state', '=', 'inProgress')
    .$if(programme !== null, (some) => some.where('programme', '=', programme ?? ''))
    .orderBy('lead')
    .orderBy('programme')
    .orderBy('sort_key')
    .execute();
