import { expect, test } from 'vitest';
import { turnTaker } from '../../client/turn-taker.ts';

test('turns come one after the other at the pace that was said, however many wait at once', async () => {
  const turn = turnTaker(50);
  const beganMs = Date.now();
  const endsMs: number[] = [];

  await Promise.all(
    Array.from({ length: 6 }, async () => {
      await turn();
      endsMs.push(Date.now() - beganMs);
    }),
  );

  // A timer may be a millisecond early.
  expect(endsMs.map((endMs, index) => endMs >= index * 20 - 2)).toEqual([true, true, true, true, true, true]);
});
