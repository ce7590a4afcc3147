import { dateOf } from './dates.ts';
import type { Decision } from './decision.ts';
import { accept, refuse } from './decision.ts';
import type { Facts } from './facts.ts';
import { stepsUnder } from './ladder.ts';
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
  const clocks = clocksUnder(task, facts.policyNamed, facts);
  const ladder = task.ladder && { steps: stepsUnder(task.ladder, dateOf(facts.now), { ...facts, policy: facts.policyNamed }) };
  return accept(eventOf('policyMoved', { from: task.policyVersion, to, reason, clocks, ...ladder }, facts));
}
