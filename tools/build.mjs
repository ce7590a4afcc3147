import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runTool, say, secondsSince, SetupError } from './console.mjs';
import { withLock } from './lock.mjs';

// Everything that what stands in dist/ depends on.
const sourceFolders = ['domain', 'workflows', 'activities', 'worker', 'client', 'ledger'];
const settings = ['package-lock.json', 'tsconfig.json', 'tsconfig.build.json', 'tools/build.mjs'];

/** Whether dist/ was built from the sources as they are now, by content: dates say nothing after a checkout. @type {(root: string) => boolean} */
export function isBuilt(root) {
  const stamp = join(root, 'dist', stampName);
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === sourceHash(root);
}

/**
 * Compiles into a folder beside and renames it into place as the last act, with the hash that was taken before compiling: a crash leaves the old build or none,
 * and a source that changes meanwhile makes the new build stale.
 *
 * @param {string} root
 */
export async function build(root) {
  const startedMs = performance.now();
  const hash = sourceHash(root);
  const beside = join(root, 'dist.building');
  rmSync(beside, { recursive: true, force: true });
  compile(root, beside);
  for (const file of sourceFiles(root)) if (!file.endsWith('.ts')) copyAsset(join(root, file), join(beside, file));
  await bundleWorkflows(root, beside);
  writeFileSync(join(beside, stampName), hash);
  replace(root, beside);
  say(`built dist/ (${secondsSince(startedMs)})`);
}

const stampName = '.source-hash';

/** @type {(root: string) => string} */
function sourceHash(root) {
  const hash = createHash('sha256');
  for (const file of [...settings, ...sourceFiles(root)])
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(root, file)))
      .update('\0');
  return hash.digest('hex');
}

/** Paths from the root, sorted. @type {(root: string) => string[]} */
function sourceFiles(root) {
  return sourceFolders
    .filter((folder) => existsSync(join(root, folder)))
    .flatMap((folder) => filesIn(root, folder))
    .toSorted();
}

/** @type {(root: string, folder: string) => string[]} */
function filesIn(root, folder) {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    return entry.isDirectory() ? filesIn(root, path) : [path];
  });
}

function compile(/** @type {string} */ root, /** @type {string} */ target) {
  say('compiling (tsc)');
  const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  const { status } = spawnSync(process.execPath, [compiler, '-p', 'tsconfig.build.json', '--outDir', target], { cwd: root, stdio: ['ignore', 2, 2] });
  if (status !== 0) throw new SetupError('the sources do not compile, see the lines above. "npm run typecheck" shows them again.');
}

/** SQL and other files that the code reads beside itself. @type {(source: string, target: string) => void} */
function copyAsset(source, target) {
  mkdirSync(dirname(target), { recursive: true });
  copyFileSync(source, target);
}

/** Bundled once here: a worker that bundles at its start takes 3 to 7 s longer. @type {(root: string, target: string) => Promise<void>} */
async function bundleWorkflows(root, target) {
  say('bundling the workflows');
  // The one package in tools/ (lint names the exception), imported late: this file is loaded before node_modules exist.
  const { bundleWorkflowCode, DefaultLogger } = await import('@temporalio/worker');
  const { code } = await bundleWorkflowCode({ workflowsPath: join(root, 'workflows', 'index.ts'), logger: new DefaultLogger('WARN') });
  writeFileSync(join(target, 'workflow-bundle.js'), code);
  writeFileSync(join(target, 'workflow-build-id'), buildIdOf(code));
}

/**
 * What Worker Versioning knows these workflows by. The inline source map is left out: it holds the paths of the machine that built it, and the same sources
 * are to have the same id everywhere.
 *
 * @param {string} bundle
 */
export function buildIdOf(bundle) {
  const code = bundle.split('\n').filter((line) => !line.startsWith('//# sourceMappingURL='));
  return createHash('sha256').update(code.join('\n')).digest('hex').slice(0, 12);
}

function replace(/** @type {string} */ root, /** @type {string} */ beside) {
  const [current, old] = [join(root, 'dist'), join(root, 'dist.old')];
  rmSync(old, { recursive: true, force: true });
  if (existsSync(current)) renameSync(current, old);
  renameSync(beside, current);
  rmSync(old, { recursive: true, force: true });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = fileURLToPath(new URL('..', import.meta.url));
  await runTool(() => withLock(join(root, '.tools', 'setup.lock'), () => build(root)));
}
