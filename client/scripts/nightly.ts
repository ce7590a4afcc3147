#!/usr/bin/env node
import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import { nowOf, readClock } from '../../ledger/clock.ts';
import type { CliIo } from '../cli/output.ts';
import { print, processIo } from '../cli/output.ts';
import { createProgram, runProgram } from '../cli/run-program.ts';
import { withSession } from '../cli/session.ts';
import { verifyLines } from '../cli/verify-commands.ts';
import { saidPlainly } from '../failures.ts';
import type { Night, NightlyFolders, Step } from '../nightly.ts';
import { exitCodeOfNight, runNightly } from '../nightly.ts';
import { dubanHome, homePaths } from '../stack/duban-home.ts';

interface Flags {
  readonly json?: boolean;
  readonly exports?: string;
}

/** For cron: verify, seal, export, and what is stuck. */
function nightlyProgram(io: CliIo): Command {
  return createProgram('nightly', io)
    .description('verify, seal and export the ledger; report what is stuck. Exit 0: nothing for an operator; 1: somebody must look; 5: a server is away')
    .option('--exports <dir>', 'where exports are kept, one file a day; default $DUBAN_HOME/exports')
    .action((flags: Flags) => nightly(flags, io));
}

async function nightly({ json = false, ...flags }: Flags, io: CliIo): Promise<void> {
  const folders = foldersOf(flags, io);
  const night = await withSession(io, async (session) => runNightly(session, { folders, now: nowOf(await saidPlainly(() => readClock(session.ledger))) }), {
    unhurried: true,
  });
  print(io, { json, document: night, lines: linesOf(night) });
  io.exitCode = exitCodeOfNight(night);
}

function foldersOf({ exports }: Pick<Flags, 'exports'>, { environment }: CliIo): NightlyFolders {
  const { home, evidence, seals } = homePaths(dubanHome(environment), environment);
  return { evidence, seals, exports: resolve(exports ?? join(home, 'exports')) };
}

const linesOf = ({ at, verification, seal, export: copy, runs, undelivered, overdueSupervision, unfinishedMergers, lateDocuments }: Night): string[] => [
  `夜间核查 ${at}`,
  ...said('核验', verification, verifyLines),
  ...said('封存', seal, ({ day, created, file }) => [`${day}${created ? '' : '（先前已封存）'}，副本 ${file}`]),
  ...said('导出', copy, ({ rows, file, readBack }) => [`${rows} 条记录，${file}${readBack ? '，已读回核对' : '，读回核对没有通过'}`]),
  ...said('工作流', runs, ({ workflowsWithProblems, tasksWithoutRun }) => [
    `出错反复的 ${workflowsWithProblems.length} 个，台账在办而 Temporal 上没有运行的 ${tasksWithoutRun.length} 项${tasksWithoutRun.length > 0 ? '（请运行 duban recover）' : ''}`,
    ...shown(workflowsWithProblems, ({ workflowId, problems }) => `${workflowId}：${problems.join('，')}`),
    ...shown(tasksWithoutRun, (workflowId) => workflowId),
  ]),
  ...said('未送达的通知', undelivered, (notices) => [
    `${notices.length} 份`,
    ...shown(
      notices,
      ({ id, to, status, attempts, lastError }) => `${id} 致 ${to.department || to.office}，${status}，已试 ${attempts} 次：${lastError ?? ''}`,
    ),
  ]),
  ...said('督查一方逾期未办', overdueSupervision, (duties) => [
    `${duties.length} 项`,
    ...shown(duties, ({ programme, number, dutyName, department, by }) => `${programme}/${number} ${dutyName}，${department}，限 ${by}`),
  ]),
  ...said('并入只办了一半', unfinishedMergers, (mergers) => [
    `${mergers.length} 项`,
    ...shown(
      mergers,
      ({ survivor, task }) =>
        `${survivor} 已承接 ${task}：请用 duban task merge ${task} --into ${survivor} 办完，或用 duban task unmerge ${task} --from ${survivor} 撤销`,
    ),
  ]),
  ...said('来文逾期未纳入', lateDocuments, (documents) => [
    `${documents.length} 件`,
    ...shown(documents, ({ source, open, incorporateBy, offices }) => `${source}，未纳入 ${open.length} 条，${offices.join('、')}，限 ${incorporateBy}`),
  ]),
];

function said<Result>(name: string, step: Step<Result>, tell: (result: Result) => string[]): string[] {
  if ('skipped' in step) return [`${name}：${step.skipped}`];
  if ('failed' in step) return [`${name}：没有完成，${step.failed.message} [${step.failed.code}]`];
  const [first = '', ...rest] = tell(step.done);
  return [`${name}：${first}`, ...rest];
}

const mostShown = 20;

const shown = <Item>(items: readonly Item[], line: (item: Item) => string): string[] => [
  ...items.slice(0, mostShown).map((item) => `  ${line(item)}`),
  ...(items.length > mostShown ? [`  …… 共 ${items.length} 项，全部见 --json`] : []),
];

const io = processIo();
process.exitCode = await runProgram(nightlyProgram(io), process.argv.slice(2), io);
