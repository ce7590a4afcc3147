#!/usr/bin/env node
// A cut-off that goes by over a large ledger, one task in ten missing: who is woken, and how long a report that comes in meanwhile waits.
//
//   node bench/report-in-sweep.mjs [--tasks 100000] [--missing 10000] [--reporters 50]
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { sql } from 'kysely';
import { copyTask } from './copies.mjs';
import { ownStack, product } from './own-stack.mjs';

const { carryOut } = await product('ledger/carry-out.js');
const { carryOutOnMeetings } = await product('ledger/carry-out-on-meetings.js');
const { taskHead } = await product('ledger/queries/task-head.js');
const { newestRules } = await product('ledger/rules.js');
const { inParallel } = await product('client/in-parallel.js');
const { sendCommand } = await product('client/send-command.js');
const { connectSupervision } = await product('client/supervision-client.js');
const { taskStartOptions } = await product('client/task-start.js');
const { nextDeadline } = await product('domain/deadlines.js');
const { addDays, dateOf, instantOn, monthOf } = await product('domain/dates.js');
const { addWorkingDays } = await product('domain/working-calendar.js');

/** @typedef {import('../domain/commands.ts').TaskCommand} TaskCommand */

const { values } = parseArgs({
  options: { tasks: { type: 'string', default: '100000' }, missing: { type: 'string', default: '10000' }, reporters: { type: 'string', default: '50' } },
});
const tasks = Number(values.tasks);
const missing = Number(values.missing);
const reporters = Number(values.reporters);
const programme = '量';
const reportsPerSecond = 5;
const unloadedReports = 150;
const goal = { times: 2, wokenOnTime: 0 };
const data = (/** @type {string} */ name) => fileURLToPath(new URL(`../data/${name}`, import.meta.url));
const text = '制定民事检察办案指引并组织实施，逐项明确责任部门、完成时限和预期成果';

const stack = await ownStack();
const { desk } = stack;
const { ledger } = desk;
try {
  const result = await sweep();
  process.stdout.write(`${JSON.stringify(result)}\n`);
  if (result.wokenOnTime > goal.wokenOnTime || result.told !== missing || result.times > goal.times) process.exitCode = 1;
} finally {
  await stack.end();
}

async function sweep() {
  const client = connectSupervision(desk);
  await client.importDirectory(data('directory'));
  const cast = await castOf();
  const { calendar } = await newestRules(ledger);
  const today = dateOf(new Date().toISOString());
  const meetingOn = addWorkingDays(calendar, today, 2); // cut off yesterday: its timer fires at once
  await fill(cast, today, monthOf(meetingOn));
  const before = instantOn(addDays(today, -20), 9);
  const command = /** @type {const} */ ({ type: 'scheduleMeeting', date: meetingOn, meetingType: '党组会', topic: '听取重点工作汇报' });
  const call = { office: 'SPP', id: 'meeting', actor: cast.supervisor, ranBy: 'bench', command, now: before };
  const { refusal } = await carryOutOnMeetings(ledger, call);
  if (refusal) throw new Error(`no meeting: ${JSON.stringify(refusal)}`);
  await startRuns('缺', missing);
  await startRuns('报', reporters);
  const unloaded = await reportUntil(cast, 'before', (count) => count === unloadedReports);

  const headsBefore = await headsOnTime();
  const beganMs = Date.now();
  await client.scheduleMeeting('SPP', { actor: cast.supervisor }, { date: addDays(meetingOn, 60), meetingType: '党组会', topic: '听取汇报' });
  let isTold = false;
  const end = whenTold().then((told) => {
    isTold = true;
    return told;
  });
  const loaded = await reportUntil(cast, 'during', () => isTold);
  const told = await end;
  const seconds = Math.round((Date.now() - beganMs) / 1_000);
  const wokenOnTime = JSON.stringify(await headsOnTime()) === JSON.stringify(headsBefore) ? 0 : 1;
  const [unloadedP99, loadedP99] = [p99(unloaded), p99(loaded)];
  const times = Number((loadedP99 / unloadedP99).toFixed(2));
  return { tasks, missing, told, wokenOnTime, seconds, reports: loaded.length, unloadedP99, loadedP99, times, goal };
}

/** On time, all but a few of them without a run that could be woken: had one been told, its head would have moved. */
async function headsOnTime() {
  return (await sql`SELECT count(*), sum(head_seq), max(head_at) FROM tasks WHERE number LIKE '准%'`.execute(ledger.db)).rows;
}

/** Each by an event of its own; the packet and the notices to their departments come after. */
async function whenTold() {
  for (;;) {
    const row = await ledger.db
      .selectFrom('journal')
      .select(({ fn }) => fn.count('stream').distinct().as('tasks'))
      .where('type', '=', 'reportMissed')
      .executeTakeFirstOrThrow();
    if (Number(row.tasks) >= missing) return Number(row.tasks);
    await pause(200);
  }
}

