import { setTimeout as pause } from 'node:timers/promises';

/** Lets so many begin in a second, evenly, however many wait. */
export function turnTaker(perSecond: number): () => Promise<void> {
  const apartMs = 1_000 / perSecond;
  let nextAtMs = 0;
  return async () => {
    const nowMs = Date.now();
    const atMs = Math.max(nowMs, nextAtMs);
    nextAtMs = atMs + apartMs;
    if (atMs > nowMs) await pause(atMs - nowMs);
  };
}
