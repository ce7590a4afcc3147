import type { Migration, MigrationProvider } from 'kysely';
import * as journal from './0001-journal.ts';
import * as organisation from './0002-organisation.ts';
import * as tasks from './0003-tasks.ts';
import * as notices from './0004-notices.ts';

/** In the order of their names; what has once been released is never changed, only followed by another. */
const migrations: Readonly<Record<string, Migration>> = {
  '0001-journal': journal,
  '0002-organisation': organisation,
  '0003-tasks': tasks,
  '0004-notices': notices,
};

export const migrationProvider: MigrationProvider = { getMigrations: () => Promise.resolve({ ...migrations }) };
