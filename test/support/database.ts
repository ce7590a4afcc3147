import { randomBytes } from 'node:crypto';
import { afterAll, inject } from 'vitest';
import type { Ledger } from '../../ledger/ledger.ts';
import { openLedger } from '../../ledger/ledger.ts';
import { asSuperuser, withDatabase } from './postgres.ts';

export interface TestDatabase {
  readonly superuserUrl: string;
  readonly ownerUrl: string;
  /** Acts as duban_app. */
  readonly appUrl: string;
}

const closing: (() => Promise<unknown>)[] = [];

/** Runs when all tests of the file that imports this are over: ledgers are closed before their databases go. */
afterAll(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

/** A database of one's own, migrated and empty. */
export async function aDatabase(): Promise<TestDatabase> {
  return aCopyOf(inject('postgres').template);
}

/** Without any table of ours. */
export async function anUnmigratedDatabase(): Promise<TestDatabase> {
  return aCopyOf('template0');
}

async function aCopyOf(template: string): Promise<TestDatabase> {
  const { superuserUrl, ownerUrl, appUrl } = inject('postgres');
  const name = `duban_test_${randomBytes(6).toString('hex')}`;
  const owner = decodeURIComponent(new URL(ownerUrl).username);
  await asSuperuser(superuserUrl, `CREATE DATABASE ${name} OWNER "${owner}" TEMPLATE ${template}`);
  closing.push(() => asSuperuser(superuserUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
  return { superuserUrl: withDatabase(superuserUrl, name), ownerUrl: withDatabase(ownerUrl, name), appUrl: withDatabase(appUrl, name) };
}

/** Closed at the end of the file. */
export function aLedgerOn(databaseUrl: string, maxConnections = 4): Ledger {
  const ledger = openLedger({ databaseUrl, maxConnections, applicationName: 'duban-test' });
  closing.push(ledger.close);
  return ledger;
}
