import type { TaskCommand } from './commands.ts';
import type { PaperStep } from './papers.ts';

/** What people say of the papers of the ladder before they leave, and of what it, or a gate hearing, proposes for the agenda. */
export type PaperCommand = SignPaper | HoldPaper | ReleasePaper | AcceptAgendaItem | DeclineAgendaItem;

const types: Readonly<Record<PaperCommand['type'], true>> = {
  signPaper: true,
  holdPaper: true,
  releasePaper: true,
  acceptAgendaItem: true,
  declineAgendaItem: true,
};

export const isPaperCommand = (command: TaskCommand): command is PaperCommand => Object.hasOwn(types, command.type);

export interface SignPaper extends PaperStep {
  readonly type: 'signPaper';
}

export interface HoldPaper extends PaperStep {
  readonly type: 'holdPaper';
  readonly reason: string;
}

export interface ReleasePaper extends PaperStep {
  readonly type: 'releasePaper';
}

export interface AcceptAgendaItem {
  readonly type: 'acceptAgendaItem';
  /** At which it comes up; the next one if it is left out. */
  readonly meeting?: string;
}

export interface DeclineAgendaItem {
  readonly type: 'declineAgendaItem';
  readonly reason: string;
}
