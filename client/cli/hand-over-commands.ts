import type { Command } from 'commander';
import type { HandOver } from '../../domain/hand-over-commands.ts';
import type { HandOverOnRecord } from '../../ledger/queries/hand-overs.ts';
import { invalidInput, withRequestId } from '../answers.ts';
import { exitCodes } from '../errors.ts';
import type { HandedOver, HandOverAnswer, HandOverOrder } from '../hand-over.ts';
import type { SupervisionClient } from '../supervision-client.ts';
import { refusalLines, toldText } from './bulk-lines.ts';
import type { ActFlags } from './flags.ts';
import { actorOf, addActFlags, requestIdOf, textOf } from './flags.ts';
import type { CliIo } from './output.ts';
import { print } from './output.ts';
import { withSession } from './session.ts';
import type { Send } from './task-act.ts';
import { defineAct } from './task-act.ts';
import { officeOf } from './task-assignment-commands.ts';
import { taskKeyOf } from './task-key.ts';

/** 移交: after a reorganisation or a change of persons (R32). */
export function registerHandOver({ directory, task }: Readonly<Record<'directory' | 'task', Command>>, io: CliIo): void {
  addActFlags(
    directory
      .command('hand-over')
      .description('hand over (移交) every open task of a department or a person, one notice per department; repeated, it finishes what is left'),
  )
    .argument('[number...]', 'these tasks only: how a department is split')
    .option('--from <department>', 'who has led or taken part so far, by name or code')
    .option('--to <department>', 'who does from now on')
    .option('--responsible <person>', '责任人 of what is led, id or name within --to; may be left out where the present one has moved there')
    .option('--from-person <person>', 'who has been 责任人 or 责任领导, instead of --from')
    .option('--to-person <person>', '责任人 from now on; the leader follows from the portfolios')
    .requiredOption('--reason <text>', 'why; @FILE reads it from a file')
    .option('--dry-run', 'say what would be handed over, hand over nothing')
    .action((words: string[], _own: unknown, self: Command) => handOverAll(words, self.optsWithGlobals<BulkFlags>(), io));
  defineAct<TaskFlags, HandOverAnswer>(task, io, {
    name: 'hand-over',
    description: 'hand over (移交) one open task, with its history, its days and what is asked of its participants',
    flags: (command) =>
      command
        .option('--to <department>', 'the unit that takes over; left out where only persons change')
        .option('--from <department>', 'the unit that hands over; default the lead')
        .option('--responsible <person>', '责任人 from now on: id, or name within the lead')
        .option('--from-person <person>', 'who hands over; default the responsible person')
        .requiredOption('--reason <text>', 'why; @FILE reads it from a file'),
    prepare: handOverOne,
    detail: ({ handedOver, names }) => (handedOver ? changeLines(handedOver, names) : []),
  });
}

interface TaskFlags {
  readonly to?: string;
  readonly from?: string;
  readonly responsible?: string;
  readonly fromPerson?: string;
  readonly reason: string;
}

async function handOverOne({ reason: words, to, from, responsible, fromPerson }: TaskFlags): Promise<Send<HandOverAnswer>> {
  const reason = await textOf(words);
  if (to === undefined && responsible === undefined && fromPerson === undefined)
    throw invalidInput('FLAG_MISSING', '移交须写明 --to 承接部门，或 --responsible 责任人。', { flag: '--to' });
  if (to !== undefined && fromPerson !== undefined) throw contradicting('--to', '--from-person');
  return async (client, task, by) => {
    const office = await officeOf(client, task.programme);
    const lead = (await client.task(task))?.task.assignment.lead;
    const units = {
      ...(from !== undefined && { from: await client.formerDepartment(from, office) }),
      ...(to !== undefined && { to: await client.department(to, office) }),
    };
    const newLead = units.from === undefined || units.from === lead ? (units.to ?? lead) : lead;
    const person = responsible === undefined ? {} : await client.holders(office, { responsible, presentLead: newLead });
    const content = { reason, ...units, ...person, ...(fromPerson !== undefined && { fromPerson: await client.formerPerson(fromPerson) }) };
    return client.handOver(task, by, content);
  };
}

interface BulkFlags extends ActFlags {
  readonly from?: string;
  readonly to?: string;
  readonly responsible?: string;
  readonly fromPerson?: string;
  readonly toPerson?: string;
  readonly reason: string;
  readonly dryRun?: boolean;
}

