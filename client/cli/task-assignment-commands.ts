import type { Command } from 'commander';
import { singleOriginNames } from '../../domain/assignment.ts';
import { isMeetingId } from '../../domain/meeting-reference.ts';
import { orderFaults } from '../../domain/programme-milestones.ts';
import { numberLimit } from '../../domain/programme-row.ts';
import { refusal } from '../../domain/refusals.ts';
import type { Assignment } from '../../domain/task.ts';
import { categories, secrecyNames } from '../../domain/values.ts';
import { invalidInput, refusedBy } from '../answers.ts';
import type { SupervisionClient } from '../supervision-client.ts';
import { clausesOf, refuseUnknownClauses } from './clause-flags.ts';
import { choiceOf, dateOf, horizonOf, milestoneFlag, textOf } from './flags.ts';
import type { CliIo } from './output.ts';
import type { Send } from './task-act.ts';
import { defineAct } from './task-act.ts';

/** Acts that say what is ordered and of whom: by name or code of departments and persons. */
export function registerAssignmentActs(group: Command, io: CliIo): void {
  defineAct<RegisterFlags>(group, io, {
    name: 'register',
    description: 'register a single task (立项) from a meeting, a document or an instruction; its leader must consent before 交办',
    flags: (command) =>
      assignmentFlags(command)
        .requiredOption('--origin <text>', 'where the order comes from')
        .option('--origin-kind <会议|文件|批示>', 'what that is; of a 会议 that is planned here, --origin is its id'),
    prepare: register,
  });
  defineAct<AssignmentFlags>(group, io, {
    name: 'amend',
    description: 'change what is registered and not yet issued; a list that is given replaces the whole list',
    flags: (command) => assignmentFlags(command).option('--no-key', 'not a key task'),
    prepare: amend,
  });
  defineAct<ReissueFlags>(group, io, {
    name: 'reissue',
    description: 'hand a declined task out again (重新交办), to the same lead or another',
    flags: (command) => holderFlags(command).option('--reason <text>', 'why to the same lead'),
    prepare: reissue,
  });
}

interface HolderFlags {
  readonly lead?: string;
  readonly participant?: readonly string[];
  readonly responsible?: string;
}

interface AssignmentFlags extends HolderFlags {
  readonly programme?: string;
  readonly category?: string;
  readonly title?: string;
  readonly requirement?: string;
  readonly result?: string;
  readonly due?: string;
  readonly line?: string;
  readonly horizon?: string;
  readonly milestone?: readonly string[];
  readonly source?: string;
  readonly clause?: readonly string[];
  readonly secrecy?: string;
  readonly key?: boolean;
}

interface RegisterFlags extends AssignmentFlags {
  readonly origin: string;
  readonly originKind?: string;
}

interface ReissueFlags extends HolderFlags {
  readonly reason?: string;
}

const holderFlags = (command: Command): Command =>
  command
    .option('--lead <department>', 'the one lead (牵头单位), by name or code')
    .option('--participant <department...>', 'participants (参与单位)')
    .option('--responsible <person>', '责任人: id, or name within the lead');

const assignmentFlags = (command: Command): Command =>
  holderFlags(command)
    .option('--category <工作|改革>', '类别')
    .option('--title <text>', '任务内容')
    .option('--requirement <text>', '工作要求')
    .option('--result <text>', '预期成果')
    .option('--due <date>', '完成时限')
    .option('--line <line>', '条线')
    .option('--horizon <上半年|年底前|长线>', 'what is proposed; it is decided with the measures')
    .option('--milestone <date：text...>', '阶段目标, in the order of their days')
    .option('--source <name>', '任务来源: the document that it carries out')
    .option('--clause <number...>', '来源条款, clauses of that document')
    .option('--secrecy <公开|内部>', '密级: of an internal task only the number leaves by webhook')
    .option('--key', 'a key task (重点)');

type Texts = Partial<Omit<Assignment, 'lead' | 'participants' | 'responsible'>>;

