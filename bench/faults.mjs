#!/usr/bin/env node
// Commands under kill -9 of the worker, the Temporal server and PostgreSQL, each started again on its data; then PostgreSQL away for a while.
// What was answered is counted against the journal: lost must be 0, doubled must be 0.
//
//   node bench/faults.mjs [--commands 10000] [--tasks 200] [--callers 16] [--kills 20] [--away 20,60] [--seed 1]
import { cpus } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { callAll, tasksInProgress } from './fault-callers.mjs';
import { ownStack, product, roles } from './own-stack.mjs';

const { verifyLedger } = await product('ledger/verify.js');
const { openTasks } = await product('ledger/queries/open-tasks.js');

/** @typedef {import('../workflows/contract.ts').TaskView} TaskView */
/** @typedef {import('./fault-callers.mjs').Prepared} Prepared */
/** @typedef {import('./fault-callers.mjs').Said} Said */
/** @typedef {import('./own-stack.mjs').Role} Role */
/** @typedef {{ roles: Role[], killedMs: number, backMs: number, watchedUntilMs: number }} Kill */

const { values } = parseArgs({
  options: {
    commands: { type: 'string', default: '10000' },
    tasks: { type: 'string', default: '200' },
    callers: { type: 'string', default: '16' },
    kills: { type: 'string', default: '' },
    away: { type: 'string', default: '20,60' },
    seed: { type: 'string', default: '1' },
  },
});
const commandCount = Number(values.commands);
const killCount = values.kills === '' ? Math.min(30, Math.max(6, Math.round(commandCount / 250))) : Number(values.kills);
const callers = Number(values.callers);
const awaySeconds = values.away
  .split(',')
  .map(Number)
  .filter((seconds) => seconds > 0);
const random = randomFrom(Number(values.seed));
const began = Date.now();

const say = (/** @type {string} */ line) => void process.stdout.write(`${line}\n`);
const progress = (/** @type {string} */ line) => void process.stderr.write(`[${String(Math.round((Date.now() - began) / 1000)).padStart(4)} s] ${line}\n`);

const stack = await ownStack();

async function main() {
  progress(`preparing ${values.tasks} tasks in progress`);
  const tasks = await tasksInProgress(stack.desk, Number(values.tasks));
  say(`${cpus().length} cores, Node ${process.versions.node}, ${tasks.length} tasks, ${callers} callers, seed ${values.seed}`);
  const isSound = [await killed(tasks)];
  for (const seconds of awaySeconds) isSound.push(await postgresAway(tasks, seconds));
  isSound.push(await workflowsGoOn());
  process.exitCode = isSound.every(Boolean) ? 0 : 1;
}

/** Random kills, one after the other or, now and then, all three at once. */
async function killed(/** @type {readonly Prepared[]} */ tasks) {
  let answeredCount = 0;
  const calls = callAll({ desk: stack.desk, tasks, count: commandCount, callers, prefix: 'kill', random, answered: () => void answeredCount++ });
  const kills = await killThrough(() => answeredCount);
  const said = await calls;
  const last = kills.at(-1);
  if (last) last.watchedUntilMs = Date.now();
  say('');
  say(`kill -9 at random, ${commandCount} commands`);
  const isSound = await settleAccounts('kill', said);
  const rate = undisturbedRate(said, kills);
  const counted = (/** @type {Role} */ role) => kills.filter((kill) => kill.roles.includes(role)).length;
  say(
    `  kills                 ${roles.map((role) => `${role} ${counted(role)}`).join(' · ')} (${kills.filter(({ roles: some }) => some.length > 1).length} times all at once)`,
  );
  say(`  undisturbed           ${rate.toFixed(1)} commands/s (median of the 3 s before each kill)`);
  for (const role of roles)
    sayRecovery(
      role,
      kills.filter((kill) => kill.roles.length === 1 && kill.roles[0] === role),
      { said, rate },
    );
  sayRecovery(
    'all at once',
    kills.filter((kill) => kill.roles.length > 1),
    { said, rate },
  );
  return isSound;
}

/** Above the longest recovery that was seen: the server gives a lost workflow task up after 10 s. A quick run has no time for that. */
const calmMs = commandCount < 2_000 ? 4_000 : 20_000;

