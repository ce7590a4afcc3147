import { Kysely, PostgresDialect } from 'kysely';
import type { Policy } from '../domain/policy.ts';
import type { WorkingCalendar } from '../domain/working-calendar.ts';
import type { ConnectionSettings } from './connections.ts';
import { guardedPool } from './connections.ts';
import type { Schema } from './schema.ts';

export interface Ledger {
  readonly db: Kysely<Schema>;
  readonly rules: RuleCache;
  readonly close: () => Promise<void>;
}

/** By version: a version never changes. */
export interface RuleCache {
  readonly calendars: Map<string, WorkingCalendar>;
  readonly policies: Map<string, Policy>;
}

/** The connection itself, or a transaction on it. */
export type Queries = Kysely<Schema>;

/** Connects when first used. The role is duban_app: it may add to the journal and read it, nothing else. */
export function openLedger(settings: ConnectionSettings): Ledger {
  const db = new Kysely<Schema>({ dialect: new PostgresDialect({ pool: guardedPool(settings) }) });
  return { db, rules: { calendars: new Map(), policies: new Map() }, close: () => db.destroy() };
}
