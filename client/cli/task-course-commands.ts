import type { Command } from 'commander';
import { usualMethods } from '../../domain/verifying.ts';
import { choiceOf, dateOf, positiveInteger, textOf } from './flags.ts';
import type { CliIo } from './output.ts';
import type { Send, TaskAct } from './task-act.ts';
import { defineAct } from './task-act.ts';
import { officeOf } from './task-assignment-commands.ts';

/** Acts between lead and participants, and those that turn a task from its usual way. Every text flag also takes @FILE. */
export function registerCourseActs(group: Command, io: CliIo): void {
  const define = <Flags>(act: TaskAct<Flags>): void => defineAct(group, io, act);
  registerCooperation(define);
  registerVerification(define);
  registerLeadersDecisions(define);
}

type Define = <Flags>(act: TaskAct<Flags>) => void;

interface TextFlag {
  readonly text: string;
}

interface ReasonFlag {
  readonly reason: string;
}

const textFlag = (command: Command, help: string): Command => command.requiredOption('--text <text>', help);
const reasonFlag = (command: Command): Command => command.requiredOption('--reason <text>', 'why; @FILE reads it from a file');

function registerCooperation(define: Define): void {
  define<TextFlag & { participant: string; due: string }>({
    name: 'request',
    description: 'ask a participant (商请): by the lead, with a day of its own',
    flags: (command) =>
      textFlag(command, 'what is asked for')
        .requiredOption('--participant <department>', 'a participant of the task, by name or code')
        .requiredOption('--due <date>', 'by the end of which day'),
    prepare: request,
  });
  define<TextFlag & { request?: string }>({
    name: 'contribute',
    description: "say what a participant did (参与情况): unasked, or in answer to the lead's request",
    flags: (command) => textFlag(command, 'what was done').option('--request <id>', 'the request that it answers; unasked (主动) if left out'),
    prepare: contribute,
  });
  define<TextFlag>({
    name: 'reply',
    description: 'answer 催办 (答复): by the lead; a report answers it too',
    flags: (command) => textFlag(command, 'how the matter stands'),
    prepare: reply,
  });
  define<TextFlag & { seq: string; field: string }>({
    name: 'correct',
    description: 'append a correction (更正) of an earlier entry; the entry itself stays',
    flags: (command) =>
      textFlag(command, 'what it should have said')
        .requiredOption('--seq <number>', 'place of the entry, as task history shows it')
        .requiredOption('--field <name>', 'which text of it, as task history names it: progress, reason, …'),
    prepare: correct,
  });
}

function registerVerification(define: Define): void {
  define<ReasonFlag>({
    name: 'withdraw',
    description: "take the application for closure back (撤回): by the lead's head",
    flags: reasonFlag,
    prepare: withdraw,
  });
  define<ReasonFlag>({ name: 'verify', description: 'have the application checked on the spot (转核查)', flags: reasonFlag, prepare: verify });
  define<VerificationFlags>({
    name: 'record-verification',
    description: 'record what the check found (核查记录); what does not pass goes back like a return',
    flags: (command) =>
      command
        .requiredOption('--finding <text>', 'what was found')
        .requiredOption('--method <name>', `how: ${usualMethods.join('、')}, or any other`)
        .requiredOption('--passed <yes|no>', 'whether the result stands'),
    prepare: recordVerification,
  });
}

function registerLeadersDecisions(define: Define): void {
  define<ReasonFlag & { until: string }>({
    name: 'suspend',
    description: 'stop the clock (暂缓): by the leader in charge, until a day',
    flags: (command) => reasonFlag(command).requiredOption('--until <date>', 'the day on which it goes on'),
    prepare: suspend,
  });
  define<object>({
    name: 'resume',
    description: 'go on before the day (恢复); on the day the clock does it',
    prepare: () => (client, task, by) => client.resume(task, by),
  });
  define<ReasonFlag & { decision: string }>({
    name: 'terminate',
    description: 'end it unfinished (终止): by the secretary of the Party group',
    flags: (command) => reasonFlag(command).requiredOption('--decision <reference>', 'reference of the decision, as 党组会 2019-05-06'),
    prepare: terminate,
  });
}

async function request({ text: words, participant, due }: TextFlag & { participant: string; due: string }): Promise<Send> {
  const content = { text: await textOf(words), due: dateOf(due, '--due') };
  return async (client, task, by) =>
    client.requestContribution(task, by, { ...content, participant: await client.department(participant, await officeOf(client, task.programme)) });
}

async function contribute({ text: words, request: id }: TextFlag & { request?: string }): Promise<Send> {
  const content = { text: await textOf(words), ...(id !== undefined && { request: id }) };
  return (client, task, by) => client.contribute(task, by, content);
}

async function reply({ text: words }: TextFlag): Promise<Send> {
  const text = await textOf(words);
  return (client, task, by) => client.answerUrge(task, by, { text });
}

async function correct({ text: words, seq, field }: TextFlag & { seq: string; field: string }): Promise<Send> {
  const content = { seq: positiveInteger(seq, '--seq', 2_147_483_647), field, text: await textOf(words) };
  return (client, task, by) => client.correct(task, by, content);
}

async function withdraw({ reason: words }: ReasonFlag): Promise<Send> {
  const reason = await textOf(words);
  return (client, task, by) => client.withdrawClosure(task, by, { reason });
}

async function verify({ reason: words }: ReasonFlag): Promise<Send> {
  const reason = await textOf(words);
  return (client, task, by) => client.orderVerification(task, by, { reason });
}

interface VerificationFlags {
  readonly finding: string;
  readonly method: string;
  readonly passed: string;
}

async function recordVerification({ finding, method, passed }: VerificationFlags): Promise<Send> {
  const content = { finding: await textOf(finding), method: await textOf(method), passed: choiceOf(passed, '--passed', { yes: '是', no: '否' }) === 'yes' };
  return (client, task, by) => client.recordVerification(task, by, content);
}

async function suspend({ reason, until }: ReasonFlag & { until: string }): Promise<Send> {
  const content = { reason: await textOf(reason), resumeOn: dateOf(until, '--until') };
  return (client, task, by) => client.suspend(task, by, content);
}

async function terminate({ reason, decision }: ReasonFlag & { decision: string }): Promise<Send> {
  const content = { reason: await textOf(reason), decision: await textOf(decision) };
  return (client, task, by) => client.terminate(task, by, content);
}
