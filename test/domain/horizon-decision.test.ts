import { describe, expect, test } from 'vitest';
import { pendingDeadlines } from '../../domain/deadlines.ts';
import { fold } from '../../domain/evolve.ts';
import { progressOf } from '../../domain/planning.ts';
import { firstPolicy } from '../../domain/policy.ts';
import type { Assignment } from '../../domain/task.ts';
import type { Milestone } from '../../domain/values.ts';
import { aCommand, shanghai } from '../support/commands.ts';
import { aMeasure, anAssignment, anEvent, aTask, historyOf } from '../support/events.ts';
import { given } from '../support/given.ts';

const on = (...dates: readonly string[]): readonly Milestone[] => dates.map((date) => ({ date, text: `${date} 的目标` }));

/** Measures are submitted; the last of them ends on 2019-04-30 unless the test says otherwise. */
const proposed = (assignment: Partial<Assignment>, { finish = '2019-04-30' } = {}) => [
  ...historyOf('received', { assignment: anAssignment(assignment) }).map((event) =>
    event.type === 'taskIssued' ? { ...event, due: assignment.due ?? event.due } : event,
  ),
  anEvent('measuresSubmitted', { measures: [aMeasure({ finish })] }),
];
const dueAtYearEnd = { due: '2019-12-31', milestones: on('2019-04-30', '2019-09-30') };
const inFebruary = { at: shanghai('2019-02-21', '09:00') };

describe('the decided horizon and the due day (R24)', () => {
  test('上半年 brings a later due day forward to 06-30; the baseline stays, and so do later milestones, should the day ever move back', () => {
    const task = given(proposed(dueAtYearEnd))
      .when(aCommand('approveMeasures', { horizon: 'firstHalf' }), inFebruary)
      .thenRecords({ type: 'measuresApproved', due: '2019-06-30' });

    expect(task).toMatchObject({ currentDue: '2019-06-30', baselineDue: '2019-12-31', assignment: { milestones: dueAtYearEnd.milestones } });
    expect(pendingDeadlines(task)).toEqual([
      { kind: 'milestone', date: '2019-04-30' },
      { kind: 'due', date: '2019-06-30' },
    ]);
  });

  test('年底前 brings one of a later year forward to 12-31', () => {
    given(proposed({ due: '2020-06-30', milestones: [] }))
      .when(aCommand('approveMeasures', { horizon: 'yearEnd' }), inFebruary)
      .thenRecords({ type: 'measuresApproved', horizon: 'yearEnd', due: '2019-12-31' });
  });

  test('an earlier due day stays: later is only by extension', () => {
    const task = given(proposed({ due: '2019-05-31' }))
      .when(aCommand('approveMeasures', { horizon: 'yearEnd' }), inFebruary)
      .thenRecords({ type: 'measuresApproved', horizon: 'yearEnd' });

    expect(task).toMatchObject({ currentDue: '2019-05-31', assignment: { milestones: [{ date: '2019-04-30' }] } });
  });

  test('where the rules settle rest days, its last day is settled like every other: 2019-06-30 is a Sunday', () => {
    const restDays = (due: 'previous' | 'next') => ({ ...firstPolicy, version: 'policy-2', restDays: { due } });
    const decide = given(proposed(dueAtYearEnd)).when;
    const command = aCommand('approveMeasures', { horizon: 'firstHalf' });

    decide(command, { ...inFebruary, policy: restDays('previous') }).thenRecords({ type: 'measuresApproved', due: '2019-06-28' });
    decide(command, { ...inFebruary, policy: restDays('next') }).thenRecords({ type: 'measuresApproved', due: '2019-07-01' });
  });

  test('a measure that ends after the new due day stands against it', () => {
    given(proposed(dueAtYearEnd, { finish: '2019-07-01' }))
      .when(aCommand('approveMeasures', { horizon: 'firstHalf' }), inFebruary)
      .thenRefuses('MEASURE_AFTER_DUE', { position: 1, finish: '2019-07-01', due: '2019-06-30' });
  });

  test('no day that is over already becomes the due day', () => {
    const decision = given(proposed(dueAtYearEnd)).when;

    decision(aCommand('approveMeasures', { horizon: 'firstHalf' }), { at: shanghai('2019-07-01', '09:00') }).thenRefuses('HORIZON_OVER', {
      horizon: '上半年',
      lastDay: '2019-06-30',
    });
    decision(aCommand('approveMeasures', { horizon: 'firstHalf' }), { at: shanghai('2019-06-30', '23:00') }).thenRecords({ type: 'measuresApproved' });
  });

  test('长线 is no word for what is due within the year', () => {
    given(proposed(dueAtYearEnd))
      .when(aCommand('approveMeasures', { horizon: 'longTerm' }), inFebruary)
      .thenRefuses('HORIZON_CONTRADICTS_DUE', { horizon: '长线', due: '2019-12-31' });
  });
});

