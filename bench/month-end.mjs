#!/usr/bin/env node
// The digests of a morning before the cut-off of a month: 100,000 open tasks, nine in ten of them on time. Goal: 30 s, under 200 MB, no task touched.
//
//   node bench/month-end.mjs [--tasks 100000]
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { sql } from 'kysely';
import { emptyLedger, peakMemory } from './big-ledger.mjs';
import { copyTask, counted } from './copies.mjs';
import { product } from './own-stack.mjs';

const { carryOut } = await product('ledger/carry-out.js');
const { carryOutOnMeetings } = await product('ledger/carry-out-on-meetings.js');
const { composeDigests } = await product('ledger/digests.js');
const { newestRules } = await product('ledger/rules.js');
const { addWorkingDays } = await product('domain/working-calendar.js');
const { connectSupervision } = await product('client/supervision-client.js');

/** @typedef {import('../domain/commands.ts').TaskCommand} TaskCommand */

const goal = { ms: 30_000, megabytes: 200 };
const programme = '2019';
const meetingOn = '2019-05-05'; // cut off on 04-28
const day = '2019-04-26';
const shares = { late: 0.1, near: 0.03 };
const morningOf = (/** @type {string} */ date) => `${date}T00:30:00.000Z`;
const rest = /** @type {const} */ ({
  category: '改革',
  proposedHorizon: 'firstHalf',
  milestones: [],
  line: '民事',
  depth: '',
  isKey: false,
  clauses: [],
});
const data = (/** @type {string} */ name) => fileURLToPath(new URL(`../data/${name}`, import.meta.url));

const { values } = parseArgs({ options: { tasks: { type: 'string', default: '100000' } } });
const wanted = Number(values.tasks);
const late = Math.round(wanted * shares.late);
const near = Math.round(wanted * shares.near);

const { ledger, end } = await emptyLedger();
try {
  await fill();
  const expected = await expectedDigests();
  const before = await standing();
  const asked = counted(ledger);
  const restMegabytes = Math.round(process.memoryUsage().rss / 1_048_576);
  const peak = peakMemory();
  const beganMs = Date.now();
  const run = { day, since: '2019-04-25', now: morningOf(day) };
  const digests = await composeDigests(asked.ledger, run);
  const ms = Date.now() - beganMs;
  const peakMegabytes = peak();
  const touched = JSON.stringify(await standing()) === JSON.stringify(before) ? 0 : 'some';
  const again = await composeDigests(ledger, run);
  const entries = Number(
    (
      await ledger.db
        .selectFrom('digest_entries')
        .select(({ fn }) => fn.countAll().as('count'))
        .executeTakeFirstOrThrow()
    ).count,
  );
  const result = {
    tasks: wanted,
    late,
    near,
    entries,
    digests,
    expected,
    again,
    touched,
    statements: asked.statements(),
    ms,
    restMegabytes,
    peakMegabytes,
    goal,
  };
  process.stdout.write(`${JSON.stringify(result)}\n`);
  if (ms > goal.ms || peakMegabytes > goal.megabytes || digests !== expected || again > 0 || touched !== 0) process.exitCode = 1;
} finally {
  await end();
}

/** Three tasks, each copied: one that is late and has not reported, one with a reminder on this morning, one of which there is nothing to say. */
async function fill() {
  const client = connectSupervision({ ledger, temporal: { connect: () => Promise.reject(new Error('no Temporal here')), close: () => Promise.resolve() } });
  await client.importDirectory(data('directory'));
  await client.importSources(data('sources-2019.csv'));
  await client.importProgramme({ file: data('programme-2019.csv'), programme, issuedOn: '2019-02-12', dryRun: false });
  const departments = await ledger.db.selectFrom('departments').select(['code', 'office', 'kind']).where('kind', '!=', 'leadership').orderBy('code').execute();
  const leads = departments.map(({ code }) => code);
  const cast = await castOf(departments.find(({ office, kind }) => office === 'SPP' && kind === 'business')?.code ?? '');
  await scheduleMeeting(cast);
  const { calendar } = await newestRules(ledger);
  await atWork(cast, { number: '量-1', due: '2019-03-29', hasReported: false });
  await atWork(cast, { number: '量-2', due: addWorkingDays(calendar, day, 10), hasReported: true });
  await atWork(cast, { number: '量-3', due: '2019-06-28', hasReported: true });
  await copyTask(ledger, { programme, number: '量-1', named: '迟', count: late - 1, leads });
  await copyTask(ledger, { programme, number: '量-2', named: '近', count: near - 1, leads });
  await copyTask(ledger, { programme, number: '量-3', named: '准', count: wanted - late - near - 1, leads });
  await sql`ANALYZE`.execute(ledger.db); // as autovacuum would have by the next morning
}

