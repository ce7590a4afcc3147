import { describe, expect, test } from 'vitest';
import { policyFaults } from '../../domain/policy-faults.ts';
import { firstPolicy } from '../../domain/policy.ts';
import { remindersIn } from '../../domain/reminder-policy.ts';

const usual = remindersIn(firstPolicy);
const faultsOf = (parts: object) => policyFaults({ ...firstPolicy, reminders: { ...usual, ...parts } });

describe('the ladders of reminders in a policy', () => {
  test('are those of domain.md 2.6, where it says nothing', () => {
    expect(usual).toEqual({
      dueWorkingDays: { firstHalf: [30, 10, 3, 0], yearEnd: [60, 30, 10, 3, 0], longTerm: [20, 5, 0] },
      milestoneWorkingDays: [20, 5, 0],
      clockWorkingDays: [1],
    });
    expect(faultsOf({})).toEqual([]);
  });

  test('may be empty: nobody is reminded then', () => {
    expect(faultsOf({ milestoneWorkingDays: [], clockWorkingDays: [] })).toEqual([]);
  });

  test.for([
    ['unordered', [3, 10]],
    ['of one day twice', [3, 3]],
    ['after the day', [3, -1]],
    ['in parts of days', [2.5]],
    ['more than a year ahead', [251]],
    ['longer than anybody reads', Array.from({ length: 11 }, (_, index) => 20 - index)],
  ] as const)('may not be %s', ([, ladder]) => {
    expect(faultsOf({ clockWorkingDays: ladder })).toEqual([
      { field: 'reminders.clockWorkingDays', value: ladder, expected: '至多 10 个由大到小的整数，0 至 250（工作日）' },
    ]);
    expect(faultsOf({ dueWorkingDays: { ...usual.dueWorkingDays, longTerm: ladder } }).map(({ field }) => field)).toEqual([
      'reminders.dueWorkingDays.longTerm',
    ]);
  });
});