describe('长线 has a milestone in each calendar year up to the due day (R24)', () => {
  const longTerm = (standing: readonly Milestone[], added?: readonly Milestone[]) =>
    given(proposed({ due: '2021-12-31', milestones: standing })).when(
      aCommand('approveMeasures', { horizon: 'longTerm', ...(added && { milestones: added }) }),
      inFebruary,
    );

  test('those that stand in the assignment are enough', () => {
    longTerm(on('2019-12-31', '2020-12-31', '2021-12-31')).thenRecords({ type: 'measuresApproved', horizon: 'longTerm' });
  });

  test('those that the decision adds stand beside them, in the order of their days', () => {
    const task = longTerm(on('2020-06-30'), on('2021-11-30', '2019-12-31')).thenRecords({
      type: 'measuresApproved',
      milestones: on('2019-12-31', '2020-06-30', '2021-11-30'),
    });

    expect(task.assignment.milestones.map(({ date }) => date)).toEqual(['2019-12-31', '2020-06-30', '2021-11-30']);
  });

  test('a year without one is named', () => {
    longTerm(on('2020-06-30')).thenRefuses('MILESTONE_YEAR_MISSING', { years: ['2019', '2021'] });
  });

  test('none lies before 交办 or after the due day, and each says what', () => {
    const standing = on('2019-12-31', '2020-12-31', '2021-12-31');

    longTerm(standing, on('2019-02-11')).thenRefuses('MILESTONE_BEFORE_ISSUE', { date: '2019-02-11', issued: '2019-02-12' });
    longTerm(standing, on('2022-01-01')).thenRefuses('MILESTONE_AFTER_DUE', { date: '2022-01-01', due: '2021-12-31' });
    longTerm(standing, [{ date: '2019-06-30', text: ' ' }]).thenRefuses('TEXT_MISSING');
  });

  test('a due day that rest days have carried into January asks for none in that year', () => {
    const events = proposed({ due: '2022-12-31', milestones: on('2019-12-31', '2020-12-31', '2021-12-31', '2022-12-31') }).map((event) =>
      event.type === 'taskIssued' ? { ...event, currentDue: '2023-01-03' } : event,
    );

    given(events)
      .when(aCommand('approveMeasures', { horizon: 'longTerm' }), inFebruary)
      .thenRecords({ type: 'measuresApproved', horizon: 'longTerm' });
  });

  test('two of one day stand both', () => {
    longTerm(on('2019-12-31', '2020-12-31', '2021-12-31'), [{ date: '2019-12-31', text: '另一目标' }]).thenRecords({
      type: 'measuresApproved',
      milestones: [...on('2019-12-31'), { date: '2019-12-31', text: '另一目标' }, ...on('2020-12-31', '2021-12-31')],
    });
  });
});

test('a decision of the first journals, which knew no days, folds as it did', () => {
  const task = fold([...proposed(dueAtYearEnd), anEvent('measuresApproved')]);

  expect(task).toMatchObject({ currentDue: '2019-12-31', assignment: { milestones: dueAtYearEnd.milestones } });
});

describe('measures roll up to progress (R26)', () => {
  test('so many are done of so many', () => {
    expect(progressOf(aTask('inProgress'))).toEqual({ done: 0, total: 2 });

    const task = given(historyOf('inProgress'))
      .when(aCommand('report', { measuresDone: ['2'] }))
      .thenRecords({ type: 'taskReported' });

    expect(progressOf(task)).toEqual({ done: 1, total: 2 });
  });

  test('a task that was ended unfinished shows how far it had come, one without measures nothing', () => {
    expect(progressOf(aTask('terminated'))).toEqual({ done: 0, total: 2 });
    expect(progressOf(aTask('received'))).toBeNull();
  });
});
