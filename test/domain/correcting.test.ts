import { describe, expect, test } from 'vitest';
import type { TaskEvent } from '../../domain/events.ts';
import { aCommand } from '../support/commands.ts';
import { anAssignment, anEvent, historyOf, taskAfter } from '../support/events.ts';
import { entryNamed, given } from '../support/given.ts';
import { aLeader, anActor, contact, leader, participantContact, supervisor } from '../support/offices.ts';

const reported = [...historyOf('inProgress'), anEvent('taskReported')];
const correctProgress = aCommand('correct', { seq: 6, field: 'progress', text: '完成调研，形成二稿' });
const correction = {
  type: 'entryCorrected',
  seq: 6,
  entry: 'taskReported',
  entryAt: '2019-03-04T01:00:00.000Z',
  field: 'progress',
  oldText: '完成调研，形成初稿',
  newText: '完成调研，形成二稿',
} as const;

describe('a correction 更正 is appended; the entry stays as it is (R30)', () => {
  test('with who, when, which entry and field, the old text and the new', () => {
    const task = given(reported)
      .when(correctProgress)
      .thenRecords({ ...correction, by: supervisor.person });

    expect(task).toMatchObject({ correctedCount: 1, reportCount: 1, lastReport: { progress: '完成调研，形成二稿', intention: '三月底前征求意见' } });
  });

  test('of the application shows in the application', () => {
    const task = given(historyOf('closureReview'))
      .when(aCommand('correct', { seq: 6, field: 'result', text: '印发办案指引（试行）' }))
      .thenRecords({ type: 'entryCorrected', entry: 'closureApplied', oldText: '印发民事检察办案指引', newText: '印发办案指引（试行）' });

    expect(task).toMatchObject({ application: { result: '印发办案指引（试行）', action: '起草、征求意见并印发' } });
  });

  test('of an earlier report or application changes nothing that is shown of the last', () => {
    const later = anEvent('taskReported', { at: '2019-04-04T01:00:00.000Z', progress: '完成二稿' });
    const corrected = given([...reported, later])
      .when(correctProgress)
      .thenRecords(correction);
    expect(corrected.lastReport).toMatchObject({ progress: '完成二稿' });

    const again = [...historyOf('closureReview'), anEvent('closureReturned'), anEvent('closureApplied', { at: '2019-06-26T01:00:00.000Z' })];
    const application = given(again)
      .when(aCommand('correct', { seq: 6, field: 'result', text: '另一成果' }))
      .thenRecords({ type: 'entryCorrected' });
    expect(application).toMatchObject({ application: { result: '印发民事检察办案指引' } });

    const returned = given([...historyOf('closureReview'), anEvent('closureReturned')])
      .when(aCommand('correct', { seq: 6, field: 'result', text: '另一成果' }))
      .thenRecords({ type: 'entryCorrected' });
    expect(returned.correctedCount).toBe(1);
  });

  test('may be corrected again: the old text is what stood last', () => {
    const task = given([...reported, anEvent('entryCorrected', correction)])
      .when(aCommand('correct', { seq: 6, field: 'progress', text: '完成调研，形成三稿' }))
      .thenRecords({ type: 'entryCorrected', oldText: '完成调研，形成二稿', newText: '完成调研，形成三稿' });

    expect(task.correctedCount).toBe(2);
  });

  test('leaves other fields of the entry alone', () => {
    given([...reported, anEvent('entryCorrected', correction)])
      .when(aCommand('correct', { seq: 6, field: 'intention', text: '四月底前征求意见' }))
      .thenRecords({ type: 'entryCorrected', oldText: '三月底前征求意见' });
  });

  test('is possible after the end too', () => {
    const task = given(historyOf('struckOff'))
      .when(aCommand('correct', { seq: 6, field: 'action', text: '起草、两次征求意见并印发' }))
      .thenRecords({ type: 'entryCorrected' });

    expect(task.state).toBe('struckOff');
  });
});

describe('what cannot be corrected', () => {
  test('an entry that does not stand in the journal', () => {
    given(reported)
      .when(aCommand('correct', { seq: 7 }))
      .thenRefuses('ENTRY_NOT_FOUND', { number: '2019/改-12', seq: 7 });
  });

  test.for(['due', 'constructor', 'measuresDone', 'cycle'])('%s, which is no text of people', (field) => {
    given(reported)
      .when(aCommand('correct', { seq: 6, field }))
      .thenRefuses('FIELD_NOT_CORRECTABLE', { seq: 6, field, fields: ['progress', 'intention', 'problems'] });
  });

  test('a text that the entry has not', () => {
    given(historyOf('closureReview'))
      .when(aCommand('correct', { seq: 6, field: 'effect' }))
      .thenRefuses('FIELD_NOT_CORRECTABLE', { seq: 6, field: 'effect', fields: ['action', 'result'] });
  });

  test('anything into nothing, or into itself', () => {
    given(reported)
      .when(aCommand('correct', { seq: 6, field: 'progress', text: ' ' }))
      .thenRefuses('TEXT_MISSING');
    given(reported)
      .when(aCommand('correct', { seq: 6, field: 'progress', text: '完成调研，形成初稿' }))
      .thenRefuses('NOTHING_TO_CORRECT', { seq: 6, field: 'progress' });
  });
});

describe('who corrects', () => {
  const by = (history: readonly TaskEvent[], seq: number, actor: typeof contact) =>
    given(history).when(aCommand('correct', { seq, field: history === reported ? 'progress' : 'reason' }), { by: actor });

  test('whoever made the entry, contact and head of that department, and the 督查部门', () => {
    for (const actor of [contact, anActor('SPP-06', 'department_head'), supervisor]) by(reported, 6, actor).thenRecords({ type: 'entryCorrected' });
    for (const actor of [participantContact, anActor('SPP-06', 'reviewer'), leader]) by(reported, 6, actor).thenRefuses('NOT_ENTITLED');
  });

  test('a leader what he has decided himself', () => {
    by(historyOf('suspended'), 6, leader).thenRecords({ type: 'entryCorrected' });
    by(historyOf('suspended'), 6, aLeader('leader of press')).thenRefuses('NOT_ENTITLED');
  });

  test('what import and clock have entered, the 督查部门 alone', () => {
    const imported = historyOf('registered', { by: 'system', assignment: anAssignment() });

    given(imported)
      .when(aCommand('correct', { seq: 1 }), { by: contact })
      .thenRefuses('NOT_ENTITLED');
    given(imported)
      .when(aCommand('correct', { seq: 1 }))
      .thenRefuses('FIELD_NOT_CORRECTABLE');
  });

  test('an entry that nobody made has no department', () => {
    expect(entryNamed(aCommand('correct', { seq: 1 }), historyOf('registered', { by: 'system' }))).toMatchObject({ department: null });
    expect(taskAfter(reported)).not.toHaveProperty('correctedCount');
  });
});
