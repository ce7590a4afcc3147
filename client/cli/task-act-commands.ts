import type { Command } from 'commander';
import { storeEvidence } from '../evidence-store.ts';
import { dubanHome, homePaths } from '../stack/duban-home.ts';
import type { ReceiptFlags } from './flags.ts';
import { addReceiptFlags, dateOf, horizonOf, milestoneFlag, monthOf, positiveInteger, receiptOf, textOf, textsOf } from './flags.ts';
import type { CliIo } from './output.ts';
import type { Send, TaskAct } from './task-act.ts';
import { defineAct } from './task-act.ts';

/** Acts on a task that has been issued, each by its own word. Every text flag also takes @FILE. */
export function registerTaskActs(group: Command, io: CliIo): void {
  const define = <Flags>(act: TaskAct<Flags>): void => defineAct(group, io, act);
  registerShortActs(define);
  registerWrittenActs(define, io);
}

type Define = <Flags>(act: TaskAct<Flags>) => void;

/** A word, or a word and a reason. */
function registerShortActs(define: Define): void {
  define<object>({ name: 'issue', description: 'hand out (交办) one task; its workflow begins', prepare: () => simply('issue') });
  define<object>({
    name: 'consent',
    description: "the leader's second signature (签发): for a single task before 交办, for a 重点 task before 销号",
    prepare: () => simply('consent'),
  });
  define<object>({ name: 'strike-off', description: 'strike off (销号): by a reviewer who took no part', prepare: () => simply('strikeOff') });
  define<Reason>({ name: 'decline', description: 'send it back as not ours (退签)', flags: reasonFlag, prepare: because('decline') });
  define<Reason>({ name: 'return', description: 'return the application for closure (退回)', flags: reasonFlag, prepare: because('returnClosure') });
  define<Reason>({ name: 'reject-measures', description: 'return the measures (退回落实举措)', flags: reasonFlag, prepare: because('rejectMeasures') });
  define<Reason & { level?: string }>({
    name: 'escalate',
    description: 'escalate (升级): to the next level of the ladder',
    flags: (command) => reasonFlag(command).option('--level <1..4>', 'one above the present level if left out'),
    prepare: escalate,
  });
}

/** Acts that hand something in, or decide on it. */
function registerWrittenActs(define: Define, io: CliIo): void {
  define<MeasuresFlags>({
    name: 'measures',
    description: 'hand in measures (落实举措) and propose a horizon (时限类型)',
    flags: measuresFlags,
    prepare: submitMeasures,
  });
  define<ApprovalFlags>({
    name: 'approve-measures',
    description: 'approve the measures and decide the horizon (审定); a due day after the last day of the horizon moves to it',
    flags: (command) =>
      command
        .requiredOption('--basis <text>', 'on which basis')
        .option('--horizon <上半年|年底前|长线>', 'another horizon than was proposed')
        .option('--milestone <date：text...>', '阶段目标 beside those that stand; 长线 needs one in each calendar year'),
    prepare: approveMeasures,
  });
  define<ReportFlags>({ name: 'report', description: 'report progress (报告进展)', flags: reportFlags, prepare: report });
  define<ClosureFlags>({
    name: 'apply-closure',
    description: 'apply for closure (办结申请): what was done, with which result, and the evidence',
    flags: closureFlags,
    prepare: (flags) => applyForClosure(flags, io),
  });
}

interface Reason {
  readonly reason: string;
}

const reasonFlag = (command: Command): Command => command.requiredOption('--reason <text>', 'why; @FILE reads it from a file');

const simply =
  (type: 'issue' | 'consent' | 'strikeOff'): Send =>
  (client, task, by) =>
    client[type](task, by);

const because = (type: 'decline' | 'returnClosure' | 'rejectMeasures') => async (flags: Reason) => {
  const reason = await textOf(flags.reason);
  const send: Send = (client, task, by) => client[type](task, by, { reason });
  return send;
};

