import type { TestProject } from 'vitest/node';
import type { PostgresForTests, RunningPostgresForTests } from './postgres.ts';
import { startPostgresForTests } from './postgres.ts';

declare module 'vitest' {
  interface ProvidedContext {
    readonly postgres: PostgresForTests;
  }
}

let postgres: RunningPostgresForTests | undefined;

/** Once for all files of a project: one PostgreSQL, whose databases they copy. */
export async function setup(project: TestProject): Promise<void> {
  postgres = await startPostgresForTests(process.env['DATABASE_URL']);
  const { superuserUrl, ownerUrl, appUrl, template } = postgres;
  project.provide('postgres', { superuserUrl, ownerUrl, appUrl, template });
}

export async function teardown(): Promise<void> {
  await postgres?.stop();
}