/** How long each report waited for its answer. @param {Cast} cast @param {string} name @param {(count: number) => boolean} isEnough */
async function reportUntil({ contact }, name, isEnough) {
  /** @type {number[]} */
  const waits = [];
  const command = /** @type {const} */ ({ type: 'report', progress: text, intention: text, problems: '无', suggestions: ['无'] });
  for (let count = 0; !isEnough(count); count++) {
    const beganMs = performance.now();
    const task = { programme, number: `报-${1 + (count % reporters)}` };
    await sendCommand(desk, { task, actor: contact, requestId: `${name}-${count}`, command });
    waits.push(performance.now() - beganMs);
    await pause(1_000 / reportsPerSecond);
  }
  return waits;
}

/** @param {readonly number[]} waits */
function p99(waits) {
  return Math.round(waits.toSorted((a, b) => a - b)[Math.floor(waits.length * 0.99)] ?? 0);
}

/** @typedef {{ lead: string, contact: string, supervisor: string }} Cast */

/** @returns {Promise<Cast>} */
async function castOf() {
  const persons = await ledger.db.selectFrom('persons').select(['id', 'roles', 'department', 'office']).where('office', '=', 'SPP').execute();
  const contact = persons.find(({ roles, department }) => roles.includes('lead_contact') && department.startsWith('SPP-T'));
  const supervisor = persons.find(({ roles }) => roles.includes('supervisor'));
  if (!contact || !supervisor) throw new Error('the demonstration data lack a contact or a supervisor of SPP');
  return { lead: contact.department, contact: contact.id, supervisor: supervisor.id };
}

/** Three tasks, each copied: on time, missing, and those that report while the others are told. @param {Cast} cast @param {string} today @param {string} cycle */
async function fill(cast, today, cycle) {
  await ledger.db
    .insertInto('programmes')
    .values({ name: programme, office: 'SPP', issued_on: addDays(today, -60), title: '', meeting: null, completion: null })
    .execute();
  const leads = [cast.lead];
  for (const [name, count] of /** @type {const} */ ([
    ['准', tasks - missing - reporters],
    ['缺', missing],
    ['报', reporters],
  ])) {
    await atWork(cast, { number: name, today, cycle, hasReported: name !== '缺' });
    await copyTask(ledger, { programme, number: name, named: name, count, leads });
    await ledger.db.deleteFrom('tasks').where('number', '=', name).execute();
  }
  await sql`ANALYZE`.execute(ledger.db);
}

/** @param {Cast} cast @param {{ number: string, today: string, cycle: string, hasReported: boolean }} task */
async function atWork({ lead, contact, supervisor }, { number, today, cycle, hasReported }) {
  const due = addDays(today, 300);
  const rest = /** @type {const} */ ({
    category: '工作',
    proposedHorizon: null,
    milestones: [],
    line: '',
    depth: '',
    isKey: false,
    clauses: [],
    participants: [],
    leader: null,
  });
  const assignment = { title: text, requirement: text, expectedResult: text, lead, responsible: contact, due, ...rest };
  const milestones = [
    { date: addDays(today, 30), text },
    { date: due, text },
  ];
  const measure = { text, responsible: '张三', start: addDays(today, -50), finish: due, deliverable: text, acceptance: text };
  const at = instantOn(addDays(today, -55), 9);
  /** @type {[actor: string, now: string, command: TaskCommand][]} */
  const acts = [
    ['system', at, { type: 'register', programme, number, supervisingOffice: 'SPP', origin: { kind: 'programme', text }, assignment }],
    [supervisor, at, { type: 'issue' }],
    [contact, at, { type: 'receive' }],
    [contact, at, { type: 'submitMeasures', horizon: 'longTerm', measures: [measure] }],
    [supervisor, at, { type: 'approveMeasures', basis: '分工方案', milestones }],
  ];
  const report = /** @type {const} */ ({ type: 'report', cycle, progress: text, intention: text, problems: '无', suggestions: ['无'] });
  if (hasReported) acts.push([contact, instantOn(addDays(today, -10), 9), report]);
  for (const [index, [actor, now, command]] of acts.entries()) {
    const envelope = { id: `act-${index}`, actor, ranBy: 'bench', command };
    const { refusal } = await carryOut(ledger, { known: { programme, number, seq: 0, task: null }, envelope, now });
    if (refusal) throw new Error(`${number} stopped at ${command.type}: ${JSON.stringify(refusal)}`);
  }
}

/** As `recover` would begin them, each from where it stands. @param {string} name @param {number} count */
async function startRuns(name, count) {
  const { client, taskQueue } = await desk.temporal.connect();
  const numbers = Array.from({ length: count }, (_, index) => `${name}-${index + 1}`);
  await inParallel(numbers, 8, async (number) => {
    const head = await taskHead(ledger, { programme, number });
    const row = await ledger.db
      .selectFrom('tasks')
      .select('head_seq')
      .where('programme', '=', programme)
      .where('number', '=', number)
      .executeTakeFirstOrThrow();
    if (!head) throw new Error(`no task ${number}`);
    const { task } = head;
    const life = {
      schemaVersion: /** @type {const} */ (1),
      seq: row.head_seq,
      task,
      nextDeadline: nextDeadline(task),
      light: /** @type {const} */ ('green'),
      region: 'SPP',
    };
    const options = taskStartOptions(task, { taskQueue, clockOffsetMs: 0, leadName: task.assignment.lead, mark: '演示数据', life });
    await client.workflow.start('superviseTask', options);
  });
}
