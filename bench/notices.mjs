#!/usr/bin/env node
// One bulk act that tells very many departments, by folder and by mail, through the deployed worker: 5 % of the mails fail at the first try, one
// department can never be reached. All others must have got theirs, none twice in the folder; the worker's memory must stay flat.
//
//   node bench/notices.mjs [--messages 5000]
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { sql } from 'kysely';
import { SMTPServer } from 'smtp-server';
import { tasksInProgress } from './fault-callers.mjs';
import { ownStack, product } from './own-stack.mjs';

const { sendCommand } = await product('client/send-command.js');
const { startBatchDelivery } = await product('client/deliver-batch.js');

const { values } = parseArgs({ options: { messages: { type: 'string', default: '5000' } } });
const wanted = Number(values.messages);
const transientShare = 0.05;
const dead = 'd-7@bench.invalid';
const batch = 'bench';
/** Above what the worker had when it began to tell. A list of 5,000 whole messages would be about 20 MB. */
const mostGrowthMb = 100;

const say = (/** @type {string} */ line) => void process.stdout.write(`${line}\n`);
const began = Date.now();
const progress = (/** @type {string} */ line) => void process.stderr.write(`[${String(Math.round((Date.now() - began) / 1000)).padStart(4)} s] ${line}\n`);

/** @type {string[]} */
const arrived = [];
let transientFaults = 0;
const mail = await faultyMailServer();
const settings = { CHANNELS: 'folder,smtp', SMTP_HOST: '127.0.0.1', SMTP_PORT: String(mail.port), SMTP_TLS: 'none', SMTP_FROM: 'duban@bench.example' };
for (const [name, value] of Object.entries(settings)) process.env[`DUBAN_${name}`] = value;
const stack = await ownStack();

async function main() {
  const { ledger } = stack.desk;
  progress(`preparing ${wanted} departments`);
  await prepare();
  const memory = watchMemory();
  progress('telling them');
  const beganMs = performance.now();
  await startBatchDelivery(stack.desk, batch);
  await untilAllWereTried(ledger);
  const seconds = (performance.now() - beganMs) / 1000;
  memory.stop();

  const rows = await ledger.db.selectFrom('notices').select(['status', 'to_department']).execute();
  const left = rows.filter(({ status }) => status !== 'delivered').map(({ to_department: department }) => department);
  const outbox = join(stack.home, 'outbox');
  const files = readdirSync(outbox).map((file) => /^Message-ID: (.*)$/m.exec(readFileSync(join(outbox, file), 'utf8'))?.[1]);
  const twice = (/** @type {readonly (string | undefined)[]} */ ids) => ids.length - new Set(ids).size;
  say(`${wanted} notices by folder and mail in ${seconds.toFixed(1)} s, ${Math.round(wanted / seconds)} a second`);
  say(`mail: ${arrived.length} arrived, ${twice(arrived)} twice, ${transientFaults} transient faults; not delivered: ${left.join(', ') || 'none'}`);
  say(`folder: ${files.length} files, ${twice(files)} twice`);
  const fifthsMb = memory.fifthsMb();
  say(`worker: ${memory.beforeMb()} MB before, then in each fifth of the time at most ${fifthsMb.join(', ')} MB`);
  const isSound =
    left.join() === 'D-7' &&
    arrived.length === rows.length - 1 &&
    twice(arrived) === 0 &&
    files.length === rows.length &&
    twice(files) === 0 &&
    Math.max(...fifthsMb) - memory.beforeMb() <= mostGrowthMb;
  say(isSound ? 'sound' : 'NOT SOUND');
  process.exitCode = isSound ? 0 : 1;
}

/** The bulk act urges one task; the other departments to be told of it are written beside it, since 5,000 commands are another measurement. */
async function prepare() {
  const { desk } = stack;
  const [prepared] = await tasksInProgress(desk, 1);
  const urge = prepared?.acts.find((act) => act.command.type === 'urge');
  if (!prepared || !urge) throw new Error('there is no task to urge');
  await sendCommand(desk, { task: prepared.key, actor: urge.by, requestId: `${batch}/1`, batch, command: urge.command });
  const { db } = desk.ledger;
  const more = sql`generate_series(1, ${wanted - 1}::int) i`;
  await sql`INSERT INTO departments (code, office, name, lines, kind) SELECT 'D-' || i, 'SPP', '第' || i || '部门', '{}', 'business' FROM ${more}`.execute(db);
  await sql`
    INSERT INTO persons (id, name, office, department, post, roles, email, phone)
    SELECT 'contact of D-' || i, '联系人' || i, 'SPP', 'D-' || i, '', '{lead_contact}', 'd-' || i || '@bench.invalid', '' FROM ${more}`.execute(db);
  await sql`
    INSERT INTO notice_items (programme, number, seq, kind, channel_of_duty, office, department, role, batch)
    SELECT programme, number, seq, kind, channel_of_duty, office, 'D-' || i, 'lead_contact', batch
    FROM (SELECT * FROM notice_items WHERE batch = ${batch} LIMIT 1) item, ${more}`.execute(db);
}

/** @param {import('../ledger/ledger.ts').Ledger} ledger */
async function untilAllWereTried(ledger) {
  for (;;) {
    const { client } = await stack.desk.temporal.connect();
    const { status } = await client.workflow.getHandle(`deliverBatch/${batch}`).describe();
    if (status.name !== 'RUNNING') return;
    const { count } = await ledger.db
      .selectFrom('notices')
      .select(({ fn }) => fn.countAll().as('count'))
      .where('status', '=', 'delivered')
      .executeTakeFirstOrThrow();
    progress(`${count} delivered`);
    await pause(2_000);
  }
}

async function faultyMailServer() {
  /** @type {Set<string>} */
  const spared = new Set();
  const refusal = (/** @type {string} */ text, /** @type {number} */ responseCode) => Object.assign(new Error(text), { responseCode });
  const server = new SMTPServer({
    authOptional: true,
    disableReverseLookup: true,
    hideSTARTTLS: true,
    onRcptTo: ({ address }, _session, done) => {
      if (address === dead) return done(refusal('no such mailbox', 550));
      if (spared.has(address) || Math.random() >= transientShare) return done();
      spared.add(address);
      transientFaults++;
      done(refusal('try again later', 451));
    },
    onData: (stream, _session, done) => {
      let text = '';
      stream.on('data', (chunk) => (text += chunk));
      stream.on('end', () => {
        arrived.push(/^Message-ID: (.*?)\r?$/m.exec(text)?.[1] ?? '');
        done();
      });
    },
  });
  await new Promise((resolve) => void server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const address = server.server.address();
  return { port: typeof address === 'object' && address ? address.port : 0, close: () => server.close() };
}

/** Resident memory of the worker process, where the system tells it. */
function watchMemory() {
  /** @type {number[]} */
  const seenMb = [];
  const look = () => {
    try {
      seenMb.push(Math.round(Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${stack.pidOf('worker')}/status`, 'utf8'))?.[1]) / 1024));
    } catch {
      seenMb.push(0);
    }
  };
  look();
  const timer = setInterval(look, 200);
  return {
    stop: () => clearInterval(timer),
    /** The most in each fifth of the time: it may rise at first, as the caches of Node and of the SDK fill, and must not go on rising. */
    fifthsMb: () => [0, 1, 2, 3, 4].map((fifth) => Math.max(...seenMb.slice((seenMb.length * fifth) / 5, (seenMb.length * (fifth + 1)) / 5))),
    beforeMb: () => seenMb[0] ?? 0,
  };
}

try {
  await main();
} finally {
  await stack.end();
  mail.close();
}
