import { actNames, authorityFault } from './authority.ts';
import { applyForClosure, consentToStrikeOff, returnClosure, strikeOff } from './closure.ts';
import type { TaskCommand } from './commands.ts';
import type { Decision } from './decision.ts';
import { refuse } from './decision.ts';
import { escalate } from './escalation.ts';
import type { Facts } from './facts.ts';
import { amend, consentToIssue, decline, issue, receive, register, reissue } from './issuing.ts';
import { passDeadlines } from './passing.ts';
import { approveMeasures, rejectMeasures, submitMeasures } from './planning.ts';
import { report, urge } from './reporting.ts';
import type { Task } from './task.ts';
import { fullNumberOf, isSupervised, stateNames } from './task.ts';

/** What a command comes to, on the task as the journal has it and the facts of this moment. `task` is null where nothing stands in the journal yet. */
export function decide(task: Task | null, command: TaskCommand, facts: Facts): Decision {
  if (command.type === 'register') return decideRegistration(task, command, facts);
  if (!task) return refuse('TASK_NOT_FOUND', { number: '' });
  const fault = authorityFault(command.type, task, facts);
  if (fault) return { refusal: fault };
  return decideOn(task, command, facts);
}

function decideRegistration(task: Task | null, command: Extract<TaskCommand, { type: 'register' }>, facts: Facts): Decision {
  if (task) return refuse('TASK_EXISTS', { number: fullNumberOf(task) });
  const fault = authorityFault('register', command, facts);
  return fault ? { refusal: fault } : register(command, facts);
}

/** Each act where its state allows it; everywhere else the refusal says what state the task is in. */
function decideOn(task: Task, command: Exclude<TaskCommand, { type: 'register' }>, facts: Facts): Decision {
  const underReview = task.state === 'closureReview' || task.state === 'verifying';
  switch (command.type) {
    case 'amend':
      return task.state === 'registered' ? amend(task, command, facts) : stateNotFitting(task, command);
    case 'consent':
      if (underReview) return consentToStrikeOff(task, facts);
      return task.state === 'registered' ? consentToIssue(task, facts) : stateNotFitting(task, command);
    case 'issue':
      return task.state === 'registered' ? issue(task, facts) : stateNotFitting(task, command);
    case 'receive':
      return task.state === 'issued' ? receive(task, command, facts) : stateNotFitting(task, command);
    case 'decline':
      return task.state === 'issued' ? decline(task, command, facts) : stateNotFitting(task, command);
    case 'reissue':
      return task.state === 'registered' ? reissue(task, command, facts) : stateNotFitting(task, command);
    case 'submitMeasures':
      return task.state === 'received' ? submitMeasures(task, command, facts) : stateNotFitting(task, command);
    case 'approveMeasures':
      return task.state === 'received' ? approveMeasures(task, command, facts) : stateNotFitting(task, command);
    case 'rejectMeasures':
      return task.state === 'received' ? rejectMeasures(task, command, facts) : stateNotFitting(task, command);
    case 'report':
      return task.state === 'inProgress' ? report(task, command, facts) : stateNotFitting(task, command);
    case 'urge':
      return isSupervised(task) ? urge(task, command, facts) : stateNotFitting(task, command);
    case 'escalate':
      return isSupervised(task) ? escalate(task, command, facts) : stateNotFitting(task, command);
    case 'applyForClosure':
      return task.state === 'inProgress' ? applyForClosure(task, command, facts) : stateNotFitting(task, command);
    case 'returnClosure':
      return underReview ? returnClosure(task, command, facts) : stateNotFitting(task, command);
    case 'strikeOff':
      return underReview ? strikeOff(task, facts) : stateNotFitting(task, command);
    case 'passDeadline':
      return passDeadlines(task, facts);
  }
}

const stateNotFitting = (task: Task, command: TaskCommand): Decision =>
  refuse('STATE_NOT_FITTING', { number: fullNumberOf(task), state: stateNames[task.state], act: actNames[command.type] });
