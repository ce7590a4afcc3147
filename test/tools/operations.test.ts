import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..', '..');
const folders = ['activities', 'worker', 'client', 'ledger', 'tools'];

const variablesIn = (text: string): string[] => text.match(/\bDUBAN_[A-Z_]*[A-Z]\b/g) ?? [];

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true }).flatMap((entry) => (entry.isFile() ? [join(entry.parentPath, entry.name)] : []));

test('docs/operations.md explains every environment variable that the code knows, and no other', () => {
  const inCode = new Set(folders.flatMap((folder) => filesIn(join(root, folder)).flatMap((file) => variablesIn(readFileSync(file, 'utf8')))));
  const ofCompose = ['DUBAN_VERSION', 'DUBAN_PREVIOUS_VERSION', 'DUBAN_OWNER_PASSWORD', 'DUBAN_APP_PASSWORD'];

  const explained = new Set(variablesIn(readFileSync(join(root, 'docs', 'operations.md'), 'utf8')).filter((name) => !ofCompose.includes(name)));

  expect([...explained].toSorted()).toEqual([...inCode].toSorted());
});
