#!/usr/bin/env node
// A year of Party group meetings over the whole programme of the demonstration data, on real servers whose time is skipped: three other departments
// silent in each cycle, May moved after its first reminders were composed, August cancelled.
//
//   node bench/year-of-meetings.mjs
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { ownStack, product } from './own-stack.mjs';

const { advanceClock } = await product('client/clock/advance.js');
const { castFrom } = await product('client/demo/cast.js');
const { approving, planning, receiving } = await product('client/demo/acts.js');
const { inParallel } = await product('client/in-parallel.js');
const { sendCommand } = await product('client/send-command.js');
const { connectSupervision } = await product('client/supervision-client.js');
const { addDays, instantOn } = await product('domain/dates.js');
const { directoryView } = await product('ledger/queries/directory-view.js');
const { packetAt } = await product('ledger/packets.js');
const { packetEditions } = await product('ledger/queries/packets.js');
const { tasksOfProgramme } = await product('ledger/queries/tasks-of-programme.js');

/** @typedef {import('../client/demo/acts.ts').Act} Act */
/** @typedef {import('../client/demo/cast.ts').Cast} Cast */
/** @typedef {import('../domain/task.ts').Task} Task */

const [office, programme, firstDay] = ['SPP', '2019', '2019-01-02'];
const silentEachMonth = 3;
const lanes = 10;
const data = (/** @type {string} */ name) => fileURLToPath(new URL(`../data/${name}`, import.meta.url));
const report = /** @type {const} */ ({ type: 'report', progress: '已逐项核对', intention: '下月征求意见', problems: '无', suggestions: ['无'] });

const beganMs = Date.now();
const stack = await ownStack({ startAt: instantOn(firstDay, 9) });
const { desk } = stack;
const { ledger } = desk;
const client = connectSupervision(desk);
/** @type {string[]} */
const faults = [];
try {
  const { cast, tasks } = await putToWork();
  const leads = [...new Set(tasks.map(({ assignment }) => assignment.lead))];
  say(`${tasks.length} tasks of ${leads.length} departments at work`);
  expect('tasks', tasks.length, 114);
  const by = { actor: cast.supervisorOf(office) };
  await client.confirmPlan(2019, office, by);
  await client.cancelMeeting(by, { meeting: 'SPP-2019-08-01', reason: '暑期不开会' });
  await client.scheduleMeeting(office, by, { date: '2020-01-02', meetingType: '党组会', topic: '听取全年落实情况' });

  const cycles = (await client.meetings(office)).cycles.map(({ cycle }) => cycle);
  expect('cycles', cycles.length, 12);
  for (const [month, cycle] of cycles.entries()) {
    if (cycle === '2019-05') await moveMay(by, tasks.length);
    await liveCycle({ cast, tasks, cycle, silent: silentIn(leads, month) });
  }
  await checkYear();
} finally {
  await stack.end();
}
for (const fault of faults) process.stdout.write(`WRONG ${fault}\n`);
process.stdout.write(`${JSON.stringify({ faults: faults.length, seconds: Math.round((Date.now() - beganMs) / 1_000) })}\n`);
if (faults.length > 0) process.exitCode = 1;

async function putToWork() {
  await client.importDirectory(data('directory'));
  await client.importSources(data('sources-2019.csv'));
  await client.importProgramme({ file: data('programme-2019.csv'), programme, issuedOn: firstDay, dryRun: false });
  const cast = castFrom(await directoryView(ledger));
  await client.issueProgramme({ programme, actor: cast.supervisorOf(office), requestId: 'issue', numbers: [] });
  const tasks = (await tasksOfProgramme(ledger, programme)).map(({ task }) => task);
  for (const actOn of [receiving, planning, approving]) await sendAll('begin', tasks, (task) => actOn(task, cast));
  return { cast, tasks };
}

/** Others each time, so that whoever was silent reports again, and all have their turn. @param {readonly string[]} leads @param {number} month */
function silentIn(leads, month) {
  return Array.from({ length: silentEachMonth }, (_, place) => leads[(month * silentEachMonth + place) % leads.length] ?? '');
}

