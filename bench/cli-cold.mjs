#!/usr/bin/env node
// Every read command of the CLI, cold: a process of its own each time, on the 114 tasks of the demonstration data. Goal: 1.0 s.
//
//   node bench/cli-cold.mjs [--times 5]
import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const goalMs = 1_000;
const { values } = parseArgs({ options: { times: { type: 'string', default: '5' } } });
const root = fileURLToPath(new URL('..', import.meta.url));
const home = realpathSync(mkdtempSync(join(tmpdir(), 'duban-bench-cli-')));
chmodSync(home, 0o711); // started by root, PostgreSQL runs as another user, who must get in
const data = (/** @type {string} */ file) => join(root, 'data', file);

const preparation = [
  ['up', '--detach', '--clock', '2019-02-12T09:00+08:00'],
  ['directory', 'import', data('directory')],
  ['source', 'import', data('sources-2019.csv')],
  ['source', 'import', data('sources-33-2019.csv')],
  ['programme', 'import', data('programme-2019.csv'), '--programme', '2019', '--issued', '2019-02-12'],
  ['programme', 'import', data('programme-33-2019.csv'), '--programme', '33-2019', '--issued', '2019-02-12', '--office', '33'],
  ['programme', 'issue', '--programme', '2019', '--as', 'P00010'],
  ['task', 'receive', '2019/工-02', '--as', 'P00068'],
];

const reads = [
  ['ledger', '--programme', '2019'],
  ['ledger'],
  ['ledger', '--page', '1'],
  ['ledger', '--state', 'issued', '--light', 'green'],
  ['task', 'show', '2019/工-02'],
  ['task', 'history', '2019/工-02'],
  ['inbox', '--as', 'P00010'],
  ['inbox', '--office', 'SPP'],
  ['notices'],
  ['notices', '--status', 'delivered'],
  ['clock', 'show'],
  ['verify'],
];

try {
  for (const words of preparation) await duban(words);
  process.stdout.write(`${cpus().length} cores, Node ${process.versions.node}, median of ${values.times} cold runs, goal ${goalMs} ms\n\n`);
  let slow = 0;
  for (const words of reads) slow += (await measured(words)) > goalMs ? 1 : 0;
  process.exitCode = slow === 0 ? 0 : 1;
} finally {
  await duban(['down']);
  rmSync(home, { recursive: true, force: true });
}

async function measured(/** @type {readonly string[]} */ words) {
  const times = [];
  for (let turn = 0; turn < Number(values.times); turn++) {
    const beganMs = performance.now();
    await duban([...words, '--json']);
    times.push(performance.now() - beganMs);
  }
  const sorted = times.toSorted((a, b) => a - b).map(Math.round);
  const median = sorted[Math.floor(sorted.length / 2)] ?? NaN;
  process.stdout.write(
    `${`duban ${words.join(' ')}`.padEnd(46)} ${String(median).padStart(5)} ms  (${sorted[0]} to ${sorted.at(-1)})${median > goalMs ? '  ABOVE THE GOAL' : ''}\n`,
  );
  return median;
}

/** @type {(words: readonly string[]) => Promise<void>} */
function duban(words) {
  const foreign = Object.entries(process.env).filter(([name]) => !/^(DUBAN_|DATABASE_URL$|TEMPORAL_(?!CLI$))/.test(name));
  const child = spawn(process.execPath, [join(root, 'bin', 'duban'), ...words], {
    env: { ...Object.fromEntries(foreign), DUBAN_HOME: home },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => (code === 0 ? resolve() : reject(new Error(`duban ${words.join(' ')} ended with exit code ${code}`))));
  });
}