async function handOverAll(words: readonly string[], flags: BulkFlags, io: CliIo): Promise<void> {
  const actor = actorOf(flags, io);
  const requestId = requestIdOf(flags);
  const reason = await textOf(flags.reason);
  refuseContradictions(flags);
  const handedOver = await withSession(io, async ({ client }) => {
    const numbers = await Promise.all(words.map((word) => taskKeyOf(word, flags.programme, client.programmes)));
    const order = { actor, requestId, programme: flags.programme ?? null, numbers, dryRun: flags.dryRun ?? false };
    return client.handOverTasks({ ...order, ...(await whoToWhom(client, flags, reason)) });
  }).catch((error: unknown) => {
    throw withRequestId(error, requestId);
  });
  print(io, { json: flags.json ?? false, document: handedOver, lines: handOverLines(handedOver) });
  if (handedOver.refused.length > 0) io.exitCode = exitCodes.refused;
}

function refuseContradictions({ from, to, responsible, fromPerson, toPerson }: BulkFlags): void {
  if (from === undefined && fromPerson === undefined)
    throw invalidInput('FLAG_MISSING', '移交须写明 --from 移交部门，或 --from-person 移交人员。', { flag: '--from' });
  if (from !== undefined && fromPerson !== undefined) throw contradicting('--from', '--from-person');
  if (from !== undefined && to === undefined) throw invalidInput('FLAG_MISSING', '移交须写明 --to 承接部门。', { flag: '--to' });
  if (from !== undefined && toPerson !== undefined) throw contradicting('--from', '--to-person');
  if (fromPerson !== undefined && to !== undefined) throw contradicting('--from-person', '--to');
  if (fromPerson !== undefined && responsible !== undefined) throw contradicting('--from-person', '--responsible');
}

const contradicting = (one: string, other: string): Error =>
  invalidInput('FLAGS_CONTRADICT', `${one} 和 ${other} 不能同时使用：请去掉其中一个。`, { flags: [one, other] });

/** By name or code as the national office writes them: a reorganisation is not one programme's. */
async function whoToWhom(client: SupervisionClient, flags: BulkFlags, reason: string): Promise<Pick<HandOverOrder, 'holder' | 'content'>> {
  const { from, to, fromPerson, toPerson } = flags;
  if (from !== undefined) {
    const unit = { from: await client.formerDepartment(from, null), to: await client.department(to ?? '', null) };
    const responsible = flags.responsible === undefined ? {} : { responsible: await client.person(flags.responsible, unit.to) };
    return { holder: { department: unit.from }, content: { reason, ...unit, ...responsible } };
  }
  const person = await client.formerPerson(fromPerson ?? '');
  const responsible = toPerson === undefined ? {} : { responsible: await client.person(toPerson, null) };
  const content: Omit<HandOver, 'type'> = { reason, fromPerson: person, ...responsible };
  return { holder: { person }, content };
}

const handOverLines = ({ dryRun, handedOver, already, refused, notices, names }: HandedOver): string[] => [
  `移交 ${handedOver.length} 项，先前已移交 ${already.length} 项，未能移交 ${refused.length} 项${toldText({ dryRun, notices })}`,
  ...handedOver.flatMap((one) => [`  ${one.number}`, ...changeLines(one, names).map((line) => `  ${line}`)]),
  ...refusalLines(refused),
];

/** Only what changes; and of a unit that has taken part and leads now, that it takes part no longer. */
function changeLines({ unit, from, to }: HandOverOnRecord, names: HandedOver['names']): string[] {
  const nameOf = (code: string | null): string => (code === null ? '未定' : (names[code] ?? code));
  const listed = (codes: readonly string[]): string => codes.map(nameOf).join('、') || '无';
  const line = (title: string, before: string, after: string): string[] => (before === after ? [] : [`  ${title}：${before} → ${after}`]);
  const leadsNow = unit !== null && to.lead === unit.to && from.participants.includes(unit.to);
  return [
    ...line('牵头部门', nameOf(from.lead), nameOf(to.lead)),
    ...line('参与部门', listed(from.participants), listed(to.participants)),
    ...line('责任人', nameOf(from.responsible), nameOf(to.responsible)),
    ...line('责任领导', nameOf(from.leader), nameOf(to.leader)),
    ...(leadsNow ? [`  ${nameOf(to.lead)}由参与改为牵头，不再列为参与部门`] : []),
  ];
}
