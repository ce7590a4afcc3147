import type { Decision } from './decision.ts';
import { accept, refuse } from './decision.ts';
import type { Facts } from './facts.ts';
import { clocksUnder } from './policy-clocks.ts';
import type { MovePolicy } from './policy-commands.ts';
import { eventOf } from './record.ts';
import type { OpenTask } from './task.ts';
import { fullNumberOf } from './task.ts';

/** 调整适用规则 (R14): a task keeps the version of the policy that it began with until somebody moves it, with a reason. */
export function movePolicy(task: OpenTask, { to, reason }: MovePolicy, facts: Facts): Decision {
  if (reason.trim() === '') return refuse('REASON_MISSING');
  if (!facts.policyNamed) return refuse('POLICY_NOT_FOUND', { version: to });
  if (to === task.policyVersion) return refuse('POLICY_APPLIES_ALREADY', { number: fullNumberOf(task), version: to });
  return accept(eventOf('policyMoved', { from: task.policyVersion, to, reason, clocks: clocksUnder(task, facts.policyNamed, facts) }, facts));
}