/** @typedef {{ lead: string, contact: string, supervisor: string }} Cast */

/** @param {string} lead @returns {Promise<Cast>} */
async function castOf(lead) {
  const persons = await ledger.db.selectFrom('persons').select(['id', 'roles', 'department', 'office']).execute();
  const contact = persons.find(({ department, roles }) => department === lead && roles.includes('lead_contact'));
  const supervisor = persons.find(({ office, roles }) => office === 'SPP' && roles.includes('supervisor'));
  if (!contact || !supervisor) throw new Error(`the demonstration data lack a contact of ${lead} or a supervisor`);
  return { lead, contact: contact.id, supervisor: supervisor.id };
}

/** @param {Cast} cast */
async function scheduleMeeting({ supervisor }) {
  const command = /** @type {const} */ ({ type: 'scheduleMeeting', date: meetingOn, meetingType: '党组会', topic: '听取重点工作汇报' });
  const { refusal } = await carryOutOnMeetings(ledger, {
    office: 'SPP',
    id: 'meeting',
    actor: supervisor,
    ranBy: 'bench',
    command,
    now: morningOf('2019-02-13'),
  });
  if (refusal) throw new Error(`no meeting: ${JSON.stringify(refusal)}`);
}

/** Since 02-13; past its day, that is recorded. @param {Cast} cast @param {{ number: string, due: string, hasReported: boolean }} task */
async function atWork({ lead, contact, supervisor }, { number, due, hasReported }) {
  const text = '制定民事检察办案指引并组织实施，逐项明确责任部门、完成时限和预期成果';
  const assignment = { title: text, requirement: text, expectedResult: text, lead, responsible: contact, leader: null, participants: [], due, ...rest };
  const measure = { text, responsible: '张三', start: '2019-02-21', finish: due, deliverable: text, acceptance: text };
  /** @type {[actor: string, now: string, command: TaskCommand][]} */
  const acts = [
    ['system', morningOf('2019-02-13'), { type: 'register', programme, number, supervisingOffice: 'SPP', origin: { kind: 'programme', text }, assignment }],
    [supervisor, morningOf('2019-02-13'), { type: 'issue' }],
    [contact, morningOf('2019-02-13'), { type: 'receive' }],
    [contact, morningOf('2019-02-13'), { type: 'submitMeasures', horizon: 'firstHalf', measures: [measure] }],
    [supervisor, morningOf('2019-02-13'), { type: 'approveMeasures', basis: '分工方案' }],
  ];
  if (hasReported)
    acts.push([contact, morningOf('2019-04-15'), { type: 'report', cycle: '2019-05', progress: text, intention: text, problems: '无', suggestions: ['无'] }]);
  if (due < day) acts.push(['clock', morningOf('2019-04-25'), { type: 'passDeadline' }]);
  for (const [index, [actor, now, command]] of acts.entries()) {
    const envelope = { id: `act-${index}`, actor, ranBy: 'bench', command };
    const { refusal } = await carryOut(ledger, { known: { programme, number, seq: 0, task: null }, envelope, now });
    if (refusal) throw new Error(`${number} stopped at ${command.type}: ${JSON.stringify(refusal)}`);
  }
}

/** The leads of tasks of which there is something to say. */
async function expectedDigests() {
  const { count } = await ledger.db
    .selectFrom('tasks')
    .select(({ fn }) => fn.count('lead').distinct().as('count'))
    .where((is) => is.or([is('number', 'in', ['量-1', '量-2']), is('number', 'like', '迟-%'), is('number', 'like', '近-%')]))
    .executeTakeFirstOrThrow();
  return Number(count);
}

async function standing() {
  return (await sql`SELECT count(*), sum(head_seq), max(head_at) FROM tasks`.execute(ledger.db)).rows;
}
