import { actNames, seated } from './authority.ts';
import { applyForClosure, consentToStrikeOff, returnClosure, strikeOff, withdrawClosure } from './closure.ts';
import type {
  Amend,
  AnswerUrge,
  ApplyForClosure,
  ApproveMeasures,
  Contribute,
  Correct,
  Decline,
  GiveConsent,
  Issue,
  OrderVerification,
  Receive,
  RecordVerification,
  Reissue,
  RejectMeasures,
  RequestContribution,
  Resume,
  ReturnClosure,
  StrikeOff,
  SubmitMeasures,
  Suspend,
  TaskCommand,
  Terminate,
  Urge,
  WithdrawClosure,
} from './commands.ts';
import { answerUrge, contribute, requestContribution } from './cooperation.ts';
import { correct } from './correcting.ts';
import type { Decision } from './decision.ts';
import { accept, refuse } from './decision.ts';
import { decideOnLadder } from './escalation.ts';
import type { ExtensionCommand } from './extension-commands.ts';
import { isExtensionCommand } from './extension-commands.ts';
import { decideOnExtension } from './extension.ts';
import type { Facts } from './facts.ts';
import { handOver } from './hand-over.ts';
import type { Incorporate } from './incorporation-commands.ts';
import { incorporate } from './incorporation.ts';
import { instruct } from './instructing.ts';
import { amend, consentToIssue, decline, issue, receive, register, reissue } from './issuing.ts';
import type { LadderCommand } from './ladder-commands.ts';
import { isLadderCommand } from './ladder-commands.ts';
import type { LeadershipCommand } from './leadership-commands.ts';
import { isLeadershipCommand } from './leadership-commands.ts';
import { meetingFault } from './meeting-reference.ts';
import type { MergingCommand } from './merging-commands.ts';
import { isMergingCommand } from './merging-commands.ts';
import { decideOnMerging } from './merging.ts';
import type { ReportMissed } from './missing-commands.ts';
import { reportMissed } from './missing-reports.ts';
import type { PaperCommand } from './paper-commands.ts';
import { isPaperCommand } from './paper-commands.ts';
import { passDeadlines } from './passing.ts';
import { approveMeasures, rejectMeasures, submitMeasures } from './planning.ts';
import type { MovePolicy } from './policy-commands.ts';
import { movePolicy } from './policy-move.ts';
import { report, urge } from './reporting.ts';
import { reproject, underCalendarInForce } from './reprojecting.ts';
import { decideOnPapers } from './signing.ts';
import { answerSuggestion } from './suggestions.ts';
import { resume, suspend, terminate } from './suspending.ts';
import type { ClosureReview, Received as ReceivedTask, Task, Verifying } from './task.ts';
import { fullNumberOf, isEnded, isSupervised, stateNames } from './task.ts';
import { orderVerification, recordVerification } from './verifying.ts';

/** What a command comes to, on the task as the journal has it and the facts of this moment. `task` is null where nothing stands in the journal yet. */
export function decide(task: Task | null, command: TaskCommand, facts: Facts): Decision {
  if (command.type === 'register') return decideRegistration(task, command, facts);
  if (!task) return refuse('TASK_NOT_FOUND', { number: '' });
  const seat = seated(command.type, task, facts);
  if ('refusal' in seat) return seat;
  const fault = meetingFault(command, facts);
  if (fault) return { refusal: fault };
  if (command.type === 'reproject') return isEnded(task) ? stateNotFitting(task, command) : reproject(task, command, seat.facts);
  const present = underCalendarInForce(task, seat.facts);
  const decision = decideOn(present.task, command, present.facts);
  return 'refusal' in decision || decision.events.length === 0 ? decision : accept(...present.taken, ...decision.events);
}

function decideRegistration(task: Task | null, command: Extract<TaskCommand, { type: 'register' }>, facts: Facts): Decision {
  if (task) return refuse('TASK_EXISTS', { number: fullNumberOf(task) });
  const seat = seated('register', command, facts);
  if ('refusal' in seat) return seat;
  const fault = meetingFault(command, facts);
  return fault ? { refusal: fault } : register(command, seat.facts);
}

/** Each act where its state allows it; everywhere else the refusal says what state the task is in. */
function decideOn(task: Task, command: Exclude<TaskCommand, { type: 'register' | 'reproject' }>, facts: Facts): Decision {
  if (command.type === 'reportMissed') return reportMissed(task, command, facts);
  if (command.type === 'incorporate') return isEnded(task) ? stateNotFitting(task, command) : incorporate(task, command, facts);
  if (isExtensionCommand(command)) return decideOnExtension(task, command, facts) ?? stateNotFitting(task, command);
  if (isLadderCommand(command)) return decideOnLadder(task, command, facts) ?? stateNotFitting(task, command);
  if (isPaperCommand(command)) return decideOnPapers(task, command, facts) ?? stateNotFitting(task, command);
  if (isMergingCommand(command)) return decideOnMerging(task, command, facts) ?? stateNotFitting(task, command);
  if (isLeadershipCommand(command)) return decideOnLeadership(task, command, facts);
  return decideOnLife(task, command, facts);
}

function decideOnLeadership(task: Task, command: LeadershipCommand, facts: Facts): Decision {
  switch (command.type) {
    case 'instruct':
      return isEnded(task) ? stateNotFitting(task, command) : instruct(task, command, facts);
    case 'answerSuggestion':
      return answerSuggestion(task, command, facts);
  }
}

type LifeCommand = Exclude<
  TaskCommand,
  { type: 'register' | 'reproject' } | ExtensionCommand | LadderCommand | PaperCommand | MergingCommand | LeadershipCommand | Incorporate | ReportMissed
