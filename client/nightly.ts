import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { dateOf } from '../domain/dates.ts';
import type { Instant } from '../domain/values.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { NoticeRow } from '../ledger/queries/list-notices.ts';
import type { SourceView } from '../ledger/queries/source-list.ts';
import { sourceList } from '../ledger/queries/source-list.ts';
import type { UnfinishedMerger } from '../ledger/queries/unfinished-mergers.ts';
import { unfinishedMergers } from '../ledger/queries/unfinished-mergers.ts';
import { serverUnreachable } from './answers.ts';
import type { DubanErrorContent, ExitCode } from './errors.ts';
import { contentOf, DubanError, exitCodes } from './errors.ts';
import type { Exported } from './export-ledger.ts';
import { exportLedger } from './export-ledger.ts';
import { saidPlainly } from './failures.ts';
import type { SealedLedger } from './seal-ledger.ts';
import { sealLedger } from './seal-ledger.ts';
import type { OverdueDuty, StuckRuns } from './stuck.ts';
import { overdueSupervision, stuckRuns, undeliveredNotices } from './stuck.ts';
import type { Temporal } from './temporal.ts';
import type { WholeVerification } from './verify-everything.ts';
import { verifyEverything } from './verify-everything.ts';
import { verifyFile } from './verify-file.ts';

export interface NightlyPlace {
  readonly ledger: Ledger;
  readonly temporal: Temporal;
}

export interface NightlyFolders {
  readonly evidence: string;
  readonly seals: string;
  readonly exports: string;
}

/** What became of a step; one that fails does not keep the others from their work. */
export type Step<Result> = { readonly done: Result } | { readonly failed: DubanErrorContent } | { readonly skipped: string };

export interface Night {
  readonly at: Instant;
  readonly verification: Step<WholeVerification>;
  readonly seal: Step<SealedLedger>;
  /** Read back and checked line by line. */
  readonly export: Step<Exported & { readonly readBack: boolean }>;
  readonly runs: Step<StuckRuns>;
  readonly undelivered: Step<readonly NoticeRow[]>;
  readonly overdueSupervision: Step<readonly OverdueDuty[]>;
  /** 并入 of which one half was done only: say it again, or take it back. */
  readonly unfinishedMergers: Step<readonly UnfinishedMerger[]>;
  /** Not taken up in time (R17). */
  readonly lateDocuments: Step<readonly SourceView[]>;
}

/** Every night: is all of it still there and unaltered, is it kept outside too, and what has got stuck. Repeated on the same day, the first seal stands and the export is written anew. */
export async function runNightly(
  { ledger, temporal }: NightlyPlace,
  { folders, now }: { readonly folders: NightlyFolders; readonly now: Instant },
): Promise<Night> {
  const verification = await step(() => verifyEverything(ledger, folders));
  const isSound = 'done' in verification && verification.done.ok;
  const onlyIfSound = <Result>(act: () => Promise<Result>): Promise<Step<Result>> => (isSound ? step(act) : Promise.resolve({ skipped: notSound }));
  return {
    at: now,
    verification,
    seal: await onlyIfSound(() => sealLedger(ledger, { folder: folders.seals, now })),
    export: await onlyIfSound(() => exported(ledger, folders, now)),
    runs: await step(() => stuckRuns(ledger, temporal).catch(unreachable)),
    undelivered: await step(() => undeliveredNotices(ledger, now)),
    overdueSupervision: await step(() => overdueSupervision(ledger, now)),
    unfinishedMergers: await step(() => unfinishedMergers(ledger)),
    lateDocuments: await step(async () => (await sourceList(ledger, now)).sources.filter(({ late }) => late)),
  };
}

/** A seal would vouch for what is broken, an export would replace one that is whole. */
const notSound = '核验没有通过，未做';

async function step<Result>(act: () => Promise<Result>): Promise<Step<Result>> {
  try {
    return { done: await saidPlainly(act) };
  } catch (error) {
    if (error instanceof DubanError) return { failed: contentOf(error) };
    throw error;
  }
}

async function exported(ledger: Ledger, { exports }: NightlyFolders, now: Instant): Promise<Exported & { readonly readBack: boolean }> {
  makeFolder(exports);
  const written = await exportLedger(ledger, { file: join(exports, `${dateOf(now)}.jsonl`), now });
  return { ...written, readBack: (await verifyFile(written.file)).ok };
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new DubanError(
      { code: 'FOLDER_UNUSABLE', message: `目录 ${folder} 不能使用：${reason}。`, details: { folder, reason }, exitCode: exitCodes.invalidInput },
      { cause: error },
    );
  }
}

/** What gRPC says of a server that is away; anything else is a bug. */
function unreachable(error: unknown): never {
  throw error instanceof Error && /UNAVAILABLE|DEADLINE_EXCEEDED|Failed to connect/.test(`${error.message} ${String(error.cause)}`)
    ? serverUnreachable('Temporal', error)
    : error;
}

/** 0: nothing for an operator. 1: somebody must look. Otherwise that of the first step that failed. What waits for office people is reported and is no fault. */
export function exitCodeOfNight(night: Night): ExitCode {
  const steps: readonly Step<unknown>[] = [
    night.verification,
    night.seal,
    night.export,
    night.runs,
    night.undelivered,
    night.overdueSupervision,
    night.unfinishedMergers,
    night.lateDocuments,
  ];
  const failed = steps.find((one) => 'failed' in one);
  if (failed) return failed.failed.exitCode;
  return needsOperator(night) ? exitCodes.bug : exitCodes.done;
}

function needsOperator({ verification, export: copy, runs, undelivered }: Night): boolean {
  if (!('done' in verification && verification.done.ok)) return true;
  if ('done' in copy && !copy.done.readBack) return true;
  if ('done' in runs && runs.done.workflowsWithProblems.length + runs.done.tasksWithoutRun.length > 0) return true;
  return 'done' in undelivered && undelivered.done.length > 0;
}
