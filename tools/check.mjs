#!/usr/bin/env node
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { secondsSince } from './console.mjs';

/**
 * All that "npm test" checks, after the set-up: first the static checks side by side, then the tests, quickest first. Stops at the first failure.
 *
 * @typedef {{ name: string; command: string; args: string[] }} Check
 */
async function checkAll() {
  const startedMs = performance.now();
  const passed = (await allPass(staticChecks)) && (await eachPasses(testRuns));
  process.stdout.write(passed ? `all checks passed in ${secondsSince(startedMs)}\n` : `stopped at the first failure after ${secondsSince(startedMs)}\n`);
  process.exitCode = passed ? 0 : 1;
}

const root = fileURLToPath(new URL('..', import.meta.url));

const staticChecks = [
  { name: 'format', command: 'oxfmt', args: ['--check'] },
  { name: 'lint', command: 'oxlint', args: [] },
  { name: 'types', command: 'tsc', args: ['-p', 'tsconfig.json'] },
  { name: 'unused code', command: 'knip', args: [] },
];

const testRuns = [
  // Alone, because the 100 % of domain/ must come from its own tests, not from those that pass through it.
  { name: 'domain', command: 'vitest', args: ['run', '--project', 'domain', '--coverage'] },
  { name: 'architecture, tools, replay', command: 'vitest', args: ['run', '--project', 'architecture', '--project', 'tools', '--project', 'replay'] },
  { name: 'ledger', command: 'vitest', args: ['run', '--project', 'ledger'] },
  { name: 'e2e', command: 'vitest', args: ['run', '--project', 'e2e'] },
  { name: 'faults', command: 'vitest', args: ['run', '--project', 'faults'] },
];

/** @type {(checks: Check[]) => Promise<boolean>} */
async function allPass(checks) {
  const results = await Promise.all(checks.map((check) => passes(check)));
  return results.every(Boolean);
}

/** @type {(checks: Check[]) => Promise<boolean>} */
async function eachPasses(checks) {
  for (const check of checks) {
    process.stdout.write(`  ${check.name} …\n`);
    if (!(await passes(check))) return false;
  }
  return true;
}

/** Its output is held back and shown only if it fails: what passes is one line. @type {(check: Check) => Promise<boolean>} */
function passes({ name, command, args }) {
  const startedMs = performance.now();
  return new Promise((done) => {
    const child = spawn(join(root, 'node_modules', '.bin', command), args, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32',
    });
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (output += chunk));
    child.on('error', (error) => (output += error.message));
    child.on('close', (status) => {
      const passed = status === 0;
      process.stdout.write(`${passed ? '✓' : '✗'} ${name} (${secondsSince(startedMs)})\n${passed ? summaryOf(output) : output}`);
      done(passed);
    });
  });
}

/** The counts that vitest ends with; the other checks have none. */
const summaryOf = (/** @type {string} */ output) =>
  output
    .split('\n')
    .filter((line) => /^\s+(Test Files|Tests)\s/.test(line))
    .map((line) => `${line}\n`)
    .join('');

await checkAll();