>;

function decideOnLife(task: Task, command: LifeCommand, facts: Facts): Decision {
  switch (command.type) {
    case 'amend':
    case 'consent':
    case 'issue':
    case 'receive':
    case 'decline':
    case 'reissue':
      return decideOnAssignment(task, command, facts);
    case 'submitMeasures':
    case 'approveMeasures':
    case 'rejectMeasures':
      return task.state === 'received' ? decideOnMeasures(task, command, facts) : stateNotFitting(task, command);
    case 'report':
      return task.state === 'inProgress' ? report(task, command, facts) : stateNotFitting(task, command);
    case 'applyForClosure':
    case 'returnClosure':
    case 'strikeOff':
      return decideOnClosure(task, command, facts);
    case 'handOver':
      return isEnded(task) ? stateNotFitting(task, command) : handOver(task, command, facts);
    case 'passDeadline':
      return passDeadlines(task, facts);
    case 'requestContribution':
    case 'contribute':
    case 'urge':
    case 'answerUrge':
    case 'correct':
      return decideOnCooperation(task, command, facts);
    case 'withdrawClosure':
    case 'orderVerification':
    case 'recordVerification':
    case 'suspend':
    case 'resume':
    case 'terminate':
    case 'movePolicy':
      return decideOnCourse(task, command, facts);
  }
}

type AssignmentCommand = Amend | GiveConsent | Issue | Receive | Decline | Reissue;

function decideOnAssignment(task: Task, command: AssignmentCommand, facts: Facts): Decision {
  switch (command.type) {
    case 'amend':
      return task.state === 'registered' ? amend(task, command, facts) : stateNotFitting(task, command);
    case 'consent':
      if (isUnderReview(task)) return consentToStrikeOff(task, facts);
      return task.state === 'registered' ? consentToIssue(task, facts) : stateNotFitting(task, command);
    case 'issue':
      return task.state === 'registered' ? issue(task, facts) : stateNotFitting(task, command);
    case 'receive':
      return task.state === 'issued' ? receive(task, command, facts) : stateNotFitting(task, command);
    case 'decline':
      return task.state === 'issued' ? decline(task, command, facts) : stateNotFitting(task, command);
    case 'reissue':
      return task.state === 'registered' ? reissue(task, command, facts) : stateNotFitting(task, command);
  }
}

function decideOnMeasures(task: ReceivedTask, command: SubmitMeasures | ApproveMeasures | RejectMeasures, facts: Facts): Decision {
  switch (command.type) {
    case 'submitMeasures':
      return submitMeasures(task, command, facts);
    case 'approveMeasures':
      return approveMeasures(task, command, facts);
    case 'rejectMeasures':
      return rejectMeasures(task, command, facts);
  }
}

function decideOnClosure(task: Task, command: ApplyForClosure | ReturnClosure | StrikeOff, facts: Facts): Decision {
  switch (command.type) {
    case 'applyForClosure':
      return task.state === 'inProgress' ? applyForClosure(task, command, facts) : stateNotFitting(task, command);
    case 'returnClosure':
      return isUnderReview(task) ? returnClosure(task, command, facts) : stateNotFitting(task, command);
    case 'strikeOff':
      return isUnderReview(task) ? strikeOff(task, facts) : stateNotFitting(task, command);
  }
}

function decideOnCooperation(task: Task, command: RequestContribution | Contribute | Urge | AnswerUrge | Correct, facts: Facts): Decision {
  const isUnderWay = task.state === 'received' || task.state === 'inProgress';
  switch (command.type) {
    case 'requestContribution':
      return isUnderWay ? requestContribution(task, command, facts) : stateNotFitting(task, command);
    case 'contribute':
      return isUnderWay ? contribute(task, command, facts) : stateNotFitting(task, command);
    case 'urge':
      return isSupervised(task) ? urge(task, command, facts) : stateNotFitting(task, command);
    case 'answerUrge':
      return isSupervised(task) ? answerUrge(task, command, facts) : stateNotFitting(task, command);
    case 'correct':
      return correct(task, command, facts);
  }
}

type CourseCommand = WithdrawClosure | OrderVerification | RecordVerification | Suspend | Resume | Terminate | MovePolicy;

function decideOnCourse(task: Task, command: CourseCommand, facts: Facts): Decision {
  switch (command.type) {
    case 'withdrawClosure':
      return task.state === 'closureReview' ? withdrawClosure(task, command, facts) : stateNotFitting(task, command);
    case 'orderVerification':
      return task.state === 'closureReview' ? orderVerification(task, command, facts) : stateNotFitting(task, command);
    case 'recordVerification':
      return task.state === 'verifying' ? recordVerification(task, command, facts) : stateNotFitting(task, command);
    case 'suspend':
      return task.state === 'inProgress' ? suspend(task, command, facts) : stateNotFitting(task, command);
    case 'resume':
      if (task.state === 'suspended') return resume(task, facts);
      // Settled by people in the meantime: nothing to record, and nothing to remember against the next time.
      return facts.actor === 'clock' ? accept() : stateNotFitting(task, command);
    case 'terminate':
      return isEnded(task) ? stateNotFitting(task, command) : terminate(task, command, facts);
    case 'movePolicy':
      return isEnded(task) ? stateNotFitting(task, command) : movePolicy(task, command, facts);
  }
}

const isUnderReview = (task: Task): task is ClosureReview | Verifying => task.state === 'closureReview' || task.state === 'verifying';

export const stateNotFitting = (task: Task, command: TaskCommand): Decision =>
  refuse('STATE_NOT_FITTING', { number: fullNumberOf(task), state: stateNames[task.state], act: actNames[command.type] });
