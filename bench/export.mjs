#!/usr/bin/env node
// Export of the journal and `verify --file` of what was written. Goal: both together 30 s for 100,000 events, in flat memory.
//
//   node bench/export.mjs [--events 100000]
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { bigLedger, peakMemory } from './big-ledger.mjs';
import { product } from './own-stack.mjs';

const goalMs = 30_000;
const { values } = parseArgs({ options: { events: { type: 'string', default: '100000' } } });
const { exportLedger } = await product('client/export-ledger.js');
const { sealLedger } = await product('client/seal-ledger.js');
const { verifyFile } = await product('client/verify-file.js');

const big = await bigLedger(Number(values.events));
try {
  const now = new Date().toISOString();
  const file = join(big.home, 'export.jsonl');
  const peak = peakMemory();
  const sealMs = await timed(() => sealLedger(big.ledger, { folder: join(big.home, 'seals'), now }));
  const exportMs = await timed(() => exportLedger(big.ledger, { file, now }));
  const verifyMs = await timed(async () => {
    const { ok, events } = await verifyFile(file);
    if (!ok || events !== big.events) throw new Error(`the export is not whole: ${events} of ${big.events}`);
  });
  const bytes = statSync(file).size;
  process.stdout.write(`${JSON.stringify({ events: big.events, sealMs, exportMs, verifyMs, goalMs, peakMegabytes: peak(), bytes })}\n`);
  if (exportMs + verifyMs > goalMs) process.exitCode = 1;
} finally {
  await big.end();
}

/** @param {() => Promise<unknown>} act */
async function timed(act) {
  const beganMs = Date.now();
  await act();
  return Date.now() - beganMs;
}
