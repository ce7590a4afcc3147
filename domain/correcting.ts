import type { Correct } from './commands.ts';
import type { Decision } from './decision.ts';
import { accept, refuse } from './decision.ts';
import { bare } from './empty-phrases.ts';
import type { EntryCorrected } from './events.ts';
import type { Facts, JournalEntry } from './facts.ts';
import { eventOf } from './record.ts';
import type { Task } from './task.ts';
import { fullNumberOf } from './task.ts';

/** 更正: what should have been said is appended; the entry itself is never touched (R30). */

/** Texts of people. Dates, names and decisions change only by acts of their own. */
const correctableFields = [
  'reason',
  'progress',
  'intention',
  'problems',
  'action',
  'result',
  'effect',
  'basis',
  'finding',
  'text',
  'opinion',
  'decision',
] as const;

export function correct(task: Task, { seq, field, text }: Correct, facts: Facts): Decision {
  const { entry } = facts;
  if (!entry) return refuse('ENTRY_NOT_FOUND', { number: fullNumberOf(task), seq });
  const oldText = textOf(entry, field);
  if (oldText === null) return refuse('FIELD_NOT_CORRECTABLE', { seq, field, fields: correctableFields.filter((name) => textOf(entry, name) !== null) });
  if (bare(text) === '') return refuse('TEXT_MISSING');
  if (text === oldText) return refuse('NOTHING_TO_CORRECT', { seq, field });
  const { type, at } = entry.event;
  return accept(eventOf('entryCorrected', { seq, entry: type, entryAt: at, field, oldText, newText: text }, facts));
}

/** As it reads today, after earlier corrections. */
function textOf({ event, corrections }: JournalEntry, field: string): string | null {
  const said = correctableFields.some((name) => name === field) ? (event as unknown as Readonly<Record<string, unknown>>)[field] : null;
  const last = corrections.findLast((correction: EntryCorrected) => correction.field === field);
  return typeof said === 'string' ? (last?.newText ?? said) : null;
}
