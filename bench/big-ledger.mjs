// A ledger with as many events as are wanted, on a PostgreSQL of its own: one real life, lived through the product's own transactions, copied to
// thousands of tasks with hashes of their own. Directory, sources and programme are those of data/.
import { chmodSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { product } from './own-stack.mjs';

const { startPostgres } = await product('client/stack/embedded-postgres.js');
const { stopServer } = await product('client/stack/process-register.js');
const { migrateLedger } = await product('ledger/migrate.js');
const { openLedger } = await product('ledger/ledger.js');
const { beginClock } = await product('ledger/clock.js');
const { carryOut } = await product('ledger/carry-out.js');
const { chain, emptyHead } = await product('ledger/journal.js');
const { connectSupervision } = await product('client/supervision-client.js');
const { rebuildProjections } = await product('ledger/rebuild.js');
const { sql } = await import('kysely');

/** @typedef {import('../domain/commands.ts').TaskCommand} TaskCommand */
/** @typedef {import('../domain/values.ts').Role} Role */
/** @typedef {import('../ledger/journal.ts').JournalRow} JournalRow */
/** @typedef {import('../ledger/ledger.ts').Ledger} Ledger */

const programme = '2019';
const data = (/** @type {string} */ name) => fileURLToPath(new URL(`../data/${name}`, import.meta.url));
const rowsPerStatement = 2_000;

/** A ledger with nothing in it, in rehearsal time. */
export async function emptyLedger() {
  const home = realpathSync(mkdtempSync(join(tmpdir(), 'duban-bench-')));
  chmodSync(home, 0o711); // started by root, PostgreSQL runs as another user, who must get in
  const { known, ownerUrl, databaseUrl } = await startPostgres({ home, logFile: join(home, 'postgres.log'), announce: () => undefined });
  const ledger = openLedger({ databaseUrl, maxConnections: 4, applicationName: 'duban-bench', unhurried: true });
  const end = async () => {
    await ledger.close();
    await stopServer('postgres', known);
    rmSync(home, { recursive: true, force: true });
  };
  try {
    await migrateLedger(ownerUrl);
    await beginClock(ownerUrl, { rehearsal: true, startAt: '2019-02-12T01:00:00.000Z' });
    return { home, ledger, end };
  } catch (error) {
    await end();
    throw error;
  }
}

/** @param {number} wanted */
export async function bigLedger(wanted) {
  const empty = await emptyLedger();
  try {
    const events = await copyLife(empty.ledger, await liveOnce(empty.ledger), wanted);
    await rebuildProjections(empty.ledger); // the copies stand in the journal alone until now
    return { ...empty, events };
  } catch (error) {
    await empty.end();
    throw error;
  }
}

/** The rows of one task that was issued, worked on and reported for months. @param {Ledger} ledger */
async function liveOnce(ledger) {
  const client = connectSupervision({ ledger, temporal: { connect: () => Promise.reject(new Error('no Temporal here')), close: () => Promise.resolve() } });
  await client.importDirectory(data('directory'));
  await client.importSources(data('sources-2019.csv'));
  await client.importProgramme({ file: data('programme-2019.csv'), programme, issuedOn: '2019-02-12', dryRun: false });
  const { rows } = await client.ledgerRows({ programme });
  const { number } = found(rows.find(({ category, participants }) => category === '改革' && participants.length > 0) ?? rows[0], 'a task');
  const { task } = found(await client.task({ programme, number }), `task ${number}`);
  const persons = await ledger.db.selectFrom('persons').select(['id', 'roles', 'department', 'office']).execute();
  const holder = (/** @type {Role} */ role, /** @type {string} */ department) =>
    persons.find((person) => person.department === department && person.roles.includes(role))?.id;
  const supervisor = found(persons.find(({ office, roles }) => office === task.supervisingOffice && roles.includes('supervisor'))?.id, 'a supervisor');
  const { lead } = task.assignment;
  const contact = found(holder('lead_contact', lead) ?? holder('department_head', lead), `a contact of ${lead}`);
  const measure = { text: '起草指引', responsible: '张三', start: '2019-02-21', finish: '2019-04-30', deliverable: '征求意见稿', acceptance: '条目齐全' };
  /** @type {TaskCommand} */
  const report = { type: 'report', progress: '完成调研，形成初稿', intention: '下月征求意见', problems: '无', suggestions: ['无'] };
  /** @type {[actor: string, command: TaskCommand][]} */
  const acts = [
    [supervisor, { type: 'issue' }],
    [contact, { type: 'receive' }],
    [contact, { type: 'submitMeasures', horizon: 'yearEnd', measures: [measure] }],
    [supervisor, { type: 'approveMeasures', basis: '分工方案' }],
    [contact, report],
    [contact, report],
    [contact, report],
    [contact, report],
    [supervisor, { type: 'urge', reason: '三月未报告' }],
  ];
  for (const [index, [actor, command]] of acts.entries()) await act(ledger, { number, actor, command, index });
  return ledger.db.selectFrom('journal').selectAll().where('stream', '=', `task:${programme}/${number}`).orderBy('seq').execute();
}

/** @type {<Value>(value: Value | null | undefined, what: string) => Value} */
function found(value, what) {
  if (value === null || value === undefined) throw new Error(`the demonstration data lack ${what}`);
  return value;
}

/** @param {Ledger} ledger @param {{ number: string, actor: string, command: TaskCommand, index: number }} call */
async function act(ledger, { number, actor, command, index }) {
  const now = new Date(Date.UTC(2019, 1, 13 + index)).toISOString();
  const envelope = { id: `life-${index}`, actor, ranBy: 'bench', command };
  const { refusal } = await carryOut(ledger, { known: { programme, number, seq: 0, task: null }, envelope, now });
  if (refusal) throw new Error(`the life stopped at ${command.type}: ${JSON.stringify(refusal)}`);
}

/** @param {Ledger} ledger @param {readonly JournalRow[]} life @param {number} wanted */
async function copyLife(ledger, life, wanted) {
  const { events } = await ledger.db
    .selectFrom('journal')
    .select(({ fn }) => fn.countAll().as('events'))
    .executeTakeFirstOrThrow();
  const present = Number(events);
  const copies = Math.max(0, Math.ceil((wanted - present) / life.length));
  /** @type {JournalRow[]} */
  let rows = [];
  for (let copy = 1; copy <= copies; copy++) {
    rows.push(...copyOf(life, `量-${copy}`));
    if (rows.length < rowsPerStatement && copy < copies) continue;
    await sql`INSERT INTO journal SELECT * FROM jsonb_populate_recordset(null::journal, ${JSON.stringify(rows)}::jsonb)`.execute(ledger.db);
    rows = [];
  }
  return present + copies * life.length;
}

/** @param {readonly JournalRow[]} life @param {string} number */
function copyOf(life, number) {
  let head = emptyHead;
  return life.map(({ at, type, actor, data: content, ran_by, command_id }) => {
    const fact = { at, type, actor, data: type === 'taskRegistered' ? { ...content, number } : content };
    const rows = chain({ stream: `task:${programme}/${number}`, head, ranBy: ran_by, commandId: command_id }, [fact]);
    const [row] = /** @type {readonly [JournalRow]} */ (rows); // one for each fact
    head = row;
    return row;
  });
}

/** The most memory that the process has had at any moment between begin and end. */
export function peakMemory() {
  let peakBytes = process.memoryUsage().rss;
  const timer = setInterval(() => (peakBytes = Math.max(peakBytes, process.memoryUsage().rss)), 50);
  return () => {
    clearInterval(timer);
    return Math.round(peakBytes / 1_048_576);
  };
}
