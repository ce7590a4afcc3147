import type { TaskCommand } from './commands.ts';
import type { Facts } from './facts.ts';
import type { Refusal } from './refusals.ts';
import { refusal } from './refusals.ts';

export const meetingReferenceLimit = 80;

/** How a meeting is named where it is referred to (`党组扩大会 2019-02-12`); whether it was ever planned here is not asked, since many were held before. */
export const isMeetingReference = (text: string): boolean =>
  text.trim() === text && text !== '' && text.length <= meetingReferenceLimit && !/[\p{Cc}\p{Cs}]/u.test(text);

/** `SPP-2019-05-05`, as meetings are called here. Words name one that was held elsewhere, or before. */
export const isMeetingId = (text: string): boolean => /^[^\s\p{C}]+-\d{4}-\d{2}-\d{2}$/u.test(text);

/** The meeting that a command names by its id, as that from which a task comes, or at which something was said to it. */
export function meetingNamedBy(command: TaskCommand): string | null {
  const named = referenceIn(command);
  return named !== undefined && isMeetingId(named) ? named : null;
}

/** What a programme names is a record of what was decided: whether that meeting was planned here is not asked. */
function referenceIn(command: TaskCommand): string | undefined {
  if (command.type === 'instruct' || command.type === 'answerSuggestion' || command.type === 'acceptAgendaItem') return command.meeting;
  return command.type === 'register' && command.origin.kind === 'meeting' ? command.origin.meeting : undefined;
}

export function meetingFault(command: TaskCommand, { meetingOnRecord }: Facts): Refusal | null {
  const meeting = meetingNamedBy(command);
  return meeting === null || meetingOnRecord ? null : refusal('MEETING_NOT_FOUND', { meeting });
}
