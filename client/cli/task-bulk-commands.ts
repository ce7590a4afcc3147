import type { Command } from 'commander';
import type { BulkActType } from '../../domain/bulk-acts.ts';
import type { CommandOf } from '../../domain/commands.ts';
import type { ActedOnMany, MissingReports } from '../act-on-many.ts';
import { invalidInput, withRequestId } from '../answers.ts';
import { exitCodes } from '../errors.ts';
import type { SupervisionClient } from '../supervision-client.ts';
import { refusalLines, toldText } from './bulk-lines.ts';
import type { ActFlags, ReceiptFlags } from './flags.ts';
import { actorOf, addActFlags, addReceiptFlags, monthOf, receiptOf, requestIdOf, textOf } from './flags.ts';
import type { CliIo } from './output.ts';
import { print } from './output.ts';
import { withSession } from './session.ts';
import type { Send } from './task-act.ts';
import { performAct } from './task-act.ts';
import { officeOf } from './task-assignment-commands.ts';

/** Acts on one task, on all that a department leads, or on all whose report is missing: one event per task, one notice per department. */
export function registerBulkActs(group: Command, io: CliIo): void {
  const receive = group.command('receive').description('sign for a task (签收), or for all that --lead has been handed');
  addReceiptFlags(withManyFlags(receive)).action((word: string | undefined, _own: unknown, self: Command) =>
    perform<ReceiptFlags>(io, { name: 'receive', commandOf: receiveCommand }, { word, flags: self.optsWithGlobals() }),
  );
  const urge = group
    .command('urge')
    .description('urge (催办): counted, told to the head of the lead; with --lead, of all that waits for that department, with --missing, of the missing list');
  withManyFlags(urge)
    .requiredOption('--reason <text>', 'why; @FILE reads it from a file')
    .action((word: string | undefined, _own: unknown, self: Command) =>
      perform<UrgeFlags>(io, { name: 'urge', commandOf: urgeCommand }, { word, flags: self.optsWithGlobals() }),
    );
}

interface ManyFlags extends ActFlags {
  readonly lead?: string;
  readonly missing?: boolean;
  readonly cycle?: string;
  readonly office?: string;
}

interface UrgeFlags {
  readonly reason: string;
}

const withManyFlags = (command: Command): Command =>
  addActFlags(command.argument('[number]', '2019/改-12, or 改-12 with --programme'))
    .option('--lead <department>', 'instead of a number: every task that this department leads; by name or code')
    .option('--missing', 'instead of a number: every task whose report is missing (缺报), with --cycle')
    .option('--cycle <month>', 'of which cycle it is missing, 2019-05')
    .option('--office <code>', 'of which office the cycle is; default that of whoever acts');

const receiveCommand = async (flags: ReceiptFlags): Promise<CommandOf<'receive'>> => ({ type: 'receive', receipt: await receiptOf(flags) });
const urgeCommand = async ({ reason }: UrgeFlags): Promise<CommandOf<'urge'>> => ({ type: 'urge', reason: await textOf(reason) });

interface BulkAct<Flags> {
  readonly name: BulkActType;
  readonly commandOf: (flags: Flags) => Promise<CommandOf<BulkActType>>;
}

interface Said<Flags> {
  readonly word: string | undefined;
  readonly flags: ManyFlags & Flags;
}

async function perform<Flags>(io: CliIo, act: BulkAct<Flags>, { word, flags }: Said<Flags>): Promise<void> {
  const isOfMany = refuseContradictions(word, flags);
  if (isOfMany) return performOnMany(io, act, flags);
  if (word === undefined)
    throw invalidInput('FLAG_MISSING', '须写明任务编号，或用 --lead 写明牵头部门，或用 --missing --cycle 指缺报的任务。', { flag: '--lead' });
  const prepare = async (): Promise<Send> => sendingOf(await act.commandOf(flags));
  return performAct(io, { prepare }, { word, flags });
}

function refuseContradictions(word: string | undefined, { lead, missing = false, cycle, office }: ManyFlags): boolean {
  if (word !== undefined && (lead !== undefined || missing))
    throw invalidInput('FLAGS_CONTRADICT', '任务编号与 --lead、--missing 只能写一个。', { flags: ['number', '--lead', '--missing'] });
  if (missing && cycle === undefined) throw invalidInput('FLAG_MISSING', '--missing 须用 --cycle 写明汇报周期，例如 --cycle 2019-05。', { flag: '--cycle' });
  if (!missing && (cycle !== undefined || office !== undefined))
    throw invalidInput('FLAG_MISSING', '--cycle 和 --office 只与 --missing 一起使用。', { flag: '--missing' });
  return lead !== undefined || missing;
}

const sendingOf =
  (command: CommandOf<BulkActType>): Send =>
  (client, task, by) =>
    command.type === 'receive' ? client.receive(task, by, { receipt: command.receipt ?? null }) : client.urge(task, by, { reason: command.reason });

async function performOnMany<Flags>(io: CliIo, { name, commandOf }: BulkAct<Flags>, flags: ManyFlags & Flags): Promise<void> {
  const actor = actorOf(flags, io);
  const requestId = requestIdOf(flags);
  const missing = missingFlag(flags);
  const command = await commandOf(flags);
  const { programme = null } = flags;
  const acted = await withSession(io, async ({ client }) => {
    const which = { lead: await leadCalled(client, flags), missing };
    return client.actOnMany({ actor, requestId, programme, which, command });
  }).catch((error: unknown) => {
    throw withRequestId(error, requestId);
  });
  print(io, { json: flags.json ?? false, document: acted, lines: actedLines(actWords[name], acted) });
  if (acted.refused.length > 0) io.exitCode = exitCodes.refused;
}

const missingFlag = ({ missing = false, cycle = '', office }: ManyFlags): MissingReports | null =>
  missing ? { cycle: monthOf(cycle, '--cycle'), office: office ?? null } : null;

/** As the office of the programme writes it, if one is named. */
const leadCalled = async (client: SupervisionClient, { lead, programme }: ManyFlags): Promise<string | null> =>
  lead === undefined ? null : client.department(lead, programme === undefined ? null : await officeOf(client, programme));

const actWords: Readonly<Record<BulkActType, string>> = { receive: '签收', urge: '催办' };

const actedLines = (act: string, { done, already, refused, notices }: ActedOnMany): string[] => [
  `${act} ${done.length} 项，先前已${act} ${already.length} 项，未能${act} ${refused.length} 项${toldText({ dryRun: false, notices })}`,
  ...(done.length > 0 ? [`  ${done.join('、')}`] : []),
  ...refusalLines(refused),
];