async function escalate({ reason, level }: Reason & { level?: string }): Promise<Send> {
  const content = { reason: await textOf(reason), ...(level !== undefined && { level: positiveInteger(level, '--level', 4) }) };
  return (client, task, by) => client.escalate(task, by, content);
}

interface MeasuresFlags extends ReceiptFlags {
  readonly horizon: string;
  readonly file: string;
}

const measuresFlags = (command: Command): Command =>
  addReceiptFlags(command)
    .requiredOption('--horizon <上半年|年底前|长线>', 'what the lead proposes')
    .requiredOption('--file <file>', '.json, .xlsx or .csv: 举措,责任人,开始,完成,成果,验收标准');

async function submitMeasures({ horizon: word, file, ...flags }: MeasuresFlags): Promise<Send> {
  const horizon = horizonOf(word, '--horizon');
  const { readMeasures } = await import('../import/read-measures.ts');
  const content = { horizon, measures: await readMeasures(file), receipt: await receiptOf(flags) };
  return (client, task, by) => client.submitMeasures(task, by, content);
}

interface ApprovalFlags {
  readonly basis: string;
  readonly horizon?: string;
  readonly milestone?: readonly string[];
}

async function approveMeasures({ basis, horizon, milestone }: ApprovalFlags): Promise<Send> {
  const content = {
    basis: await textOf(basis),
    ...(horizon !== undefined && { horizon: horizonOf(horizon, '--horizon') }),
    ...(milestone && { milestones: milestone.map(milestoneFlag) }),
  };
  return (client, task, by) => client.approveMeasures(task, by, content);
}

interface ReportFlags extends ReceiptFlags {
  readonly progress: string;
  readonly intention: string;
  readonly problems: string;
  readonly suggestion?: readonly string[];
  readonly done?: readonly string[];
  readonly reached?: readonly string[];
  readonly cycle?: string;
}

const reportFlags = (command: Command): Command =>
  addReceiptFlags(command)
    .requiredOption('--progress <text>', '进展')
    .requiredOption('--intention <text>', '打算: what comes next; may not be empty')
    .requiredOption('--problems <text>', '存在的问题; 无 if there are none')
    .option('--suggestion <text...>', '建议; 无 if there is none')
    .option('--done <measure...>', 'ids of measures that are done')
    .option('--reached <date...>', 'days of milestones (阶段目标) that are reached')
    .option('--cycle <month>', 'reporting cycle, 2019-03; the month of the day that counts if left out');

async function report({ suggestion, done, reached, cycle, ...flags }: ReportFlags): Promise<Send> {
  const content = {
    progress: await textOf(flags.progress),
    intention: await textOf(flags.intention),
    problems: await textOf(flags.problems),
    suggestions: await textsOf(suggestion),
    ...(done && { measuresDone: done }),
    ...(reached && { milestonesReached: reached.map((day) => dateOf(day, '--reached')) }),
    ...(cycle !== undefined && { cycle: monthOf(cycle, '--cycle') }),
    receipt: await receiptOf(flags),
  };
  return (client, task, by) => client.report(task, by, content);
}

interface ClosureFlags extends ReceiptFlags {
  readonly action: string;
  readonly result: string;
  readonly effect?: string;
  readonly evidence?: readonly string[];
}

const closureFlags = (command: Command): Command =>
  addReceiptFlags(command)
    .requiredOption('--action <text>', 'what was done')
    .requiredOption('--result <text>', '成果: what came of it')
    .option('--effect <text>', '成效')
    .option('--evidence <file...>', '佐证材料: kept under their SM3');

async function applyForClosure({ evidence = [], effect, ...flags }: ClosureFlags, { environment }: CliIo): Promise<Send> {
  const texts = { action: await textOf(flags.action), result: await textOf(flags.result), ...(effect !== undefined && { effect: await textOf(effect) }) };
  const receipt = await receiptOf(flags);
  const stored = await storeEvidence(homePaths(dubanHome(environment), environment).evidence, evidence);
  return (client, task, by) => client.applyForClosure(task, by, { ...texts, evidence: stored, receipt });
}
