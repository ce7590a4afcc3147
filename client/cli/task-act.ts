import type { Command } from 'commander';
import { stateNames } from '../../domain/task.ts';
import { withRequestId } from '../answers.ts';
import type { TaskAnswer, TaskKey } from '../command-order.ts';
import type { SupervisionClient } from '../supervision-client.ts';
import type { By } from '../task-acts.ts';
import type { ActFlags } from './flags.ts';
import { actorOf, addActFlags, requestIdOf } from './flags.ts';
import type { CliIo } from './output.ts';
import { print } from './output.ts';
import { withSession } from './session.ts';
import { taskKeyOf } from './task-key.ts';

export type Send<Answer extends TaskAnswer = TaskAnswer> = (client: SupervisionClient, task: TaskKey, by: By) => Promise<Answer>;

export interface TaskAct<Flags, Answer extends TaskAnswer = TaskAnswer> {
  readonly name: string;
  readonly description: string;
  readonly flags?: (command: Command) => Command;
  /** Where the act is on something of a task: how that is called, and the task's number in it. */
  readonly subject?: Subject;
  /** Everything that can be wrong about the flags is said here, before any server is asked; with what stands after the number, where `flags` adds an argument. */
  readonly prepare: (flags: Flags, further: string | undefined, word: string) => Promise<Send<Answer>> | Send<Answer>;
  /** What people read of the answer besides how the task stands. */
  readonly detail?: (answer: Answer) => readonly string[];
}

export interface Subject {
  readonly argument: string;
  readonly help: string;
  readonly numberIn: (word: string) => string;
}

const wholeTask: Subject = { argument: '<number>', help: '2019/改-12, or 改-12 with --programme', numberIn: (word) => word };

/** A command on one task: who acts, on which task, and what. */
export function defineAct<Flags, Answer extends TaskAnswer = TaskAnswer>(group: Command, io: CliIo, act: TaskAct<Flags, Answer>): void {
  const { name, description, flags = (command) => command, subject = wholeTask } = act;
  const command = addActFlags(group.command(name).description(description).argument(subject.argument, subject.help));
  flags(command).action((word: string) => performAct(io, act, { word, further: command.args[1], flags: command.optsWithGlobals<ActFlags & Flags>() }));
}

interface Said<Flags> {
  readonly word: string;
  readonly further?: string | undefined;
  readonly flags: ActFlags & Flags;
}

export async function performAct<Flags, Answer extends TaskAnswer>(
  io: CliIo,
  { prepare, subject = wholeTask, detail = () => [] }: Pick<TaskAct<Flags, Answer>, 'prepare' | 'subject' | 'detail'>,
  { word, further, flags }: Said<Flags>,
): Promise<void> {
  const actor = actorOf(flags, io);
  const requestId = requestIdOf(flags);
  const send = await prepare(flags, further, word);
  const answer = await withSession(io, async ({ client }) =>
    send(client, await taskKeyOf(subject.numberIn(word), flags.programme, client.programmes), { actor, requestId }),
  ).catch((error: unknown) => {
    throw withRequestId(error, requestId);
  });
  print(io, { json: flags.json ?? false, document: answer, lines: [sentenceOf(answer), ...detail(answer)] });
}

const sentenceOf = ({ programme, number, state, seqs, repeated }: TaskAnswer): string =>
  `${programme}/${number} 现为“${stateNames[state]}”${repeated ? '（同一请求号先前已办理，这是当时的结果）' : `，已记入日志第 ${seqs.join('、')} 条`}`;
