import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { packagesAreInstalled } from '../../tools/packages.mjs';
import { aTemporaryFolder } from '../support/temporary-folder.ts';

interface LockedPackage {
  readonly version: string;
  readonly integrity: string;
  readonly optional?: boolean;
}

let root: string;

beforeEach(() => {
  root = aTemporaryFolder();
});

const pg: LockedPackage = { version: '8.23.1', integrity: 'sha512-a' };
const macBinary: LockedPackage = { version: '1.0.0', integrity: 'sha512-b', optional: true };

function locked(packages: Record<string, LockedPackage>): void {
  writeFileSync(join(root, 'package-lock.json'), JSON.stringify({ packages: { '': { name: 'duban' }, ...packages } }));
}

function installed(packages: Record<string, LockedPackage>): void {
  mkdirSync(join(root, 'node_modules'), { recursive: true });
  writeFileSync(join(root, 'node_modules', '.package-lock.json'), JSON.stringify({ packages }));
}

test('packages are missing before the first installation, and after one that was interrupted', () => {
  locked({ 'node_modules/pg': pg });
  expect(packagesAreInstalled(root)).toBe(false);

  mkdirSync(join(root, 'node_modules', 'pg'), { recursive: true });
  expect(packagesAreInstalled(root)).toBe(false);
});

test('what the lock file says is installed, binaries of other platforms apart', () => {
  locked({ 'node_modules/pg': pg, 'node_modules/mac-binary': macBinary });
  installed({ 'node_modules/pg': pg });

  expect(packagesAreInstalled(root)).toBe(true);
});

test.each([
  ['another version', { 'node_modules/pg': { ...pg, version: '8.24.0' } }],
  ['other content', { 'node_modules/pg': { ...pg, integrity: 'sha512-c' } }],
  ['one package more', { 'node_modules/pg': pg, 'node_modules/zod': pg }],
  ['one package less', {}],
])('%s in the lock file asks for a new installation', (_, packages) => {
  installed({ 'node_modules/pg': pg });
  locked(packages);

  expect(packagesAreInstalled(root)).toBe(false);
});

test('a lock file that is not there is said plainly', () => {
  expect(() => packagesAreInstalled(root)).toThrow('restore it with git');
});
