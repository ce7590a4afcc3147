import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { say, SetupError } from './console.mjs';

/** @typedef {{ version?: string; integrity?: string; optional?: boolean }} LockedPackage */

/**
 * Whether node_modules holds what package-lock.json says, by content. npm writes node_modules/.package-lock.json as the last act of an installation, so an
 * interrupted one counts as missing. Optional packages (binaries of other platforms) may be absent.
 *
 * @param {string} root
 */
export function packagesAreInstalled(root) {
  const wanted = readPackages(join(root, 'package-lock.json'));
  const installed = readPackages(join(root, 'node_modules', '.package-lock.json'));
  if (wanted === undefined) throw new SetupError(`${join(root, 'package-lock.json')} cannot be read. It belongs to the repository: restore it with git.`);
  if (installed === undefined) return false;
  const complete = Object.entries(wanted).every(([path, { optional }]) => path === '' || optional === true || path in installed);
  return complete && Object.entries(installed).every(([path, has]) => isSame(has, wanted[path]));
}

export function installPackages(/** @type {string} */ root) {
  say('installing packages (npm ci), about half a minute');
  // Under "npm test" and "npm run" npm tells where it is itself; called directly, the npm of PATH is used.
  const npm = process.env['npm_execpath'];
  const [command, args] = npm?.endsWith('.js') === true ? [process.execPath, [npm, 'ci']] : ['npm', ['ci']];
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: ['ignore', 2, 2], shell: process.platform === 'win32' });
  if (error !== undefined) throw new SetupError(`npm could not be started (${error.message}). Install npm 10 or newer, it comes with Node.`);
  if (status !== 0) throw new SetupError('npm ci failed, see its lines above. Check the network and "npm config get registry", then try again.');
}

/** @type {(file: string) => Record<string, LockedPackage> | undefined} */
function readPackages(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages;
  } catch {
    return undefined;
  }
}

/** @type {(has: LockedPackage, wants: LockedPackage | undefined) => boolean} */
const isSame = (has, wants) => has.version === wants?.version && has.integrity === wants?.integrity;
