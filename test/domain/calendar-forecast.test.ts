import { describe, expect, test } from 'vitest';
import { foreseeCalendar } from '../../domain/calendar-forecast.ts';
import { withOverlay } from '../../domain/calendar-overlay.ts';
import type { TaskEvent } from '../../domain/events.ts';
import { fold } from '../../domain/evolve.ts';
import { forecastWithReminders } from '../../domain/forecast.ts';
import { calendarOf2019 } from '../support/calendars.ts';
import { aCommand, facts, shanghai } from '../support/commands.ts';
import { anAssignment, historyOf, taskAfter } from '../support/events.ts';
import { given } from '../support/given.ts';
import { anOverlay, calendarInForce, rest } from '../support/overlays.ts';

const at = shanghai('2019-02-13', '09:00');
const foresee = (events: readonly TaskEvent[], calendar = calendarInForce) => foreseeCalendar(taskAfter(events), calendar, facts({ now: at }));

describe('what another calendar would change, if nobody acted', () => {
  test('is the date that moves, and the ladder that would follow it', () => {
    const { dates, moves } = foresee(historyOf('issued'));

    expect(dates).toEqual([{ kind: 'sign', from: '2019-02-14', to: '2019-02-15' }]);
    expect(moves.slice(0, 3)).toEqual([
      { what: 'sign 2019-02-14', name: '签收届满', from: '2019-02-14', to: '2019-02-15' },
      { what: 'escalation sign 2019-02-14 1.0', name: '升级第 1 级', from: '2019-02-15', to: '2019-02-18' },
      { what: 'escalation sign 2019-02-14 2.0', name: '升级第 2 级', from: '2019-02-19', to: '2019-02-20' },
    ]);
  });

  test('is what is still to be counted, where no date that stands would move', () => {
    const calendar = withOverlay(calendarOf2019, anOverlay({ days: [rest('2019-06-27'), rest('2019-07-02')] }));
    const { dates, moves } = foresee(historyOf('inProgress', { assignment: anAssignment({ milestones: [] }) }), calendar);

    expect(dates).toEqual([]);
    expect(moves.filter(({ what }) => ['yellow', 'reminder due 3', 'escalation due 2.0'].includes(what))).toEqual([
      { what: 'yellow', name: '时限黄灯', from: '2019-06-14', to: '2019-06-13' },
      { what: 'reminder due 3', name: '提醒完成时限（提前 3 个工作日）', from: '2019-06-26', to: '2019-06-25' },
      { what: 'escalation due 2.0', name: '升级第 2 级', from: '2019-07-03', to: '2019-07-04' },
    ]);
  });

  test('is nothing for a draft', () => {
    expect(foresee(historyOf('registered'))).toEqual({ dates: [], moves: [] });
  });

  test('comes about: once it is reprojected, time does to the task what was foreseen', () => {
    const before = historyOf('issued');
    const { decision } = given(before).when(aCommand('reproject'), { at });
    const reprojected = fold('events' in decision ? decision.events : [], taskAfter(before));

    const { moves } = foresee(before);

    expect(reprojected).not.toBeNull();
    const coming = forecastWithReminders(reprojected ?? taskAfter(before), facts({ now: at, calendar: calendarInForce }));
    expect(coming.map(({ name, date }) => `${name} ${date}`)).toEqual(expect.arrayContaining(moves.map(({ name, to }) => `${name} ${to}`)));
  });
});