async function register({ origin, originKind, ...flags }: RegisterFlags): Promise<Send> {
  const texts = await textsFrom(flags);
  if (!texts.category) throw invalidInput('FLAG_MISSING', '立项须写明 --category 工作 或 改革。', { flag: '--category' });
  if (flags.lead === undefined) throw invalidInput('FLAG_MISSING', '立项须写明 --lead 牵头部门。', { flag: '--lead' });
  const { category } = texts;
  const text = await textOf(origin);
  const kind = originKind === undefined ? 'single' : choiceOf(originKind, '--origin-kind', singleOriginNames);
  return async (client, task, by) => {
    if (task.number.length > numberLimit) throw invalidInput('TASK_NUMBER_MALFORMED', `编号“${task.number}”超过 ${numberLimit} 字。`, { value: task.number });
    await refuseUnknownClauses(client, texts.clauses);
    const office = await officeOf(client, task.programme);
    const holders = await client.holders(office, flags);
    const assignment: Assignment = { ...blank, ...texts, category, lead: '', ...holders };
    return client.register(task, by, {
      ...task,
      supervisingOffice: office,
      origin: { kind, text, ...(kind === 'meeting' && isMeetingId(text) && { meeting: text }) },
      assignment,
    });
  };
}

const blank: Omit<Assignment, 'category' | 'lead'> = {
  title: '',
  requirement: '',
  expectedResult: '',
  participants: [],
  leader: null,
  responsible: null,
  proposedHorizon: null,
  due: null,
  milestones: [],
  line: '',
  depth: '',
  isKey: false,
  clauses: [],
};

async function amend(flags: AssignmentFlags): Promise<Send> {
  const texts = await textsFrom(flags);
  return async (client, task, by) => {
    await refuseUnknownClauses(client, texts.clauses);
    const known = await client.task(task);
    const holders = await client.holders(await officeOf(client, task.programme), { ...flags, presentLead: known?.task.assignment.lead });
    return client.amend(task, by, { changes: { ...texts, ...holders } });
  };
}

async function reissue({ reason, ...flags }: ReissueFlags): Promise<Send> {
  const text = await textOf(reason);
  return async (client, task, by) => {
    const known = await client.task(task);
    const holders = await client.holders(await officeOf(client, task.programme), { ...flags, presentLead: known?.task.assignment.lead });
    return client.reissue(task, by, { ...holders, ...(text !== undefined && { reason: text }) });
  };
}

export async function officeOf(client: SupervisionClient, programme: string): Promise<string> {
  const found = (await client.programmes()).find(({ name }) => name === programme);
  if (!found) throw refusedBy(refusal('PROGRAMME_NOT_FOUND', { programme }));
  return found.office;
}

/** What was said, and nothing else: an amendment changes only that. */
async function textsFrom(flags: AssignmentFlags): Promise<Texts> {
  const { category, title, requirement, result, due, line, horizon, milestone, source, clause, secrecy, key } = flags;
  return {
    ...(category !== undefined && { category: choiceOf(category, '--category', { [categories[0]]: categories[0], [categories[1]]: categories[1] }) }),
    ...(title !== undefined && { title: await textOf(title) }),
    ...(requirement !== undefined && { requirement: await textOf(requirement) }),
    ...(result !== undefined && { expectedResult: await textOf(result) }),
    ...(due !== undefined && { due: dateOf(due, '--due') }),
    ...(line !== undefined && { line: await textOf(line) }),
    ...(horizon !== undefined && { proposedHorizon: horizonOf(horizon, '--horizon') }),
    ...(milestone !== undefined && { milestones: milestonesOf(milestone, due ?? null) }),
    ...((source !== undefined || clause !== undefined) && { clauses: clausesOf({ source, clause }) }),
    ...(secrecy !== undefined && { secrecy: choiceOf(secrecy, '--secrecy', secrecyNames) }),
    ...(key !== undefined && { isKey: key }),
  };
}

function milestonesOf(values: readonly string[], due: string | null): Assignment['milestones'] {
  const milestones = values.filter((value) => value !== '').map(milestoneFlag);
  const [fault] = orderFaults(milestones, { column: '--milestone', due });
  if (fault) throw invalidInput(fault.code, `--milestone：${fault.message}。`, { flag: '--milestone', value: fault.value });
  return milestones;
}
