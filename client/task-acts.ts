import { randomUUID } from 'node:crypto';
import type { CommandType } from '../domain/command-shapes.ts';
import type { CommandOf } from '../domain/commands.ts';
import type { ActOnMany } from './act-on-many.ts';
import { actOnMany } from './act-on-many.ts';
import type { BulkAct } from './bulk-act.ts';
import type { CommandDesk, TaskAnswer, TaskKey } from './command-order.ts';
import type { HandOverOrder } from './hand-over.ts';
import { handOverTask, handOverTasks } from './hand-over.ts';
import { issueProgramme } from './issue-programme.ts';
import type { Merger, Unmerger } from './merge-tasks.ts';
import { mergeTasks, unmergeTask } from './merge-tasks.ts';
import type { ProgrammePolicyMove } from './move-policy.ts';
import { moveProgrammePolicy } from './move-policy.ts';
import { sendCommand } from './send-command.ts';

/** Who acts, and under which request id: the same id acts once, however often it is said. */
export interface By {
  readonly actor: string;
  readonly requestId?: string;
}

type Content<Type extends CommandType> = Omit<CommandOf<Type>, 'type'>;
type ContentArguments<Type extends CommandType> = Record<never, never> extends Content<Type> ? [content?: Content<Type>] : [content: Content<Type>];

const actAt =
  (desk: CommandDesk) =>
  <Type extends CommandType>(type: Type) =>
  (task: TaskKey, { actor, requestId = randomUUID() }: By, ...[content]: ContentArguments<Type>): Promise<TaskAnswer> =>
    sendCommand(desk, { task, actor, requestId, command: { ...content, type } as CommandOf<Type> });

/** One method per command, named like it. */
export function taskActs(desk: CommandDesk) {
  const act = actAt(desk);
  return {
    register: act('register'),
    amend: act('amend'),
    issue: act('issue'),
    consent: act('consent'),
    receive: act('receive'),
    decline: act('decline'),
    reissue: act('reissue'),
    submitMeasures: act('submitMeasures'),
    approveMeasures: act('approveMeasures'),
    rejectMeasures: act('rejectMeasures'),
    report: act('report'),
    urge: act('urge'),
    applyForClosure: act('applyForClosure'),
    returnClosure: act('returnClosure'),
    strikeOff: act('strikeOff'),
    requestContribution: act('requestContribution'),
    contribute: act('contribute'),
    answerUrge: act('answerUrge'),
    withdrawClosure: act('withdrawClosure'),
    orderVerification: act('orderVerification'),
    recordVerification: act('recordVerification'),
    suspend: act('suspend'),
    resume: act('resume'),
    terminate: act('terminate'),
    correct: act('correct'),
    requestExtension: act('requestExtension'),
    reviewExtension: act('reviewExtension'),
    decideExtension: act('decideExtension'),
    setDue: act('setDue'),
    movePolicy: act('movePolicy'),
    ...ladderActs(act),
  };
}

/** What the leadership decides at its meetings, and between them. */
export function leadershipActs(desk: CommandDesk) {
  const act = actAt(desk);
  return { instruct: act('instruct'), answerSuggestion: act('answerSuggestion') };
}

const ladderActs = (act: ReturnType<typeof actAt>) => ({
  escalate: act('escalate'),
  acknowledge: act('acknowledge'),
  signPaper: act('signPaper'),
  holdPaper: act('holdPaper'),
  releasePaper: act('releasePaper'),
  acceptAgendaItem: act('acceptAgendaItem'),
  declineAgendaItem: act('declineAgendaItem'),
});

/** One command for each of several tasks, or an answer that says more than how the task stands. */
export const bulkActs = (desk: CommandDesk) => ({
  issueProgramme: (order: BulkAct) => issueProgramme(desk, order),
  moveProgrammePolicy: (order: ProgrammePolicyMove) => moveProgrammePolicy(desk, order),
  handOver: (task: TaskKey, by: By, content: Content<'handOver'>) => handOverTask(desk, { task, by, content }),
  handOverTasks: (order: HandOverOrder) => handOverTasks(desk, order),
  actOnMany: (order: ActOnMany) => actOnMany(desk, order),
  mergeTasks: (merger: Merger) => mergeTasks(desk, merger),
  unmergeTask: (unmerger: Unmerger) => unmergeTask(desk, unmerger),
});
