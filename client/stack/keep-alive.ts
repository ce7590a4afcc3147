import { setTimeout as pause } from 'node:timers/promises';
import type { KnownProcess } from './known-process.ts';
import type { ServerRole } from './process-register.ts';

export interface Guarded {
  readonly role: ServerRole;
  /** Resolves with how it ended. */
  readonly ended: Promise<string>;
  readonly restart: () => Promise<{ readonly known: KnownProcess; readonly ended: Promise<string> }>;
}

interface Watch {
  readonly announce: (line: string) => void;
  readonly restarted: (role: ServerRole, known: KnownProcess) => void;
  readonly interrupted: AbortSignal;
}

const firstBackOffMs = 250;
const longestBackOffMs = 30_000;
/** Whatever ran as long as this has recovered: the next end is a new story. */
const recoveredAfterMs = 60_000;

/** Starts again what dies, each on its own, until interrupted. */
export async function keepAlive(guarded: readonly Guarded[], watch: Watch): Promise<void> {
  // The children are detached and promises keep no process alive.
  const pulse = setInterval(() => undefined, 60_000);
  try {
    await Promise.all(guarded.map((one) => guard(one, watch)));
  } finally {
    clearInterval(pulse);
  }
}

async function guard({ role, ended: firstEnd, restart }: Guarded, { announce, restarted, interrupted }: Watch): Promise<void> {
  const over = whenAborted(interrupted);
  let ended = firstEnd;
  let startedAt = Date.now();
  let backOffMs = firstBackOffMs;
  for (;;) {
    const how = await Promise.race([ended, over]);
    if (how === null) return;
    if (Date.now() - startedAt > recoveredAfterMs) backOffMs = firstBackOffMs;
    announce(`the ${role} process is gone (${how}); starting it again in ${backOffMs} ms`);
    await Promise.race([pause(backOffMs), over]);
    backOffMs = Math.min(backOffMs * 2, longestBackOffMs);
    if (interrupted.aborted) return;
    try {
      const next = await restart();
      restarted(role, next.known);
      announce(`the ${role} process runs again (process ${next.known.pid})`);
      ({ ended } = next);
    } catch (error) {
      ended = Promise.resolve(`it could not be started: ${error instanceof Error ? error.message : String(error)}`);
    }
    startedAt = Date.now();
  }
}

function whenAborted(signal: AbortSignal): Promise<null> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve(null);
    signal.addEventListener('abort', () => resolve(null), { once: true });
  });
}
