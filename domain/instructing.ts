import type { Decision } from './decision.ts';
import { accept, refuse } from './decision.ts';
import { bare } from './empty-phrases.ts';
import type { Facts } from './facts.ts';
import type { Instruct } from './leadership-commands.ts';
import { eventOf } from './record.ts';
import { daysFault, promisedWith, settledDays } from './requirement-version.ts';
import type { OpenTask } from './task.ts';
import { currentDueOf } from './task.ts';

/** 批示: what a leader adds to the order stands in it from then on, in his own words and beside what was asked before (R18). */
export function instruct(task: OpenTask, asked: Instruct, facts: Facts): Decision {
  const command = settledDays(task, asked, facts);
  const { text, meeting } = command;
  if (bare(text) === '') return refuse('TEXT_MISSING');
  const fault = daysFault(task, command, facts);
  if (fault) return { refusal: fault };
  const { requirement, expectedResult } = task.assignment;
  const version = (task.requirementVersion ?? 1) + 1;
  const before = { requirement, expectedResult, due: currentDueOf(task) };
  const wording = { requirement: withInstruction(requirement, text), expectedResult };
  return accept(eventOf('instructionGiven', { text, version, before, ...wording, ...promisedWith(task, command), ...(meeting && { meeting }) }, facts));
}

/** A draft may ask for nothing yet. */
const withInstruction = (requirement: string, text: string): string => `${requirement}${requirement === '' ? '' : '；'}批示：${text}`;
