import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundleWorkflowCode } from '@temporalio/worker';
import { afterAll } from 'vitest';
import { buildIdOf } from '../../tools/build.mjs';

const root = join(import.meta.dirname, '..', '..');
const silent = { log: () => {}, trace: () => {}, debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** One file of the build and what is said otherwise in it. */
export interface Change {
  readonly file: string;
  readonly replacements: readonly (readonly [string, string])[];
}

/** The product as it might be after a release: a copy of the build with this change, bundled anew. */
export async function aChangedProduct({ file, replacements }: Change): Promise<{ readonly folder: string; readonly buildId: string }> {
  mkdirSync(join(root, '.tools'), { recursive: true });
  const folder = mkdtempSync(join(root, '.tools', 'changed-product-')); // inside the project, so that it finds node_modules
  folders.push(folder);
  cpSync(join(root, 'dist'), folder, { recursive: true });
  const path = join(folder, file);
  writeFileSync(path, replacements.reduce(replaced, readFileSync(path, 'utf8')));
  const { code } = await bundleWorkflowCode({ workflowsPath: join(folder, 'workflows', 'index.js'), logger: silent });
  writeFileSync(join(folder, 'workflow-bundle.js'), code);
  writeFileSync(join(folder, 'workflow-build-id'), buildIdOf(code));
  return { folder, buildId: buildIdOf(code) };
}

/** The build id of dist/ as it is. */
export const presentBuildId = (): string => readFileSync(join(root, 'dist', 'workflow-build-id'), 'utf8').trim();

function replaced(source: string, [from, to]: readonly [string, string]): string {
  if (!source.includes(from)) throw new Error(`the build does not say ${from} any more`);
  return source.replace(from, to);
}
