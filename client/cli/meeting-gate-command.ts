import type { Command } from 'commander';
import { refusal } from '../../domain/refusals.ts';
import { stateNames } from '../../domain/task.ts';
import { categories } from '../../domain/values.ts';
import { invalidInput, refusedBy, withRequestId } from '../answers.ts';
import type { MeetingAnswer } from '../meeting-acts.ts';
import type { GateShown } from '../meeting-queries.ts';
import type { SupervisionClient } from '../supervision-client.ts';
import type { By } from '../task-acts.ts';
import type { ActFlags } from './flags.ts';
import { actorOf, addActFlags, choiceOf, dateOf, requestIdOf } from './flags.ts';
import { answerLines, officeOfActor } from './meeting-commands.ts';
import type { CliIo } from './output.ts';
import { print } from './output.ts';
import { withSession } from './session.ts';
import { shortened, tableLines } from './table.ts';
import { onlyProgramme } from './task-key.ts';

interface GateFlags extends ActFlags {
  readonly event?: string;
  readonly tasks?: string;
  readonly ended?: string;
  readonly show?: boolean;
  readonly office?: string;
}

/** 专题听取: a hearing after an outside event whose day nobody knows in advance (R27). */
export function registerGateCommand(meeting: Command, io: CliIo): void {
  addActFlags(meeting.command('gate').description('a hearing after an outside event: are the arrangements of every task ready (实施安排)?'))
    .option('--event <name>', 'what it waits for, 全国两会')
    .option('--tasks <category>', 'set it up for the tasks of this category')
    .option('--ended <date>', 'the event is over since this day: the cut-off follows')
    .option('--show', 'which tasks are ready and which are not')
    .option('--office <code>', 'whose hearing; default that of whoever acts, or the national office')
    .action((_own: unknown, self: Command) => gate(self.optsWithGlobals<GateFlags>(), io));
}

type Send = (client: SupervisionClient, by: By, event: string) => Promise<MeetingAnswer>;

async function gate(flags: GateFlags, io: CliIo): Promise<void> {
  const send = sendingOf(flags);
  if (send === null) {
    const gates = await withSession(io, ({ client }) => client.gates(flags.office ?? null, flags.event));
    print(io, { json: flags.json ?? false, document: { gates }, lines: gates.length === 0 ? ['没有设定专题听取'] : gates.flatMap(gateLines) });
    return;
  }
  const { event } = flags;
  if (event === undefined) throw invalidInput('FLAG_MISSING', '须写明 --event 活动名称。', { flag: '--event' });
  const by = { actor: actorOf(flags, io), requestId: requestIdOf(flags) };
  const { answer, shown } = await withSession(io, async ({ client }) => {
    const answered = await send(client, by, event);
    return { answer: answered, shown: (await client.gates(answered.office, event))[0] };
  }).catch((error: unknown) => {
    throw withRequestId(error, by.requestId);
  });
  if (!shown) throw refusedBy(refusal('GATE_NOT_FOUND', { event }));
  print(io, { json: flags.json ?? false, document: { ...answer, gate: shown }, lines: [...answerLines(answer), ...gateLines(shown)] });
}

/** Null where it is only to be shown. */
function sendingOf({ tasks, ended, show = false, office, programme }: GateFlags): Send | null {
  const acts = [tasks, ended].filter((flag) => flag !== undefined);
  if (acts.length > 1 || (show && acts.length > 0))
    throw invalidInput('FLAGS_CONTRADICT', '--tasks、--ended 与 --show 一次只能写一个。', { flags: ['--tasks', '--ended', '--show'] });
  if (tasks !== undefined) {
    const category = choiceOf(tasks, '--tasks', { [categories[0]]: categories[0], [categories[1]]: categories[1] });
    return async (client, by, event) =>
      client.openGate(office ?? (await officeOfActor(client, by)), by, { event, category, programme: programme ?? (await onlyProgramme(client.programmes)) });
  }
  if (ended === undefined) return null;
  const endedOn = dateOf(ended, '--ended');
  return async (client, by, event) => client.endGateEvent(office ?? (await officeOfActor(client, by)), by, { event, endedOn });
}

const titleWidth = 40;

function gateLines({ event, programme, category, endedOn, cutOff, passed, ready, notReady, tasks }: GateShown): string[] {
  const when = endedOn === null ? '活动尚未结束，截止日待定' : `${endedOn} 结束，${cutOff ?? ''} 截止${passed ? '（已截止）' : ''}`;
  return [
    `“${event}”后专题听取 ${programme} ${category}任务实施安排：${when}`,
    `实施安排已就绪 ${ready} 项，未就绪 ${notReady} 项`,
    ...tableLines(
      ['编号', '实施安排', '状态', '牵头部门', '任务'],
      tasks.map((task) => [task.number, task.ready ? '已就绪' : '未就绪', stateNames[task.state], task.leadName, shortened(task.title, titleWidth)]),
    ),
  ];
}
