import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeFileAtomically } from './atomic-file.ts';

export const postgresRoles = ['postgres', 'duban_owner', 'duban_app'] as const;
export type PostgresRole = (typeof postgresRoles)[number];
export type PostgresPasswords = Readonly<Record<PostgresRole, string>>;

/** Made once per home, before the cluster that takes them. Hexadecimal, so they need no escaping in a URL or in SQL. */
export function postgresPasswords(home: string): PostgresPasswords {
  const file = join(home, 'postgres-passwords.json');
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as PostgresPasswords;
  const passwords = { postgres: password(), duban_owner: password(), duban_app: password() };
  writeFileAtomically(file, `${JSON.stringify(passwords, null, 2)}\n`);
  return passwords;
}

const password = (): string => randomBytes(24).toString('hex');