/** Spread over the commands; between two kills everything has been back for a while, so that each recovery can be seen. */
async function killThrough(/** @type {() => number} */ answeredCount) {
  /** @type {Kill[]} */
  const kills = [];
  const order = shuffled([...Array(killCount).keys()].map((index) => roles[index % roles.length]));
  for (const [index, role] of order.entries()) {
    const threshold = Math.floor((commandCount * (index + 0.3 + random() * 0.4)) / (killCount + 1));
    const calmUntil = Date.now() + (index === 0 ? 4_000 : calmMs);
    while (answeredCount() < commandCount && (answeredCount() < threshold || Date.now() < calmUntil)) await pause(20);
    if (answeredCount() >= commandCount * 0.97) break;
    const victims = index % 7 === 6 ? [...roles] : [/** @type {Role} */ (role)];
    const killedMs = Date.now();
    const before = kills.at(-1);
    if (before) before.watchedUntilMs = killedMs;
    await Promise.all(victims.map((victim) => stack.kill(victim)));
    await pause(random() * 2_000);
    for (const victim of victims.toReversed()) await stack.start(victim);
    kills.push({ roles: victims, killedMs, backMs: Date.now(), watchedUntilMs: Infinity });
    progress(`${answeredCount()} answered; killed ${victims.join(', ')}, back after ${Date.now() - killedMs} ms`);
  }
  return kills;
}

/** Callers go on all the time; whoever hears exit code 5 says it again. */
async function postgresAway(/** @type {readonly Prepared[]} */ tasks, /** @type {number} */ seconds) {
  let isOver = false;
  const prefix = `away ${seconds}`;
  progress(`PostgreSQL away for ${seconds} s`);
  const calls = callAll({ desk: stack.desk, tasks, count: 100_000, callers, prefix, random, isOver: () => isOver });
  await pause(5_000);
  await stack.kill('postgres');
  await pause(seconds * 1_000);
  const startedMs = Date.now();
  await stack.start('postgres');
  const backMs = Date.now();
  await pause(15_000);
  isOver = true;
  const said = await calls;
  const caught = said.filter(({ sentMs, answeredMs }) => sentMs < startedMs && (answeredMs ?? Infinity) > startedMs);
  const waits = caught.map(({ answeredMs }) => Math.max(0, (answeredMs ?? Infinity) - backMs)).toSorted((a, b) => a - b);
  say('');
  say(`PostgreSQL away for ${seconds} s`);
  const isSound = await settleAccounts(prefix, said);
  say(
    `  caught by it          ${caught.length} commands: ${caught.filter(({ unknown }) => unknown > 0).length} heard OUTCOME_UNKNOWN, ${caught.filter(({ unreachable }) => unreachable > 0).length} SERVER_UNREACHABLE (both exit code 5), ${caught.filter(({ unknown, unreachable }) => unknown + unreachable === 0).length} just waited`,
  );
  say(`  answered after return first ${secondsOf(waits[0] ?? NaN)}, last ${secondsOf(waits.at(-1) ?? NaN)}`);
  return isSound;
}

/** The journal against what callers heard. @type {(prefix: string, said: readonly Said[]) => Promise<boolean>} */
async function settleAccounts(prefix, said) {
  const rows = await stack.desk.ledger.db.selectFrom('journal').select('command_id').where('command_id', 'like', `${prefix}/%`).execute();
  const journalled = new Set(rows.map((row) => row.command_id));
  const acknowledged = said.filter(({ answeredMs }) => answeredMs !== null);
  const lost = acknowledged.filter(({ id }) => !journalled.has(id));
  const unanswered = said.length - acknowledged.length;
  const doubled = rows.length - journalled.size;
  const verification = await verifyLedger(stack.desk.ledger);
  say(
    `  said                  ${said.length}, repeated with the same request id ${said.filter(({ unknown, unreachable }) => unknown + unreachable > 0).length}`,
  );
  say(`  acknowledged          ${acknowledged.length}`);
  say(`  in the journal        ${journalled.size}`);
  say(`  lost                  ${lost.length}`);
  say(`  doubled               ${doubled}`);
  if (unanswered > 0) say(`  NOT ANSWERED          ${unanswered}: ${said.find(({ answeredMs }) => answeredMs === null)?.refused ?? 'no answer within 300 s'}`);
  say(`  verify                ${verification.ok ? `ok, ${verification.events} events` : `BROKEN: ${verification.broken?.message}`}`);
  return lost.length === 0 && doubled === 0 && unanswered === 0 && journalled.size === acknowledged.length && verification.ok;
}

