import { stateNotFitting } from './decide.ts';
import type { Decision } from './decision.ts';
import { accept } from './decision.ts';
import { evolved } from './evolve.ts';
import type { DecideExtension, RequestExtension } from './extension-commands.ts';
import { decideOnExtension } from './extension.ts';
import type { Facts } from './facts.ts';
import type { ForecastFacts, Foreseen, ForeseenMove } from './forecast.ts';
import { forecastWithReminders, movesBetween } from './forecast.ts';
import type { Refusal } from './refusals.ts';
import type { Task } from './task.ts';
import { currentDueOf } from './task.ts';
import type { DateText, Milestone } from './values.ts';

export interface SupposedExtension {
  /** Absent: what the lead has applied for. */
  readonly to?: DateText;
  readonly milestones?: readonly Milestone[];
}

export interface ExtensionForecast {
  readonly currentDue: { readonly from: DateText | null; readonly to: DateText | null };
  readonly before: readonly Foreseen[];
  readonly after: readonly Foreseen[];
  readonly moves: readonly ForeseenMove[];
}

/** What an extension would move, by the rules that would decide on it; nothing is recorded. */
export function foreseeExtension(task: Task, supposed: SupposedExtension, facts: ForecastFacts): ExtensionForecast | { readonly refusal: Refusal } {
  const decision = granted(task, supposed, { ...facts, actor: 'system' });
  if ('refusal' in decision) return decision;
  const extended = evolved(task, decision.events);
  const before = forecastWithReminders(task, facts);
  const after = forecastWithReminders(extended, facts);
  return { currentDue: { from: currentDueOf(task), to: currentDueOf(extended) }, before, after, moves: movesBetween(before, after) };
}

/** What the lead would say is not asked; that the leader would say yes is taken as given. */
const spoken = { reason: '推演', progress: '推演' };
const approval: DecideExtension = { type: 'decideExtension', approved: true, reason: spoken.reason };

function granted(task: Task, { to, milestones = [] }: SupposedExtension, facts: Facts): Decision {
  const request: RequestExtension | null = to === undefined ? null : { type: 'requestExtension', to, milestones, ...spoken };
  // Another day than the one that waits may be supposed all the same.
  const free = request && task.state === 'inProgress' ? { ...task, pendingExtension: null } : task;
  const asked = request ? (decideOnExtension(free, request, facts) ?? stateNotFitting(task, request)) : accept();
  if ('refusal' in asked) return asked;
  const decided = decideOnExtension(evolved(free, asked.events), approval, facts) ?? stateNotFitting(task, approval);
  return 'refusal' in decided ? decided : accept(...asked.events, ...decided.events);
}
