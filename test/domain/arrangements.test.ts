import { expect, test } from 'vitest';
import { isArranged, unarrangedStates } from '../../domain/arrangements.ts';

test('the arrangements of a task are ready once its measures were approved; what ended undone is not asked', () => {
  expect(unarrangedStates).toEqual(['registered', 'issued', 'received']);
  for (const state of ['inProgress', 'closureReview', 'verifying', 'suspended', 'struckOff'] as const) expect(isArranged(state)).toBe(true);
  for (const state of ['terminated', 'merged'] as const) expect(isArranged(state)).toBeNull();
});
