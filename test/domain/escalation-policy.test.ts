import { describe, expect, test } from 'vitest';
import type { EscalationPolicy } from '../../domain/escalation-policy.ts';
import { escalationFaults, firstEscalation } from '../../domain/escalation-policy.ts';
import { policyFaults } from '../../domain/policy-faults.ts';
import { firstPolicy } from '../../domain/policy.ts';

const proposed = (parts: object): EscalationPolicy => ({ ...firstEscalation, ...parts });

describe('the numbers of the ladder in a policy', () => {
  const fieldsAtFault = (parts: Readonly<Record<string, unknown>>): readonly string[] =>
    escalationFaults(proposed(parts)).map(({ field }) => field.replace('escalation.', ''));

  test('as they are at first have no fault', () => {
    expect(escalationFaults(firstEscalation)).toEqual([]);
  });

  test.for<[string, Readonly<Record<string, unknown>>]>([
    ['unordered', { stepsWorkingDays: [1, 5, 3, 10] }],
    ['of one day twice', { stepsWorkingDays: [1, 3, 3, 10] }],
    ['on the day itself', { stepsWorkingDays: [0, 3, 5, 10] }],
    ['for three levels', { stepsWorkingDays: [1, 3, 5] }],
    ['for five levels', { stepsWorkingDays: [1, 3, 5, 10, 15] }],
    ['in parts of days', { stepsWorkingDays: [1, 2.5, 5, 10] }],
    ['that are no numbers', { stepsWorkingDays: ['1', '3', '5', '10'] }],
    ['that are no list', { stepsWorkingDays: 3 }],
  ])('may have no steps %s', ([, parts]) => {
    expect(fieldsAtFault(parts)).toEqual(['stepsWorkingDays']);
  });

  test.for<[string, Readonly<Record<string, unknown>>]>([
    ['milestoneStepsWorkingDays', { milestoneStepsWorkingDays: [5, 20, 15, 10] }],
    ['formalityLevels', { formalityLevels: 0 }],
    ['formalityLevels', { formalityLevels: 5 }],
    ['repeats', { repeats: 4 }],
    ['repeats', { repeats: -1 }],
    ['repeats', { repeats: 1.5 }],
    ['acknowledgementMostWorkingDays', { acknowledgementMostWorkingDays: 11 }],
    ['acknowledgementMostWorkingDays', { acknowledgementMostWorkingDays: undefined }],
  ])('name what is wrong: %s', ([field, parts]) => {
    expect(fieldsAtFault(parts)).toEqual([field]);
  });

  test('say what came and what was expected, every fault at once', () => {
    expect(escalationFaults({ ...firstEscalation, stepsWorkingDays: [3, 1, 5, 10], repeats: 9 })).toEqual([
      { field: 'escalation.stepsWorkingDays', value: [3, 1, 5, 10], expected: '4 个由小到大的正整数' },
      { field: 'escalation.repeats', value: 9, expected: '0 到 3 的整数' },
    ]);
  });

  test('are looked at before a policy becomes a version', () => {
    const policy = { ...firstPolicy, escalation: { ...firstEscalation, stepsWorkingDays: [1, 5, 3, 10] } };

    expect(policyFaults(policy).map(({ field }) => field)).toEqual(['escalation.stepsWorkingDays']);
    expect(policyFaults({ ...firstPolicy, escalation: firstEscalation })).toEqual([]);
  });
});
