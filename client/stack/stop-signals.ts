export interface StopSignals {
  /** Aborted by the first Ctrl-C, SIGTERM or closed terminal. */
  readonly interrupted: AbortSignal;
  /** True from the second on. */
  readonly impatient: () => boolean;
}

export function stopOnSignals(announce: (line: string) => void): StopSignals {
  const interruption = new AbortController();
  let received = 0;
  const stop = (): void => {
    received++;
    if (received === 1) announce('stopping; once more to force it');
    interruption.abort();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  // Started by `up --detach`: if that one is killed before we are ready, nobody waits for us.
  process.once('disconnect', stop);
  return { interrupted: interruption.signal, impatient: () => received > 1 };
}
