// Callers as scripts are: a few at a time, each says its command again with the same request id until it is answered.
import { setTimeout as pause } from 'node:timers/promises';
import { product } from './own-stack.mjs';

const { sendCommand } = await product('client/send-command.js');
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

/** @typedef {{ id: string, sentMs: number, answeredMs: number | null, unknown: number, unreachable: number, refused: string | null }} Said */

/** Tasks in progress, led in turn by every department of the national office that has a contact. */
export async function tasksInProgress(/** @type {any} */ desk, /** @type {number} */ count) {
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
    (/** @type {any} */ { office, kind, code }) =>
      office === 'SPP' &&
      kind === 'business' &&
      view.persons.some((/** @type {any} */ person) => person.department === code && person.roles.includes('lead_contact')),
  );
  const due = `${new Date().getFullYear() + 1}-06-30`;
  const say = (/** @type {any} */ task, /** @type {string} */ by, /** @type {any} */ command) =>
    sendCommand(desk, { task, actor: by, requestId: `prepare/${task.number}/${command.type}`, command });
  return inParallel(
    Array.from({ length: count }, (_, index) => index),
    8,
    async (/** @type {number} */ index) => {
      const lead = leads[index % leads.length].code;
      const key = { programme, number: `压-${index + 1}`, supervisingOffice: 'SPP', assignment: assignmentOf(lead, cast.headOf(lead), due) };
      const origin = { kind: 'programme', text: '压力测试' };
      await say(key, 'system', { type: 'register', ...key, origin });
      await say(key, cast.supervisorOf('SPP'), { type: 'issue' });
      for (const act of [receiving, planning, approving]) {
        const { by, command } = act(key, cast);
        await say(key, by, command);
      }
      return { key, acts: [reporting(key, cast), urging(key, cast)].map(({ by, command }) => ({ by, command: withoutMeasures(command) })) };
    },
  );
}

const assignmentOf = (/** @type {string} */ lead, /** @type {string} */ responsible, /** @type {string} */ due) => ({
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

const withoutMeasures = (/** @type {any} */ command) => (command.type === 'report' ? { ...command, measuresDone: [] } : command);

/**
 * Commands at random tasks, `callers` at a time, until `count` have been said or `isOver` says so. Each makes exactly one event.
 *
 * @param {{ desk: any, tasks: readonly any[], count: number, callers: number, prefix: string, random: () => number, isOver?: () => boolean, answered?: (said: Said) => void }} order
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

/** @type {<Item>(items: readonly Item[], random: () => number) => Item} */
const pick = (items, random) => /** @type {any} */ (items[Math.floor(random() * items.length)]);

async function untilAnswered(/** @type {Said} */ said, /** @type {() => Promise<unknown>} */ say) {
  while (Date.now() - said.sentMs < longestMs) {
    try {
      await say();
      said.answeredMs = Date.now();
      return;
    } catch (error) {
      const { code, exitCode } = /** @type {any} */ (error);
      if (exitCode !== 5) {
        said.refused = String(error);
        return;
      }
      if (code === 'OUTCOME_UNKNOWN') said.unknown++;
      else said.unreachable++;
      await pause(repeatAfterMs);
    }
  }
}
