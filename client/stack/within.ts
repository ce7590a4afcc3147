import { setTimeout as pause } from 'node:timers/promises';

/** The promise, or a failure after the limit. */
export async function within<Value>(limitMs: number, promise: Promise<Value>): Promise<Value> {
  const timer = new AbortController();
  const tooLate = pause(limitMs, undefined, { signal: timer.signal }).then(() => {
    throw new Error(`${limitMs / 1000} 秒内没有应答`);
  });
  try {
    return await Promise.race([promise, tooLate]);
  } finally {
    tooLate.catch(() => undefined);
    timer.abort();
  }
}
