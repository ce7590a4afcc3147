import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Period } from '../../domain/policy-faults.ts';
import { periods, policyFaults } from '../../domain/policy-faults.ts';
import type { Policy } from '../../domain/policy.ts';
import { firstPolicy } from '../../domain/policy.ts';

const fields = (policy: Policy): readonly string[] => policyFaults(policy).map(({ field }) => field);

describe('a policy becomes a version only without a fault', () => {
  test('the one that duban brings has none', () => {
    expect(policyFaults(firstPolicy)).toEqual([]);
  });

  test('every period is a whole number of working days', () => {
    fc.assert(
      fc.property(fc.constantFrom(...periods), fc.constantFrom(-1, 0.5, 251, Number.NaN, Number.MAX_SAFE_INTEGER), (period, days) => {
        expect(fields({ ...firstPolicy, [period]: days })).toEqual([period]);
      }),
    );
  });

  test('nobody is asked to act within no day; to be warned or to be late by none is a rule', () => {
    const without = periods.filter((period: Period) => fields({ ...firstPolicy, [period]: 0 }).length === 0);

    expect(without).toEqual(['warningWorkingDays', 'lateEntryWorkingDays']);
  });

  test('a fault says where, what came and what was expected, and all are said at once', () => {
    expect(policyFaults({ ...firstPolicy, signWorkingDays: -2, warningWorkingDays: 300 })).toEqual([
      { field: 'signWorkingDays', value: -2, expected: '1 至 250 的整数（工作日）' },
      { field: 'warningWorkingDays', value: 300, expected: '0 至 250 的整数（工作日）' },
    ]);
  });

  test('a group of rules that is absent has none, one that is there is looked at', () => {
    expect(fields({ ...firstPolicy, extension: { mostTimes: 0, decisionWorkingDays: 3 } })).toEqual([]);
    expect(fields({ ...firstPolicy, incorporation: { workingDays: 5 } })).toEqual([]);
    expect(fields({ ...firstPolicy, incorporation: { workingDays: 0 } })).toEqual(['incorporation.workingDays']);
    expect(fields({ ...firstPolicy, answers: { workingDays: 10, packets: 2 } })).toEqual([]);
    expect(fields({ ...firstPolicy, answers: { workingDays: 0, packets: 0 } })).toEqual(['answers.workingDays', 'answers.packets']);
    expect(fields({ ...firstPolicy, extension: { mostTimes: 11, decisionWorkingDays: 0 } })).toEqual(['extension.mostTimes', 'extension.decisionWorkingDays']);
  });

  test.for(['', 'policy 2', '规则/2', 'a\u0007', '长'.repeat(41)])('“%s” is no name of a version', (version) => {
    expect(fields({ ...firstPolicy, version })).toEqual(['version']);
  });

  test('a Chinese name of forty characters is', () => {
    expect(fields({ ...firstPolicy, version: '长'.repeat(40) })).toEqual([]);
  });
});
