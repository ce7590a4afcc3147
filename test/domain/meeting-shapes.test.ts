import { describe, expect, test } from 'vitest';
import { firstMeetingPolicy } from '../../domain/meeting-policy.ts';
import { humanMeetingCommandTypes, meetingCommandTypes, meetingShapeFaults } from '../../domain/meeting-shapes.ts';
import { policyFaults } from '../../domain/policy-faults.ts';
import { firstPolicy } from '../../domain/policy.ts';

const faultyFields = (command: unknown) => meetingShapeFaults(command).map(({ field }) => field);

describe('the shape of a command on meetings', () => {
  test('is that of its type, no part more and none less', () => {
    expect(faultyFields({ type: 'scheduleMeeting', date: '2019-05-05', meetingType: '党组会', topic: '听取汇报' })).toEqual([]);
    expect(faultyFields({ type: 'scheduleMeeting', date: '2019-05-32', meetingType: '办公会', topic: '听取汇报', place: '会议室' })).toEqual([
      'date',
      'meetingType',
      'place',
    ]);
    expect(faultyFields({ type: 'tellMissing', cycle: '2019-05', tasks: -1 })).toEqual(['tasks']);
  });

  test('of what is no command is not looked at', () => {
    for (const nothing of [null, undefined, {}, { type: 'urge', reason: '' }]) expect(faultyFields(nothing)).toEqual(['type']);
  });

  test('people have all of them but what time does', () => {
    expect(meetingCommandTypes.filter((type) => !humanMeetingCommandTypes.some((human) => human === type))).toEqual(['passCutOff', 'tellMissing']);
  });
});

describe('the numbers of meetings in a policy', () => {
  const faultsOf = (parts: object) => policyFaults({ ...firstPolicy, meetings: { ...firstMeetingPolicy, ...parts } }).map(({ field }) => field);

  test('may be those that hold without one', () => {
    expect(faultsOf({})).toEqual([]);
    expect(faultsOf({ reminderWorkingDays: [], missingStepsWorkingDays: [1, 3, 5, 10] })).toEqual([]);
  });

  test('are whole, and in their order', () => {
    expect(faultsOf({ cutOffWorkingDays: 0, gateWorkingDays: 2.5 })).toEqual(['meetings.cutOffWorkingDays', 'meetings.gateWorkingDays']);
    for (const reminderWorkingDays of [[1, 5], [5, 5], [0], ['5'], [6, 5, 4, 3, 2, 1], 5])
      expect(faultsOf({ reminderWorkingDays })).toEqual(['meetings.reminderWorkingDays']);
    for (const missingStepsWorkingDays of [
      [3, 1],
      [1, 2, 3, 4, 5],
    ])
      expect(faultsOf({ missingStepsWorkingDays })).toEqual(['meetings.missingStepsWorkingDays']);
  });
});
