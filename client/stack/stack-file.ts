import { readFileSync, rmSync } from 'node:fs';
import { writeFileAtomically } from './atomic-file.ts';
import type { HomePaths } from './duban-home.ts';
import { runningServer } from './process-register.ts';

/** Other programs read this shape: fields may be added, none renamed. */
export interface StackFile {
  readonly pids: { readonly up: number; readonly temporal: number; readonly postgres: number; readonly worker: number };
  readonly address: string;
  readonly uiUrl: string;
  /** The role duban_app: what every command uses. */
  readonly databaseUrl: string;
  /** The role duban_owner: what migrates. */
  readonly ownerUrl: string;
  readonly namespace: string;
  /** Null in real time. `startedAt` is what the stack's clock showed when this `up` began. */
  readonly clock: null | { readonly rehearsal: true; readonly startedAt: string };
}

export function writeStackFile(paths: HomePaths, stack: StackFile): void {
  writeFileAtomically(paths.stackFile, `${JSON.stringify(stack, null, 2)}\n`);
}

export function removeStackFile(paths: HomePaths): void {
  rmSync(paths.stackFile, { force: true });
}

export type StackState =
  | { readonly state: 'none' }
  | { readonly state: 'stale'; readonly stack: StackFile | null }
  | { readonly state: 'running'; readonly stack: StackFile };

/** Running as long as both servers live, even if `up` was killed: they go on answering. A number that now belongs to a stranger counts as gone. */
export function readStack(paths: HomePaths): StackState {
  let text: string;
  try {
    text = readFileSync(paths.stackFile, 'utf8');
  } catch {
    return { state: 'none' };
  }
  const stack = parse(text);
  if (stack === null) return { state: 'stale', stack };
  const lives = (['temporal', 'postgres'] as const).every((role) => runningServer(paths, role)?.pid === stack.pids[role]);
  return lives ? { state: 'running', stack } : { state: 'stale', stack };
}

function parse(text: string): StackFile | null {
  try {
    const stack = JSON.parse(text) as Partial<StackFile> | null;
    const complete = stack !== null && typeof stack === 'object' && stack.pids && stack.address && stack.databaseUrl && stack.namespace;
    return complete ? (stack as StackFile) : null;
  } catch {
    return null;
  }
}
