import { describe, expect, test } from 'vitest';
import { decide } from '../../domain/decide.ts';
import { effects } from '../../domain/effects.ts';
import type { InProgress } from '../../domain/task.ts';
import { aCommand, facts, shanghai } from '../support/commands.ts';
import { anAssignment, anEvent, historyOf, taskAfter } from '../support/events.ts';
import { given } from '../support/given.ts';
import { leader, offices, secretary, supervisor } from '../support/offices.ts';

const inProgress = historyOf('inProgress');
const inMay = { at: shanghai('2019-05-07', '15:00') };
const early = { due: '2019-05-31' };

describe('an instruction on a task 批示', () => {
  test('stands in the requirement from then on, as its next version, with the one before beside it', () => {
    const task = given(inProgress)
      .when(aCommand('instruct', { meeting: 'SPP-2019-05-05' }), inMay)
      .thenRecords({
        type: 'instructionGiven',
        by: leader.person,
        text: '年底前覆盖全部省级院',
        meeting: 'SPP-2019-05-05',
        version: 2,
        before: { requirement: '制定办案指引并组织实施', expectedResult: '印发民事检察办案指引', due: '2019-06-30' },
        requirement: '制定办案指引并组织实施；批示：年底前覆盖全部省级院',
        expectedResult: '印发民事检察办案指引',
        due: '2019-06-30',
      });

    expect(task).toMatchObject({ state: 'inProgress', requirementVersion: 2, currentDue: '2019-06-30', baselineDue: '2019-06-30' });
    expect(task.assignment).toMatchObject({ requirement: '制定办案指引并组织实施；批示：年底前覆盖全部省级院', clauses: anAssignment().clauses });
  });

  test.for(['SPP-2019-05-05', '党组会 2019-05-05'])('at %s is at a meeting on record, where it is named by its id', (meeting) => {
    const outcome = given(inProgress).when(aCommand('instruct', { meeting }), { ...inMay, meetingOnRecord: false });

    if (meeting.startsWith('SPP')) outcome.thenRefuses('MEETING_NOT_FOUND', { meeting });
    else outcome.thenRecords({ type: 'instructionGiven', meeting });
  });

  test('counts the versions on after a later assignment', () => {
    given([...inProgress, anEvent('clauseIncorporated')])
      .when(aCommand('instruct'), inMay)
      .thenRecords({ type: 'instructionGiven', version: 3 });
  });

  test.for([leader, secretary, supervisor])('is given by leader or secretary, or entered by the supervision unit: %o', (by) => {
    given(inProgress)
      .when(aCommand('instruct'), { ...inMay, by })
      .thenRecords({ type: 'instructionGiven', by: by.person });
  });

  test('is all that a draft without a requirement asks for', () => {
    const draft = historyOf('registered', { assignment: anAssignment({ requirement: '' }) });

    given(draft).when(aCommand('instruct')).thenRecords({ type: 'instructionGiven', requirement: '批示：年底前覆盖全部省级院' });
  });

  test('that says nothing is refused', () => {
    given(inProgress)
      .when(aCommand('instruct', { text: ' 。' }), inMay)
      .thenRefuses('TEXT_MISSING');
  });

  test('may make it due earlier, not later, nor in the past', () => {
    const milestones = [{ date: '2019-05-10', text: '征求意见' }];
    const task = given(inProgress)
      .when(aCommand('instruct', { ...early, milestones }), inMay)
      .thenRecords({ type: 'instructionGiven', due: '2019-05-31', milestones }) as InProgress;

    expect(task).toMatchObject({ currentDue: '2019-05-31', baselineDue: '2019-06-30' });
    given(inProgress)
      .when(aCommand('instruct', { due: '2019-07-01' }), inMay)
      .thenRefuses('LATER_DUE_NEEDS_EXTENSION', { date: '2019-07-01', due: '2019-06-30' });
    given(inProgress)
      .when(aCommand('instruct', { due: '2019-05-06' }), inMay)
      .thenRefuses('NEW_DUE_PAST', { date: '2019-05-06' });
  });

  test.for(['struckOff', 'terminated', 'merged'] as const)('is refused for a task that is %s', (state) => {
    given(historyOf(state)).when(aCommand('instruct')).thenRefuses('STATE_NOT_FITTING');
  });

  test('given after the application for closure keeps it from being struck off as it was', () => {
    const applied = [...historyOf('closureReview'), anEvent('instructionGiven', { at: '2019-06-21T01:00:00.000Z' })];

    given(applied).when(aCommand('strikeOff')).thenRefuses('INCORPORATED_SINCE', { number: '2019/改-12', version: 2 });
  });

  test('reaches whoever works by it, whoever judges it, and the supervision unit', () => {
    const to = (state: 'inProgress' | 'closureReview' | 'registered') =>
      effects(anEvent('instructionGiven'), taskAfter(historyOf(state)), offices).map((order) => [order.kind, order.to.department, order.to.role]);

    expect(to('inProgress')).toEqual([
      ['instruction', 'SPP-06', 'lead_contact'],
      ['instruction', 'SPP-08', 'lead_contact'],
      ['instruction', 'SPP-BGT', 'supervisor'],
    ]);
    expect(to('closureReview')).toContainEqual(['instruction', 'SPP-BGT', 'reviewer']);
    expect(to('registered')).toEqual([['instruction', 'SPP-BGT', 'supervisor']]);
  });

  test('by whoever answers for the work is refused', () => {
    expect(decide(taskAfter(inProgress), aCommand('instruct'), facts({ actor: { ...leader, person: 'leader of petitions' } }))).toMatchObject({
      refusal: { code: 'NOT_ENTITLED' },
    });
  });
});