/** Every task is still supervised, and its workflow knows what the journal knows. */
async function workflowsGoOn() {
  const { client } = await stack.desk.temporal.connect();
  const open = await openTasks(stack.desk.ledger);
  const heads = new Map(
    (await stack.desk.ledger.db.selectFrom('tasks').select(['programme', 'number', 'head_seq']).execute()).map((row) => [
      `${row.programme}/${row.number}`,
      row.head_seq,
    ]),
  );
  let running = 0;
  let behind = 0;
  for (const { programme, number } of open) {
    const handle = client.workflow.getHandle(`${programme}/${number}`);
    if ((await handle.describe()).status.name === 'RUNNING') running++;
    const { seq } = /** @type {TaskView} */ (await handle.query('task'));
    if (seq !== heads.get(`${programme}/${number}`)) behind++;
  }
  say('');
  say(`workflows of open tasks ${open.length}: running ${running}, failed ${open.length - running}, behind their journal ${behind}`);
  return running === open.length && behind === 0;
}

const windowMs = 3_000;

const answersIn = (/** @type {readonly Said[]} */ said, /** @type {number} */ fromMs, /** @type {number} */ toMs) =>
  said.filter(({ answeredMs }) => answeredMs !== null && answeredMs > fromMs && answeredMs <= toMs).length;

/** The median of what was answered right before each kill, when everything had been back for a while; per second. */
function undisturbedRate(/** @type {readonly Said[]} */ said, /** @type {readonly Kill[]} */ kills) {
  const rates = kills.map(({ killedMs }) => (answersIn(said, killedMs - windowMs, killedMs) * 1_000) / windowMs).toSorted((a, b) => a - b);
  return rates[Math.floor(rates.length / 2)] ?? NaN;
}

/** From the moment at which the servers answer again. @type {(name: string, kills: readonly Kill[], run: { said: readonly Said[], rate: number }) => void} */
function sayRecovery(name, kills, { said, rate }) {
  if (kills.length === 0) return;
  const first = kills.map(({ backMs }) => Math.min(...said.map(({ answeredMs }) => answeredMs ?? Infinity).filter((ms) => ms > backMs)) - backMs);
  const regained = kills.map(({ backMs, watchedUntilMs }) => {
    for (let ms = backMs; ms + windowMs <= watchedUntilMs; ms += 250)
      if ((answersIn(said, ms, ms + windowMs) * 1_000) / windowMs >= rate * 0.9) return ms - backMs;
    return NaN;
  });
  const seen = regained.filter((ms) => !Number.isNaN(ms));
  say(
    `  after ${name.padEnd(16)}first answer ${spread(first)}; 90 % of the rate ${seen.length === 0 ? 'not seen before the next kill' : spread(seen)}${seen.length < regained.length && seen.length > 0 ? ` (${regained.length - seen.length} of ${regained.length} not before the next kill or the end)` : ''}`,
  );
}

const secondsOf = (/** @type {number} */ ms) => `${(ms / 1_000).toFixed(1)} s`;

function spread(/** @type {readonly number[]} */ times) {
  const sorted = times.toSorted((a, b) => a - b);
  return `${secondsOf(sorted[Math.floor(sorted.length / 2)] ?? NaN)} median, ${secondsOf(sorted.at(-1) ?? NaN)} longest`;
}

/** @type {<Item>(items: Item[]) => Item[]} */
function shuffled(items) {
  return items
    .map((item) => ({ item, place: random() }))
    .toSorted((a, b) => a.place - b.place)
    .map(({ item }) => item);
}

/** mulberry32: the same seed, the same choices. */
function randomFrom(/** @type {number} */ seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

try {
  await main();
} finally {
  await stack.end();
}
