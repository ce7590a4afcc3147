import { sql } from 'kysely';
import type { SelectQueryBuilder } from 'kysely';
import type { DateText } from '../../domain/values.ts';
import type { Schema } from '../schema.ts';
import type { LedgerFilter } from './ledger-row.ts';
import { lightExpression } from './light.ts';

type TasksQuery<Output> = SelectQueryBuilder<Schema, 'tasks', Output>;

export function askedFor<Output>(query: TasksQuery<Output>, { programme, state, lead, light }: LedgerFilter, today: DateText): TasksQuery<Output> {
  return query
    .$if(programme !== undefined, (some) => some.where('tasks.programme', '=', programme ?? ''))
    .$if(state !== undefined, (some) => some.where(sql<boolean>`tasks.state = ${state}`))
    .$if(lead !== undefined, (some) => some.where('tasks.lead', '=', lead ?? ''))
    .$if(light !== undefined, (some) => some.where(sql<boolean>`${lightExpression(today)} = ${light}`));
}

/** As people count: 改-2 before 改-12. 改-2 and 改-02 count alike, and must not change places between two pages. */
export const inOrder = <Output>(query: TasksQuery<Output>): TasksQuery<Output> =>
  query.orderBy('tasks.programme').orderBy('tasks.sort_key').orderBy('tasks.number');

/** A place in that order; the next page begins behind it. */
export interface Place {
  readonly programme: string;
  readonly sort_key: string;
  readonly number: string;
}

export const beginning: Place = { programme: '', sort_key: '', number: '' };

export const behind = <Output>(query: TasksQuery<Output>, { programme, sort_key, number }: Place): TasksQuery<Output> =>
  inOrder(query).where(sql<boolean>`(tasks.programme, tasks.sort_key, tasks.number) > (${programme}, ${sort_key}, ${number})`);
