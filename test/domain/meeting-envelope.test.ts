import { expect, test } from 'vitest';
import { standingOf } from '../../domain/meeting-envelope.ts';
import { evolveMeetings, noMeetings } from '../../domain/meetings.ts';
import { shanghai } from '../support/commands.ts';

test('whoever waits for cut-offs is told the next, whose missing are untold, and how the meetings look', () => {
  const scheduled = {
    type: 'meetingScheduled',
    at: shanghai('2019-04-02', '09:00'),
    by: 'P1',
    office: 'SPP',
    meetingType: '党组会',
    topic: '听取汇报',
  } as const;
  const events = [
    { ...scheduled, meeting: 'SPP-2019-04-03', date: '2019-04-03', cutOff: null, reminders: [] },
    { ...scheduled, meeting: 'SPP-2019-05-05', date: '2019-05-05', cutOff: '2019-04-28', reminders: [] },
  ];

  expect(standingOf(noMeetings('SPP'))).toEqual({ exist: false, nextCutOffAt: null, untold: [], shown: [] });
  expect(standingOf(events.reduce(evolveMeetings, noMeetings('SPP')))).toEqual({
    exist: true,
    nextCutOffAt: shanghai('2019-04-28', '24:00'),
    untold: [],
    shown: ['2019-04-03 党组会，已安排', '2019-05-05 党组会，已安排，报告截止 2019-04-28'],
  });
});
