import type { Command } from 'commander';
import { refusal } from '../../domain/refusals.ts';
import { fullNumberOf } from '../../domain/task.ts';
import { refusedBy } from '../answers.ts';
import { exitCodes } from '../errors.ts';
import type { FetchedEvidence } from '../fetch-evidence.ts';
import { fetchEvidence } from '../fetch-evidence.ts';
import { dubanHome, homePaths } from '../stack/duban-home.ts';
import { addProgrammeFlag } from './flags.ts';
import type { CliIo } from './output.ts';
import { print } from './output.ts';
import { withSession } from './session.ts';
import { tableLines } from './table.ts';
import { taskKeyOf } from './task-key.ts';

interface EvidenceFlags {
  readonly json?: boolean;
  readonly programme?: string;
  readonly out: string;
}

export function registerEvidenceCommand(group: Command, io: CliIo): void {
  addProgrammeFlag(group.command('evidence').description('the files that were handed in (佐证材料), given back and checked by their SM3'))
    .argument('<number>', '2019/改-12, or 改-12 with --programme')
    .requiredOption('--out <folder>', 'where the files go')
    .action((word: string, _own: unknown, self: Command) => evidence(word, self.optsWithGlobals<EvidenceFlags>(), io));
}

async function evidence(word: string, { json = false, programme, out }: EvidenceFlags, io: CliIo): Promise<void> {
  const { key, known } = await withSession(io, async ({ client }) => {
    const task = await taskKeyOf(word, programme, client.programmes);
    return { key: task, known: await client.evidence(task) };
  });
  if (!known) throw refusedBy(refusal('TASK_NOT_FOUND', { number: fullNumberOf(key) }));
  const files = await fetchEvidence(homePaths(dubanHome(io.environment), io.environment).evidence, out, known);
  print(io, { json, document: { number: key.number, files }, lines: [...tableLines(['文件', 'SM3', '结果'], files.map(cellsOf)), `共 ${files.length} 份`] });
  // The store has lost or changed what the journal knows: somebody must look.
  if (files.some(({ fault }) => fault !== null)) io.exitCode = exitCodes.bug;
}

const faultNames = { EVIDENCE_LOST: '已丢失 [EVIDENCE_LOST]', EVIDENCE_CHANGED: '内容已变，没有取出 [EVIDENCE_CHANGED]' } as const;

const cellsOf = ({ name, sm3, file, fault }: FetchedEvidence): string[] => [name, sm3.slice(0, 12), fault ? faultNames[fault] : (file ?? '')];
