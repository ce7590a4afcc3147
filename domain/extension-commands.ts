import type { TaskCommand } from './commands.ts';
import type { DateText, Milestone } from './values.ts';

/** What is asked for where a due day is to move. */
export type ExtensionCommand = RequestExtension | ReviewExtension | DecideExtension | SetDue;

const types: Readonly<Record<ExtensionCommand['type'], true>> = { requestExtension: true, reviewExtension: true, decideExtension: true, setDue: true };

export const isExtensionCommand = (command: TaskCommand): command is ExtensionCommand => Object.hasOwn(types, command.type);

/** 延期申请 (t9): by the lead, while the due day has not passed. */
export interface RequestExtension {
  readonly type: 'requestExtension';
  readonly to: DateText;
  readonly reason: string;
  readonly progress: string;
  /** For the time that is added; a 长线 task needs one for each year that it newly reaches (R24). */
  readonly milestones?: readonly Milestone[];
}

/** 审核: what the supervision unit says to it. The leader need not wait for it. */
export interface ReviewExtension {
  readonly type: 'reviewExtension';
  readonly opinion: string;
  readonly supports: boolean;
}

export interface DecideExtension {
  readonly type: 'decideExtension';
  readonly approved: boolean;
  readonly reason: string;
}

/** 重定时限: the leader's new date for a task that is late. */
export interface SetDue {
  readonly type: 'setDue';
  readonly to: DateText;
  readonly reason: string;
  readonly milestones?: readonly Milestone[];
}
