import type { TaskCommand } from './commands.ts';

/** 并入 (t16) in two acts, one for each of the two tasks, so that each has its own journal: first the survivor takes over, then the other one ends. Back in the other order: nothing is without a task in between. */
export type MergingCommand = Absorb | Merge | Unmerge | Release;

const types: Readonly<Record<MergingCommand['type'], true>> = { absorb: true, merge: true, unmerge: true, release: true };

export const isMergingCommand = (command: TaskCommand): command is MergingCommand => Object.hasOwn(types, command.type);

/** 承接: the survivor takes over what another task has to do. */
export interface Absorb {
  readonly type: 'absorb';
  /** `2019/改-13`, which is to end in this one. */
  readonly task: string;
  readonly reason: string;
}

/** 并入: the task ends in the survivor that has taken it over. */
export interface Merge {
  readonly type: 'merge';
  /** `2019/改-12`. */
  readonly into: string;
  readonly reason: string;
}

/** 撤销并入: the task stands on its own again, as it was. */
export interface Unmerge {
  readonly type: 'unmerge';
  /** The survivor; absent where the task was never merged, and is refused for that. */
  readonly from?: string;
  readonly reason: string;
}

/** 解除承接: the survivor gives back what it had taken over. */
export interface Release {
  readonly type: 'release';
  readonly task: string;
  readonly reason: string;
}

/** The other of the two tasks, which the decision must know too. */
export function otherTaskOf(command: TaskCommand): string | null {
  if (!isMergingCommand(command)) return null;
  if (command.type === 'merge') return command.into;
  return command.type === 'unmerge' ? (command.from ?? null) : command.task;
}
