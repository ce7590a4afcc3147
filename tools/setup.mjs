#!/usr/bin/env node
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, isBuilt } from './build.mjs';
import { runTool, say, secondsSince, SetupError } from './console.mjs';
import { withLock } from './lock.mjs';
import { installPackages, packagesAreInstalled } from './packages.mjs';
import { findTemporalCli, isRemembered, provideTemporalCli } from './temporal-cli.mjs';

/** Makes a fresh clone ready to run: packages, Temporal CLI, build. Runs before node_modules exist, and says in a moment when nothing is to do. */
async function setUp() {
  const startedMs = performance.now();
  checkNodeVersion(process.versions.node);
  if (!isReady()) await withLock(join(root, '.tools', 'setup.lock'), provideWhatIsMissing);
  say(`ready (${secondsSince(startedMs)})`);
}

const root = fileURLToPath(new URL('..', import.meta.url));

const oldestNode = [20, 19];

function checkNodeVersion(/** @type {string} */ version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [oldestMajor = 0, oldestMinor = 0] = oldestNode;
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return;
  throw new SetupError(
    `this is Node ${version}; duban needs Node ${oldestNode.join('.')} or newer (20, 22 and 24 are tested). Install it, for example with "nvm install".`,
  );
}

function isReady() {
  const cli = packagesAreInstalled(root) ? findTemporalCli({ root, env: process.env }) : undefined;
  return cli !== undefined && isRemembered(root, cli) && isBuilt(root);
}

/** Each step looks again: another set-up may have done it while this one waited. */
async function provideWhatIsMissing() {
  if (!packagesAreInstalled(root)) installPackages(root);
  const { path, version } = await provideTemporalCli({ root, env: process.env });
  say(`Temporal CLI ${version}: ${path}`);
  if (!isBuilt(root)) await build(root);
}

await runTool(setUp);
