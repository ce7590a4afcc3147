#!/usr/bin/env node
// Rebuild of every projection from the journal. Goal: 100,000 events in 60 s.
//
//   node bench/rebuild.mjs [--events 100000]
import { parseArgs } from 'node:util';
import { bigLedger, peakMemory } from './big-ledger.mjs';
import { product } from './own-stack.mjs';

const goalMs = 60_000;
const { values } = parseArgs({ options: { events: { type: 'string', default: '100000' } } });
const { rebuildProjections } = await product('ledger/rebuild.js');
const { verifyLedger } = await product('ledger/verify.js');

const big = await bigLedger(Number(values.events));
try {
  const peak = peakMemory();
  const beganMs = Date.now();
  const { tasks, events, noticesAdded } = await rebuildProjections(big.ledger);
  const rebuildMs = Date.now() - beganMs;
  const peakMegabytes = peak();
  const { ok } = await verifyLedger(big.ledger);
  process.stdout.write(`${JSON.stringify({ events, tasks, rebuildMs, goalMs, peakMegabytes, noticesAdded, verified: ok })}\n`);
  if (rebuildMs > goalMs || !ok || noticesAdded > 0) process.exitCode = 1;
} finally {
  await big.end();
}
