import { describe, expect, test } from 'vitest';
import { cycleOfDay, isClosed, previousCutOff, reportStanding } from '../../domain/cycles.ts';

const cycles = [
  { cycle: '2019-04', cutOff: '2019-03-27', passed: true },
  { cycle: '2019-05', cutOff: '2019-04-28', passed: true },
  { cycle: '2019-06', cutOff: '2019-05-29', passed: false },
] as const;
const [april, may, june] = cycles;

describe('a report', () => {
  test('is owed since the cut-off before; in the first cycle, since a month before its own', () => {
    expect(previousCutOff(cycles, june)).toBe('2019-04-28');
    expect(previousCutOff(cycles, april)).toBe('2019-02-25');
  });

  test('is on time until the cut-off, late after it, missing where there is none, and awaited before', () => {
    expect(reportStanding('2019-04-28', may)).toBe('onTime');
    expect(reportStanding('2019-04-29', may)).toBe('late');
    expect(reportStanding(null, may)).toBe('missing');
    expect(reportStanding(null, june)).toBe('awaited');
  });

  test('belongs to the next cycle that is cut off, or to its month where no meeting says otherwise', () => {
    expect(cycleOfDay(cycles, '2019-03-27')).toBe('2019-04');
    expect(cycleOfDay(cycles, '2019-03-28')).toBe('2019-05');
    expect(cycleOfDay(cycles, '2019-05-29')).toBe('2019-06');
    expect(cycleOfDay(cycles, '2019-06-02')).toBe('2019-07');
    expect(cycleOfDay(cycles, '2019-02-25')).toBe('2019-02');
    expect(cycleOfDay([], '2019-12-31')).toBe('2019-12');
  });

  test('of the rest of a month whose cut-off has passed belongs to the month after it', () => {
    expect(cycleOfDay([{ cycle: '2019-12', cutOff: '2019-11-27', passed: true }], '2019-12-31')).toBe('2020-01');
  });

  test('belongs to the meeting after a month without one', () => {
    expect(cycleOfDay([april, { cycle: '2019-07', cutOff: '2019-06-26', passed: false }], '2019-05-10')).toBe('2019-07');
  });
});

test('a cycle is closed when the cut-off of a later one has passed', () => {
  expect(isClosed(cycles, '2019-04')).toBe(true);
  expect(isClosed(cycles, '2019-05')).toBe(false);
  expect(isClosed(cycles, '2019-06')).toBe(false);
});
