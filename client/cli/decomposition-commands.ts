import type { Command } from 'commander';
import { dateOf } from '../../domain/dates.ts';
import { spoken } from '../../domain/decomposition.ts';
import { refusal } from '../../domain/refusals.ts';
import type { DecompositionView } from '../../ledger/queries/decomposition-of.ts';
import { refusedBy, withRequestId } from '../answers.ts';
import type { ProgrammeAnswer } from '../programme-acts.ts';
import type { SupervisionClient } from '../supervision-client.ts';
import type { By } from '../task-acts.ts';
import type { ActFlags } from './flags.ts';
import { actorOf, addActFlags, addProgrammeFlag, requestIdOf, textOf } from './flags.ts';
import type { CliIo } from './output.ts';
import { print } from './output.ts';
import { withSession } from './session.ts';
import { onlyProgramme } from './task-key.ts';

/** 分解: from the clauses of documents to the tasks of a programme. */
export function registerDecompositionCommands(programme: Command, io: CliIo): void {
  addProgrammeFlag(programme.command('coverage').description('which clause has no task, which task has no clause')).action((_own: unknown, self: Command) =>
    coverage(self.optsWithGlobals<ReadFlags>(), io),
  );
  addActFlags(programme.command('complete').description('declare it fully decomposed (分解完毕); refused while a clause is uncovered')).action(
    (_own: unknown, self: Command) => act(self.optsWithGlobals<ActFlags>(), io, completing),
  );
  addActFlags(programme.command('waive').description('say of one clause, by name, that it needs no task (豁免)'))
    .requiredOption('--source <name>', 'the document')
    .requiredOption('--clause <number>', 'its clause, 第3条')
    .requiredOption('--reason <text>', 'why; @FILE reads it from a file')
    .option('--withdraw', 'take the waiver back')
    .action(async (_own: unknown, self: Command) => act(self.optsWithGlobals<WaiverFlags>(), io, waiving));
}

interface ReadFlags {
  readonly json?: boolean;
  readonly programme?: string;
}

interface WaiverFlags extends ActFlags {
  readonly source: string;
  readonly clause: string;
  readonly reason: string;
  readonly withdraw?: boolean;
}

async function coverage({ json = false, programme }: ReadFlags, io: CliIo): Promise<void> {
  const found = await withSession(io, async ({ client }) => decompositionOf(client, programme ?? (await onlyProgramme(client.programmes))));
  print(io, { json, document: found, lines: coverageLines(found) });
}

async function decompositionOf(client: SupervisionClient, programme: string): Promise<DecompositionView> {
  const found = await client.decomposition(programme);
  if (!found) throw refusedBy(refusal('PROGRAMME_NOT_FOUND', { programme }));
  return found;
}

type Send = (client: SupervisionClient, programme: string, by: By) => Promise<ProgrammeAnswer>;

const completing = (): Send => (client, programme, by) => client.completeProgramme(programme, by);

async function waiving({ source, clause, reason, withdraw = false }: WaiverFlags): Promise<Send> {
  const content = { source, clause, reason: await textOf(reason) };
  return (client, programme, by) => (withdraw ? client.withdrawWaiver(programme, by, content) : client.waiveClause(programme, by, content));
}

async function act<Flags extends ActFlags>(flags: Flags, io: CliIo, prepare: (flags: Flags) => Send | Promise<Send>): Promise<void> {
  const actor = actorOf(flags, io);
  const requestId = requestIdOf(flags);
  const send = await prepare(flags);
  const { answer, view } = await withSession(io, async ({ client }) => {
    const programme = flags.programme ?? (await onlyProgramme(client.programmes));
    return { answer: await send(client, programme, { actor, requestId }), view: await decompositionOf(client, programme) };
  }).catch((error: unknown) => {
    throw withRequestId(error, requestId);
  });
  const { totals, declared, complete } = view;
  const sentence = answer.repeated ? '同一请求号先前已办理' : `已记入方案日志第 ${answer.seqs.join('、')} 条`;
  print(io, { json: flags.json ?? false, document: { ...answer, totals, declared, complete }, lines: [sentence, ...coverageLines(view)] });
}

export function coverageLines({ programme, totals, sources, uncovered, waived, tasksWithoutClause, unassigned, ...view }: DecompositionView): string[] {
  const { clauses, covered, waived: waivedCount, uncovered: uncoveredCount } = totals;
  return [
    `方案 ${programme}：来源条款 ${clauses} 条，已落到任务 ${covered} 条，豁免 ${waivedCount} 条，未落到任务 ${uncoveredCount} 条`,
    declaredLine(view),
    ...sources.map(
      (source) => `  ${source.source}：${source.clauses} 条 → ${source.tasks} 项任务，对应 ${source.links} 处${source.assigned ? '（指定承接）' : ''}`,
    ),
    ...uncovered.map((clause) => `  未落到任务：${spoken(clause)}`),
    ...waived.map(({ by, reason, ...clause }) => `  豁免：${spoken(clause)}，${reason}（${by}）`),
    ...(tasksWithoutClause.length > 0 ? [`  没有来源条款的任务：${tasksWithoutClause.join('、')}`] : []),
    ...unassigned.map(({ source, clauses: count }) => `  尚无方案承接的来源：${source}（${count} 条）`),
  ];
}

function declaredLine({ declared, complete }: Pick<DecompositionView, 'declared' | 'complete'>): string {
  if (!declared) return complete ? '条款全部有着落，尚未宣布分解完毕' : '尚未分解完毕';
  const said = `${declared.by}，${dateOf(declared.at)}`;
  return declared.stands ? `已宣布分解完毕（${said}）` : `曾宣布分解完毕（${said}），此后又有条款或任务变动，须重新宣布`;
}
