import type { TaskCommand } from './commands.ts';
import type { DateText } from './values.ts';

/** What people ask for on the ladder; its steps the clock climbs by itself. */
export type LadderCommand = Escalate | Acknowledge;

const types: Readonly<Record<LadderCommand['type'], true>> = { escalate: true, acknowledge: true };

export const isLadderCommand = (command: TaskCommand): command is LadderCommand => Object.hasOwn(types, command.type);

export interface Escalate {
  readonly type: 'escalate';
  readonly reason: string;
  /** 1 to 4; one above the present level if it is left out. */
  readonly level?: number;
}

/** By somebody whom a step has reached: the ladder stops until that day, and goes on if nothing happens by then. */
export interface Acknowledge {
  readonly type: 'acknowledge';
  readonly until: DateText;
  /** What will be done about it. */
  readonly text?: string;
}