/** After the reminders of five working days before were composed, and before those of one. @param {{ actor: string }} by @param {number} tasks */
async function moveMay(by, tasks) {
  await advanceClock(desk, instantOn('2019-04-23', 9));
  const reminders = await ledger.db.selectFrom('digest_entries').select('number').where('cycle', '=', '2019-05').where('rung', '=', 5).execute();
  expect('reminders of May before it is moved', reminders.length, tasks);
  expect('cut-off of May', (await cycleOf('2019-05')).cutOff, '2019-04-28');
  await client.moveMeeting(by, { meeting: 'SPP-2019-05-05', date: '2019-05-07', reason: '与上级会议冲突' });
  expect('cut-off of May, moved', (await cycleOf('2019-05')).cutOff, '2019-04-30');
}

/** The day before the cut-off all report but the silent; past it, they and nobody else are named. @param {{ cast: Cast, tasks: readonly Task[], cycle: string, silent: readonly string[] }} of */
async function liveCycle({ cast, tasks, cycle, silent }) {
  const { cutOff } = await cycleOf(cycle);
  await advanceClock(desk, instantOn(addDays(cutOff, -1), 10));
  const speaking = tasks.filter(({ assignment }) => !silent.includes(assignment.lead));
  await sendAll(cycle, speaking, (task) => ({ task, by: cast.contactOf(task.assignment.lead), command: report }));
  await advanceClock(desk, instantOn(addDays(cutOff, 1), 10));

  const { departments, missing, late } = await client.missingReports(cycle, office);
  const editions = await packetEditions(ledger, office, cycle);
  const packet = await packetAt(ledger.db, office, editions[0]?.seq ?? 0);
  const names = departments.map(({ department }) => department);
  expect(`${cycle} names`, names.toSorted().join(), silent.toSorted().join());
  expect(
    `${cycle} names in the packet`,
    packet?.missing
      .map(({ department }) => department)
      .toSorted()
      .join(),
    silent.toSorted().join(),
  );
  expect(`${cycle} packets`, editions.length, 1);
  expect(`${cycle} missing tasks`, missing.length, tasks.length - speaking.length);
  expect(`${cycle} late`, late.length, 0);
  say(`${cycle}: cut-off ${cutOff}, ${speaking.length} reports, ${missing.length} missing, ${names.length} names`);
}

async function checkYear() {
  const { cycles } = await client.meetings(office);
  const withoutMeeting = cycles.filter(({ meeting }) => meeting === null).map(({ cycle }) => cycle);
  expect('cycles cut off and told', cycles.filter(({ passed, told }) => passed && told).length, 12);
  expect('cycles without a meeting', withoutMeeting.join(), '2019-08');
  expect('packets', (await ledger.db.selectFrom('packets').select('cycle').execute()).length, 12);
  const { rows: twice } = await sql`
    SELECT number FROM digest_entries WHERE cycle <> '' AND rung IS NOT NULL GROUP BY programme, number, cycle, rung HAVING count(*) > 1`.execute(ledger.db);
  expect('reminders said twice', twice.length, 0);
}

/** @param {string} cycle */
async function cycleOf(cycle) {
  const found = (await client.meetings(office)).cycles.find((one) => one.cycle === cycle);
  if (!found) throw new Error(`no cycle ${cycle}`);
  return found;
}

/** @param {string} occasion @param {readonly Task[]} tasks @param {(task: Task) => Act} actOn */
function sendAll(occasion, tasks, actOn) {
  return inParallel(tasks, lanes, (one) => {
    const { task, by: actor, command } = actOn(one);
    return sendCommand(desk, { task, actor, requestId: `${occasion}/${command.type}/${task.number}`, command });
  });
}

/** @param {string} what @param {unknown} seen @param {unknown} wanted */
function expect(what, seen, wanted) {
  if (seen !== wanted) faults.push(`${what}: ${String(seen)} instead of ${String(wanted)}`);
}

/** @param {string} line */
function say(line) {
  process.stdout.write(`${Math.round((Date.now() - beganMs) / 1_000)} s  ${line}\n`);
}
