import type { Report } from './commands.ts';
import { bare, isEmptyPhrase, none } from './empty-phrases.ts';
import type { Refusal } from './refusals.ts';
import { refusal } from './refusals.ts';
import type { InProgress } from './task.ts';

/** What a report says (R13): how far it is, what is intended, what stands in the way, what is suggested. None of them may be left unsaid. */
export type ReportTexts = Pick<Report, 'progress' | 'intention' | 'problems' | 'suggestions'>;

export type ReportPart = keyof ReportTexts | 'measuresDone' | 'milestonesReached';

/** What is wrong with one part. */
export interface PartFault {
  readonly part: ReportPart;
  readonly refusal: Refusal;
}

type Done = Pick<Report, 'measuresDone' | 'milestonesReached'>;

export const reportFaults = (content: ReportTexts & Done, task: InProgress): readonly PartFault[] => [...contentFaults(content), ...doneFaults(content, task)];

export function contentFaults({ progress, intention, problems, suggestions }: ReportTexts): readonly PartFault[] {
  return [
    ...faultOf('progress', progressFault(progress)),
    ...faultOf('intention', intentionFault(intention)),
    ...faultOf('problems', problems.trim() === '' ? refusal('PROBLEMS_MISSING') : null),
    ...faultOf('suggestions', suggestions.length === 0 || suggestions.some((text) => text.trim() === '') ? refusal('SUGGESTIONS_MISSING') : null),
  ];
}

/** Also of whoever asks for more time: what has been done until now. */
export function progressFault(progress: string): Refusal | null {
  if (progress.trim() === '') return refusal('PROGRESS_MISSING');
  return isEmptyPhrase(progress) ? refusal('PROGRESS_EMPTY', { text: progress.trim() }) : null;
}

function intentionFault(intention: string): Refusal | null {
  if (intention.trim() === '') return refusal('INTENTION_MISSING');
  return isEmptyPhrase(intention) ? refusal('PROGRESS_EMPTY', { text: intention.trim() }) : null;
}

function doneFaults({ measuresDone = [], milestonesReached = [] }: Done, { measures, assignment }: InProgress): readonly PartFault[] {
  const unknownMeasures = measuresDone.filter((id) => !measures.some((known) => known.id === id));
  const unknownDays = milestonesReached.filter((day) => !assignment.milestones.some((known) => known.date === day));
  return [
    ...unknownMeasures.map((measure): PartFault => ({ part: 'measuresDone', refusal: refusal('MEASURE_UNKNOWN', { measure }) })),
    ...unknownDays.map((date): PartFault => ({ part: 'milestonesReached', refusal: refusal('MILESTONE_UNKNOWN', { date }) })),
  ];
}

const faultOf = (part: ReportPart, fault: Refusal | null): readonly PartFault[] => (fault ? [{ part, refusal: fault }] : []);

/** 无 is said, and suggests nothing. */
export const realSuggestions = (suggestions: readonly string[]): readonly string[] => suggestions.filter((text) => bare(text) !== none);
