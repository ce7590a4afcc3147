import { clauseKey } from './clause-book.ts';
import type { TaskCommand } from './commands.ts';
import { dateOf } from './dates.ts';
import type { Decision } from './decision.ts';
import { accept, refuse } from './decision.ts';
import { spoken } from './decomposition.ts';
import { bare } from './empty-phrases.ts';
import type { TaskEvent } from './events.ts';
import type { Facts, KnownClause } from './facts.ts';
import type { Incorporate } from './incorporation-commands.ts';
import type { Incorporation } from './incorporation-events.ts';
import { eventOf } from './record.ts';
import type { Refusal } from './refusals.ts';
import { refusal } from './refusals.ts';
import { daysFault, promisedWith, settledDays } from './requirement-version.ts';
import type { Assignment, OpenTask } from './task.ts';
import { currentDueOf, fullNumberOf } from './task.ts';
import type { ClauseReference } from './values.ts';
import { workingDaysBetween } from './working-calendar.ts';

/** Taking a new assignment in (R17, R18): it makes an existing task more concrete, and the time that this took is measured. */

export function incorporate(task: OpenTask, asked: Incorporate, facts: Facts): Decision {
  const command = settledDays(task, asked, facts);
  const { source, clause, reason = null } = command;
  const known = (facts.clauses ?? []).find((other) => clauseKey(other) === clauseKey({ source, clause }));
  if (!known) return refuse('CLAUSE_NOT_FOUND', { clause: spoken(command) });
  const { requirement, expectedResult } = task.assignment;
  const fault = wordingFault(task, command) ?? daysFault(task, command, facts);
  if (fault) return { refusal: fault };
  return accept(
    eventOf(
      'clauseIncorporated',
      {
        source,
        clause,
        clauseText: known.text,
        version: (task.requirementVersion ?? 1) + 1,
        before: { requirement, expectedResult, due: currentDueOf(task) },
        requirement: command.requirement,
        expectedResult: command.expectedResult ?? expectedResult,
        ...promisedWith(task, command),
        reason,
        incorporation: timeTaken(known, facts),
      },
      facts,
    ),
  );
}

/** What a task that is registered or amended takes up of documents whose day of receipt is known; said only where there is something to measure. */
export function takenUp(clauses: readonly ClauseReference[], facts: Facts): { readonly incorporations?: readonly Incorporation[] } {
  const named = new Set(clauses.map(clauseKey));
  const incorporations = (facts.clauses ?? []).flatMap(({ text: _, received, ...known }): readonly Incorporation[] => {
    const time = timeTaken({ received }, facts);
    return time && named.has(clauseKey(known)) ? [{ ...known, ...time }] : [];
  });
  return incorporations.length === 0 ? {} : { incorporations };
}

/** The clauses that an amendment brings. */
export function clausesAdded({ clauses: before }: Assignment, { clauses = [] }: Partial<Assignment>): readonly ClauseReference[] {
  const known = new Set(before.map(clauseKey));
  return clauses.filter((clause) => !known.has(clauseKey(clause)));
}

/** What an event says of them. */
export function incorporationsIn(event: TaskEvent): readonly Incorporation[] {
  if (event.type === 'taskRegistered' || event.type === 'taskAmended') return event.incorporations ?? [];
  if (event.type !== 'clauseIncorporated' || !event.incorporation) return [];
  return [{ source: event.source, clause: event.clause, ...event.incorporation }];
}

/** What a command names of documents; whether they have it is read with the facts. */
export function clausesNamedBy(command: TaskCommand): readonly ClauseReference[] {
  if (command.type === 'incorporate') return [{ source: command.source, clause: command.clause }];
  const { clauses = [] } = command.type === 'register' ? command.assignment : command.type === 'amend' ? command.changes : {};
  return clauses;
}

const timeTaken = ({ received }: Pick<KnownClause, 'received'>, { calendar, now }: Facts) =>
  received === null ? null : { receivedOn: received, workingDays: Math.max(0, workingDaysBetween(calendar, received, dateOf(now))) };

function wordingFault(task: OpenTask, { source, clause, requirement, expectedResult }: Incorporate): Refusal | null {
  const { clauses, requirement: before } = task.assignment;
  if (clauses.some((other) => clauseKey(other) === clauseKey({ source, clause })))
    return refusal('CLAUSE_ALREADY_LINKED', { number: fullNumberOf(task), clause: spoken({ source, clause }) });
  if (bare(requirement) === '') return refusal('REQUIREMENT_MISSING');
  if (bare(requirement) === bare(before)) return refusal('REQUIREMENT_UNCHANGED', { number: fullNumberOf(task) });
  return expectedResult !== undefined && bare(expectedResult) === '' ? refusal('TEXT_MISSING') : null;
}
