import type { AnswerUrge, Contribute, RequestContribution } from './commands.ts';
import { dateOf } from './dates.ts';
import type { Decision } from './decision.ts';
import { accept, refuse } from './decision.ts';
import { bare, isEmptyPhrase } from './empty-phrases.ts';
import type { Facts } from './facts.ts';
import { eventOf } from './record.ts';
import type { InProgress, Received, SupervisedTask } from './task.ts';
import { fullNumberOf } from './task.ts';
import type { Actor } from './values.ts';

/** Lead and participants (R21, R22), and the lead's answer to 催办 (t7). The journal shows whether the lead asked; a participant's silence makes nobody else late. */

export function requestContribution(task: Received | InProgress, { participant, text, due }: RequestContribution, facts: Facts): Decision {
  if (!task.assignment.participants.includes(participant)) return refuse('NOT_A_PARTICIPANT', { department: participant });
  if (bare(text) === '') return refuse('TEXT_MISSING');
  if (due < dateOf(facts.now)) return refuse('REQUEST_DUE_PAST', { date: due });
  return accept(eventOf('contributionRequested', { id: nextRequestId(task), participant, text, due }, facts));
}

export function contribute(task: Received | InProgress, { text, request }: Contribute, facts: Facts): Decision {
  const participant = departmentOf(facts);
  if (bare(text) === '') return refuse('TEXT_MISSING');
  if (isEmptyPhrase(text)) return refuse('PROGRESS_EMPTY', { text: text.trim() });
  const isOpen = (task.requests ?? []).some((open) => open.id === request && open.participant === participant);
  if (request !== undefined && !isOpen) return refuse('REQUEST_NOT_FOUND', { number: fullNumberOf(task), request, department: participant });
  return accept(eventOf('contributionMade', { participant, text, request: request ?? null }, facts));
}

/** What was urged may be done instead of answered: then nothing waits for an answer any more. */
export function answerUrge(task: SupervisedTask, { text }: AnswerUrge, facts: Facts): Decision {
  if (!task.openUrge) return refuse('NO_URGE_OPEN', { number: fullNumberOf(task) });
  if (bare(text) === '') return refuse('TEXT_MISSING');
  if (isEmptyPhrase(text)) return refuse('PROGRESS_EMPTY', { text: text.trim() });
  return accept(eventOf('urgeAnswered', { text }, facts));
}

/** `1`, `2`, … over all participants of the task. */
const nextRequestId = ({ participation = [] }: Received | InProgress): string => String(participation.reduce((sum, { asked }) => sum + asked, 0) + 1);

/** Authority has been checked: whoever contributes is a person of a participant. */
const departmentOf = ({ actor }: Facts): string => (actor as Actor).department;
