// Callers as scripts are: a few at a time, each says its command again with the same request id until it is answered.
import { setTimeout as pause } from 'node:timers/promises';
import { product } from './own-stack.mjs';

const { sendCommand } = await product('client/send-command.js');
const { DubanError, exitCodes } = await product('client/errors.js');
const { importDirectory } = await product('client/import/import-directory.js');
const { createProgramme } = await product('ledger/programmes.js');
const { directoryView } = await product('ledger/queries/directory-view.js');
const { castFrom } = await product('client/demo/cast.js');
const { planning, approving, receiving, reporting, urging } = await product('client/demo/acts.js');
const { inParallel } = await product('client/in-parallel.js');
const { demoData } = await product('client/demo/stage.js');

const programme = '压测';
const repeatAfterMs = 300;
const longestMs = 300_000;

/** @typedef {import('../client/command-order.ts').CommandDesk} CommandDesk */
/** @typedef {import('../client/command-order.ts').TaskKey} TaskKey */
/** @typedef {import('../domain/commands.ts').TaskCommand} TaskCommand */
/** @typedef {import('../domain/task.ts').Assignment} Assignment */
/** @typedef {import('../domain/task.ts').Task} Task */
/** @typedef {{ key: TaskKey, acts: readonly { by: string, command: TaskCommand }[] }} Prepared A task in progress and what may be said to it again and again */
/** @typedef {{ id: string, sentMs: number, answeredMs: number | null, unknown: number, unreachable: number, refused: string | null }} Said */

/** Tasks in progress, led in turn by every department of the national office that has a contact. @type {(desk: CommandDesk, count: number) => Promise<Prepared[]>} */
export async function tasksInProgress(desk, count) {
  await importDirectory(desk, demoData('directory'));
  const today = new Date().toISOString();
  await createProgramme(
    desk.ledger,
    { name: programme, office: 'SPP', issuedOn: today.slice(0, 10), title: '压力测试（演示数据）', meeting: null },
    { now: today, ranBy: 'bench' },
  );
  const view = await directoryView(desk.ledger);
  const cast = castFrom(view);
  const leads = view.departments.filter(
    ({ office, kind, code }) =>
      office === 'SPP' && kind === 'business' && view.persons.some((person) => person.department === code && person.roles.includes('lead_contact')),
  );
  const due = `${new Date().getFullYear() + 1}-06-30`;
  const say = (/** @type {TaskKey} */ task, /** @type {string} */ by, /** @type {TaskCommand} */ command) =>
    sendCommand(desk, { task, actor: by, requestId: `prepare/${task.number}/${command.type}`, command });
  return inParallel(
    Array.from({ length: count }, (_, index) => index),
    8,
    async (index) => {
      const lead = leads[index % leads.length]?.code;
      if (lead === undefined) throw new Error('no department of the directory has a contact');
      const key = { programme, number: `压-${index + 1}`, supervisingOffice: 'SPP', assignment: assignmentOf(lead, cast.headOf(lead), due) };
      await say(key, 'system', { type: 'register', ...key, origin: { kind: 'programme', text: '压力测试' } });
      await say(key, cast.supervisorOf('SPP'), { type: 'issue' });
      const task = /** @type {Task} */ (key); // acts look at nothing else of it
      for (const act of [receiving, planning, approving]) {
        const { by, command } = act(task, cast);
        await say(key, by, command);
      }
      return { key, acts: [reporting(task, cast), urging(task, cast)].map(({ by, command }) => ({ by, command: withoutMeasures(command) })) };
    },
  );
}

/** @type {(lead: string, responsible: string, due: string) => Assignment} */
const assignmentOf = (lead, responsible, due) => ({
  category: '工作',
  title: '压力测试任务',
  requirement: '按举措落实',
  expectedResult: '形成清单',
  lead,
  participants: [],
  leader: null,
  responsible,
  proposedHorizon: 'longTerm',
  due,
  milestones: [],
  line: '',
  depth: '',
  isKey: false,
  clauses: [],
});

/** @type {(command: TaskCommand) => TaskCommand} */
const withoutMeasures = (command) => (command.type === 'report' ? { ...command, measuresDone: [] } : command);

/**
 * Commands at random tasks, `callers` at a time, until `count` have been said or `isOver` says so. Each makes exactly one event.
 *
 * @param {{ desk: CommandDesk, tasks: readonly Prepared[], count: number, callers: number, prefix: string, random: () => number, isOver?: () => boolean, answered?: (said: Said) => void }} order
 * @returns {Promise<Said[]>}
 */
export async function callAll({ desk, tasks, count, callers, prefix, random, isOver = () => false, answered = () => undefined }) {
  /** @type {Said[]} */
  const all = [];
  const caller = async () => {
    while (all.length < count && !isOver()) {
      /** @type {Said} */
      const said = { id: `${prefix}/${all.length + 1}`, sentMs: Date.now(), answeredMs: null, unknown: 0, unreachable: 0, refused: null };
      all.push(said);
      const { key, acts } = pick(tasks, random);
      const { by, command } = pick(acts, random);
      await untilAnswered(said, () => sendCommand(desk, { task: key, actor: by, requestId: said.id, command }));
      answered(said);
    }
  };
  await Promise.all(Array.from({ length: callers }, caller));
  return all;
}

/** @template Item @param {readonly Item[]} items @param {() => number} random */
const pick = (items, random) => /** @type {Item} */ (items[Math.floor(random() * items.length)]);

async function untilAnswered(/** @type {Said} */ said, /** @type {() => Promise<unknown>} */ say) {
  while (Date.now() - said.sentMs < longestMs) {
    try {
      await say();
      said.answeredMs = Date.now();
      return;
    } catch (error) {
      if (!(error instanceof DubanError) || error.exitCode !== exitCodes.unreachable) {
        said.refused = String(error);
        return;
      }
      if (error.code === 'OUTCOME_UNKNOWN') said.unknown++;
      else said.unreachable++;
      await pause(repeatAfterMs);
    }
  }
}
