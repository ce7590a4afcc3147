import type { Command } from 'commander';
import { invalidInput } from '../answers.ts';
import { dateOf, milestoneFlag, textOf } from './flags.ts';
import type { CliIo } from './output.ts';
import type { Send } from './task-act.ts';
import { defineAct } from './task-act.ts';

/** What the leadership has to say to a task (批示), and to what was suggested to it (答复建议). Every text flag also takes @FILE. */
export function registerInstructCommand(task: Command, io: CliIo): void {
  defineAct<InstructFlags>(task, io, {
    name: 'instruct',
    description: 'an instruction on the task (批示): its requirement has another version, everybody who works by it is told',
    flags: (command) =>
      command
        .requiredOption('--text <text>', "the leader's own words")
        .option('--due <date>', 'an earlier 完成时限; a later one needs an extension')
        .option('--milestone <date：text...>', 'all 阶段目标 anew; needed where some would come after the new due day')
        .option('--meeting <id>', 'the meeting at which it was given'),
    prepare: instruct,
  });
}

export function registerMeetingAnswer(meeting: Command, io: CliIo): void {
  defineAct<AnswerFlags>(meeting, io, {
    name: 'answer',
    description: 'answer what a report suggests (答复建议): by the leader in charge, or the secretary of the Party group',
    flags: (command) =>
      command
        .argument('<suggestion>', '3-1: the first of the third report')
        .option('--accept', '采纳')
        .option('--decline', '不采纳; needs --reason')
        .option('--refer-to <department|person>', '转办: to whom, by name or code')
        .option('--reason <text>', 'why, or how')
        .option('--due <date>', 'by when it is to be seen to')
        .option('--meeting <id>', 'the meeting at which it was given'),
    prepare: answer,
  });
}

interface InstructFlags {
  readonly text: string;
  readonly due?: string;
  readonly milestone?: readonly string[];
  readonly meeting?: string;
}

async function instruct({ text, due, milestone, meeting }: InstructFlags): Promise<Send> {
  const content = {
    text: await textOf(text),
    ...(due !== undefined && { due: dateOf(due, '--due') }),
    ...(milestone !== undefined && { milestones: milestone.map(milestoneFlag) }),
    ...(meeting !== undefined && { meeting }),
  };
  return (client, task, by) => client.instruct(task, by, content);
}

interface AnswerFlags {
  readonly accept?: boolean;
  readonly decline?: boolean;
  readonly referTo?: string;
  readonly reason?: string;
  readonly due?: string;
  readonly meeting?: string;
}

async function answer(flags: AnswerFlags, suggestion = ''): Promise<Send> {
  const given = answerFlag(flags);
  const { referTo, reason, due, meeting } = flags;
  if (given === 'declined' && due !== undefined) throw invalidInput('FLAGS_CONTRADICT', '--decline 与 --due 不能同时写：不采纳的建议没有办理期限。');
  const content = {
    suggestion,
    answer: given,
    ...(reason !== undefined && { reason: await textOf(reason) }),
    ...(due !== undefined && { due: dateOf(due, '--due') }),
    ...(meeting !== undefined && { meeting }),
  };
  return async (client, task, by) => client.answerSuggestion(task, by, { ...content, ...(referTo !== undefined && (await client.referred(referTo))) });
}

const answersByFlag = { '--accept': 'accepted', '--decline': 'declined', '--refer-to': 'referred' } as const;

/** Exactly one of the three is said. */
function answerFlag({ accept, decline, referTo }: AnswerFlags): (typeof answersByFlag)[keyof typeof answersByFlag] {
  const flags = [
    ...(accept ? (['--accept'] as const) : []),
    ...(decline ? (['--decline'] as const) : []),
    ...(referTo === undefined ? [] : (['--refer-to'] as const)),
  ];
  const [first] = flags;
  if (first === undefined) throw invalidInput('FLAG_MISSING', '须写明 --accept、--decline 或 --refer-to 部门或人员。', { flag: '--accept' });
  if (flags.length > 1) throw invalidInput('FLAGS_CONTRADICT', `${flags.join(' 与 ')} 只能写一个。`, { flags });
  return answersByFlag[first];
}
