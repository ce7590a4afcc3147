import { readFileSync } from 'node:fs';
import { writeFileAtomically } from './atomic-file.ts';
import type { HomePaths } from './duban-home.ts';
import { isGoneWithin, isRunning, send } from './known-process.ts';
import type { KnownProcess } from './known-process.ts';

/** In the order in which they are stopped: nobody loses the server that it still talks to. */
export const serverRoles = ['worker', 'temporal', 'postgres'] as const;
export type ServerRole = (typeof serverRoles)[number];

type Register = Partial<Record<ServerRole, KnownProcess>>;

/** How each is asked to stop, and how long it may take: the worker finishes a notice that it is sending (65 s). PostgreSQL's SIGINT is its "fast shutdown": it does not wait for clients. */
const stopping: Readonly<Record<ServerRole, { readonly signal: NodeJS.Signals; readonly limitMs: number }>> = {
  worker: { signal: 'SIGTERM', limitMs: 70_000 },
  temporal: { signal: 'SIGTERM', limitMs: 10_000 },
  postgres: { signal: 'SIGINT', limitMs: 15_000 },
};

/** Written at the moment a process starts, so that a killed `up` never leaves an orphan that nobody knows. */
export function recordServer(paths: HomePaths, role: ServerRole, known: KnownProcess): void {
  const register = { ...readRegister(paths), [role]: known };
  ours.set(paths.processes, register);
  writeFileAtomically(paths.processes, `${JSON.stringify(register, null, 2)}\n`);
}

export function runningServer(paths: HomePaths, role: ServerRole): KnownProcess | null {
  const known = readRegister(paths)[role];
  return known !== undefined && isRunning(known) ? known : null;
}

/** Stops whatever of the stack still runs and says which it was. */
export async function stopServers(paths: HomePaths, { now = () => false }: { readonly now?: () => boolean } = {}): Promise<ServerRole[]> {
  const stopped: ServerRole[] = [];
  for (const role of serverRoles) {
    const known = runningServer(paths, role);
    if (known === null) continue;
    await stopServer(role, known, now);
    stopped.push(role);
  }
  return stopped;
}

/** `now` turns true when somebody is tired of waiting (a second Ctrl-C). */
export async function stopServer(role: ServerRole, known: KnownProcess, now: () => boolean = () => false): Promise<void> {
  const { signal, limitMs } = stopping[role];
  if (!now()) send(known, signal);
  const giveUpAt = Date.now() + limitMs;
  while (!now() && Date.now() < giveUpAt) {
    if (await isGoneWithin(known, 100)) return;
  }
  send(known, 'SIGKILL');
  await isGoneWithin(known, 5_000);
}

/** What this very process has started is known even after somebody has deleted the home under it. */
const ours = new Map<string, Register>();

function readRegister(paths: HomePaths): Register {
  const started = ours.get(paths.processes);
  if (started !== undefined) return started;
  try {
    return JSON.parse(readFileSync(paths.processes, 'utf8')) as Register;
  } catch {
    return {};
  }
}
