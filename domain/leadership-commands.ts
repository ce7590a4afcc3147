import type { TaskCommand } from './commands.ts';
import type { DateText, DepartmentCode, Milestone, PersonId } from './values.ts';

/** What the leadership has to say to a task, at a meeting or between two. */
export type LeadershipCommand = Instruct | AnswerSuggestion;

const types: Readonly<Record<LeadershipCommand['type'], true>> = { instruct: true, answerSuggestion: true };

export const isLeadershipCommand = (command: TaskCommand): command is LeadershipCommand => Object.hasOwn(types, command.type);

/** 批示: the requirement has another version from then on. */
export interface Instruct {
  readonly type: 'instruct';
  /** In the leader's own words. */
  readonly text: string;
  /** An earlier one; a later day needs an extension. */
  readonly due?: DateText;
  /** All of the task's; needed where some that stand would come after the new due day. */
  readonly milestones?: readonly Milestone[];
  /** At which it was given (R1). */
  readonly meeting?: string;
}

/** 采纳, 不采纳, 转办. */
export const answerNames = { accepted: '采纳', declined: '不采纳', referred: '转办' } as const;

export type Answer = keyof typeof answerNames;

export const answers = Object.keys(answerNames) as readonly Answer[];

/** 答复建议 (R43). */
export interface AnswerSuggestion {
  readonly type: 'answerSuggestion';
  /** `3-1`, as the report has it. */
  readonly suggestion: string;
  readonly answer: Answer;
  /** Whoever declines, says why. */
  readonly reason?: string;
  /** 转办: to a department, or to a person. */
  readonly department?: DepartmentCode;
  readonly person?: PersonId;
  /** By which what is accepted or referred is to be seen to. */
  readonly due?: DateText;
  readonly meeting?: string;
}
