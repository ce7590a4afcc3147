import { describe, expect, test } from 'vitest';
import type { BulkActType, PlaceInBulk } from '../../domain/bulk-acts.ts';
import { placeInBulk } from '../../domain/bulk-acts.ts';
import type { TaskState } from '../../domain/task.ts';
import { anEvent, historyOf, taskAfter } from '../support/events.ts';

const placeOf = (act: BulkActType, state: TaskState): PlaceInBulk => placeInBulk(act, taskAfter(historyOf(state)));

describe('what is said once of everything that a department leads', () => {
  test.each<[TaskState, PlaceInBulk]>([
    ['registered', 'passedOver'],
    ['issued', 'meant'],
    ['received', 'already'],
    ['inProgress', 'already'],
    ['closureReview', 'already'],
    ['suspended', 'already'],
    ['struckOff', 'already'],
  ])('签收: a task that is %s is %s', (state, place) => {
    expect(placeOf('receive', state)).toBe(place);
  });

  test.each<[TaskState, PlaceInBulk]>([
    ['registered', 'passedOver'],
    ['issued', 'meant'],
    ['received', 'meant'],
    ['inProgress', 'meant'],
    ['closureReview', 'passedOver'],
    ['verifying', 'passedOver'],
    ['suspended', 'passedOver'],
    ['struckOff', 'passedOver'],
    ['terminated', 'passedOver'],
  ])('催办: a task that is %s is %s', (state, place) => {
    expect(placeOf('urge', state)).toBe(place);
  });

  test('nobody is urged for what waits to be approved by others', () => {
    expect(placeInBulk('urge', taskAfter([...historyOf('received'), anEvent('measuresSubmitted')]))).toBe('passedOver');
  });
});
