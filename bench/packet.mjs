// The packet of a meeting of 114 tasks and 25 lead departments through `duban meeting packet`: composed, written, and written again.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import { product } from './own-stack.mjs';

const { startPostgres } = await product('client/stack/embedded-postgres.js');
const { stopServer } = await product('client/stack/process-register.js');
const { migrateLedger } = await product('ledger/migrate.js');
const { openLedger } = await product('ledger/ledger.js');
const { beginClock, setClockOffset } = await product('ledger/clock.js');
const { carryOut } = await product('ledger/carry-out.js');
const { carryOutOnMeetings } = await product('ledger/carry-out-on-meetings.js');
const { tasksOfProgramme } = await product('ledger/queries/tasks-of-programme.js');
const { directoryView } = await product('ledger/queries/directory-view.js');
const { castFrom } = await product('client/demo/cast.js');
const { applying, approving, planning, receiving, reporting } = await product('client/demo/acts.js');

/** @typedef {import('../client/demo/acts.ts').Act} Act */
/** @typedef {import('../domain/task.ts').Task} Task */

const { values } = parseArgs({ options: { out: { type: 'string' }, seconds: { type: 'string', default: '5' } } });
const data = (/** @type {string} */ name) => fileURLToPath(new URL(`../data/${name}`, import.meta.url));
const cliFile = fileURLToPath(new URL('../dist/client/cli/main.js', import.meta.url));
const silent = 3;

const home = realpathSync(mkdtempSync(join(tmpdir(), 'duban-bench-')));
chmodSync(home, 0o711); // started by root, PostgreSQL runs as another user, who must get in
const { known, ownerUrl, databaseUrl } = await startPostgres({ home, logFile: join(home, 'postgres.log'), announce: () => undefined });
const ledger = openLedger({ databaseUrl, maxConnections: 4, applicationName: 'duban-bench', unhurried: true });
try {
  await migrateLedger(ownerUrl);
  await live();
  const out = values.out ?? join(home, 'papers');
  const first = await duban('meeting', 'packet', '--cycle', '2019-04', '--out', out);
  const files = readdirSync(out).filter((name) => name.includes('2019-04'));
  const before = digests(out, files);
  const again = await duban('meeting', 'packet', '--cycle', '2019-04', '--out', out);
  const same = digests(out, files) === before && again.document.edition === 1;
  const { reports, missing } = first.document;
  console.log(
    `composed and written: ${first.seconds.toFixed(1)} s, ${files.map((name) => `${name.split('.').at(-1)} ${kilobytes(join(out, name))}`).join(', ')}`,
  );
  console.log(`written again: ${again.seconds.toFixed(1)} s, ${same ? 'the same bytes' : 'OTHER BYTES'}`);
  console.log(`${reports.due} reports due, ${reports.onTime} in time, ${missing.length} departments silent`);
  if (first.seconds > Number(values.seconds) || !same || missing.length !== silent) process.exitCode = 1;
} finally {
  await ledger.close();
  await stopServer('postgres', known);
  rmSync(home, { recursive: true, force: true });
}

/** Two months of the whole programme: everything issued, signed for and planned, some of it done, and three departments that say nothing in March. */
async function live() {
  await beginClock(ownerUrl, { rehearsal: true, startAt: '2019-02-12T01:00:00.000Z' });
  await duban('directory', 'import', data('directory'));
  await duban('source', 'import', data('sources-2019.csv'));
  await duban('programme', 'import', data('programme-2019.csv'), '--programme', '2019', '--issued', '2019-02-12');
  const cast = castFrom(await directoryView(ledger));
  const supervisor = cast.supervisorOf('SPP');
  process.env['DUBAN_AS'] = supervisor;
  for (const date of ['2019-03-01', '2019-04-01']) {
    const command = /** @type {const} */ ({ type: 'scheduleMeeting', date, meetingType: '党组会', topic: '听取机关各部门重点工作汇报' });
    await carryOutOnMeetings(ledger, { office: 'SPP', id: date, actor: supervisor, ranBy: 'bench', command, now: '2019-02-12T01:00:00.000Z' });
  }
  const tasks = (await tasksOfProgramme(ledger, '2019')).map(({ task }) => task);
  await all('2019-02-12', tasks, (task) => ({ task, by: supervisor, command: { type: 'issue' } }));
  await all('2019-02-13', tasks, (task) => receiving(task, cast));
  await all('2019-02-20', tasks, (task) => planning(task, cast));
  await all('2019-02-21', tasks, (task) => approving(task, cast));
  const mute = [...new Set(tasks.map(({ assignment }) => assignment.lead))].slice(-silent);
  const speaking = tasks.filter(({ assignment }) => !mute.includes(assignment.lead));
  await all('2019-03-20', speaking, (task) => reporting(task, cast));
  await all('2019-03-21', tasks.filter(({ assignment }) => !assignment.isKey).slice(0, 8), (task) =>
    applying(task, cast, { name: '印发通知.pdf', sm3: 'a'.repeat(64), sizeBytes: 3 }),
  );
  await all('2019-03-25', tasks.filter(({ assignment }) => !assignment.isKey).slice(0, 5), (task) => ({
    task,
    by: cast.reviewerOf('SPP'),
    command: { type: 'strikeOff' },
  }));
  await setClockOffset(ownerUrl, Date.parse('2019-04-01T01:00:00.000Z') - Date.now());
}

/** @param {string} day @param {readonly Task[]} tasks @param {(task: Task) => Act} actOn */
async function all(day, tasks, actOn) {
  let refused = 0;
  for (const [index, task] of tasks.entries()) {
    const { by, command } = actOn(task);
    const { programme, number } = task;
    const envelope = { id: `${day}/${command.type}/${number}`, actor: by, ranBy: 'bench', command };
    const now = new Date(Date.parse(`${day}T01:00:00.000Z`) + index).toISOString();
    const { refusal } = await carryOut(ledger, { known: { programme, number, seq: 0, task: null }, envelope, now });
    if (refusal) refused++;
  }
  if (refused > 0) console.log(`${day}: ${refused} of ${tasks.length} refused`);
}

/** @param {readonly string[]} words */
async function duban(...words) {
  const startedMs = performance.now();
  const environment = { ...process.env, DATABASE_URL: databaseUrl, DUBAN_HOME: join(home, 'duban') };
  const { stdout } = await promisify(execFile)(process.execPath, [cliFile, ...words, '--json'], { env: environment, maxBuffer: 2 ** 26 });
  return { seconds: (performance.now() - startedMs) / 1_000, document: JSON.parse(stdout) };
}

/** @param {string} folder @param {readonly string[]} files */
function digests(folder, files) {
  return files
    .map((file) =>
      createHash('sm3')
        .update(readFileSync(join(folder, file)))
        .digest('hex'),
    )
    .join(' ');
}

/** @param {string} file */
function kilobytes(file) {
  return `${Math.round(statSync(file).size / 1024)} kB`;
}
