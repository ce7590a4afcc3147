import { describe, expect, test } from 'vitest';
import { aCommand, aReceipt, shanghai } from '../support/commands.ts';
import { aMeasure, anEvent, historyOf } from '../support/events.ts';
import { given } from '../support/given.ts';
import { supervisor } from '../support/offices.ts';

const received = historyOf('received');
const proposed = [...received, anEvent('measuresSubmitted')];

describe('submitting measures 报送落实举措 (t5)', () => {
  test('gives the supervision unit five working days to approve', () => {
    const measures = [aMeasure()];

    given(received)
      .when(aCommand('submitMeasures', { measures, horizon: 'yearEnd' }), { at: shanghai('2019-02-20', '09:00') })
      .thenRecords({ type: 'measuresSubmitted', horizon: 'yearEnd', measures, approveBy: '2019-02-27', receipt: null });
  });

  test('counts them from the day of entry, whatever the day of receipt: nobody approves what he has not seen', () => {
    const receipt = aReceipt('2019-02-18');

    given(received)
      .when(aCommand('submitMeasures', { receipt }), { at: shanghai('2019-02-20', '09:00') })
      .thenRecords({ type: 'measuresSubmitted', approveBy: '2019-02-27', receipt });
  });

  test('may be done again before they are approved: the newer stand', () => {
    const task = given(proposed)
      .when(aCommand('submitMeasures', { measures: [aMeasure({ text: '重拟' })] }))
      .thenRecords({ type: 'measuresSubmitted' });

    expect(task).toMatchObject({ state: 'received', proposal: { measures: [{ text: '重拟' }] } });
  });

  test('is refused with a day of receipt in the future', () => {
    given(received)
      .when(aCommand('submitMeasures', { receipt: aReceipt('2019-03-01') }))
      .thenRefuses('RECEIVED_IN_FUTURE');
  });

  test('is refused in every other state', () => {
    given(historyOf('inProgress'))
      .when(aCommand('submitMeasures'))
      .thenRefuses('STATE_NOT_FITTING', { number: '2019/改-12', state: '推进中', act: '报送落实举措' });
  });
});

describe('a task is worked on only with measures that say who, when and what (R26)', () => {
  const submit = (...measures: readonly ReturnType<typeof aMeasure>[]) => given(received).when(aCommand('submitMeasures', { measures }));

  test('at least one measure', () => {
    submit().thenRefuses('MEASURES_MISSING');
  });

  test.for([
    ['text', '举措'],
    ['responsible', '责任人'],
    ['finish', '完成'],
    ['deliverable', '成果'],
  ])('each with its %s', ([part = '', name = '']) => {
    submit(aMeasure(), aMeasure({ [part]: ' ' })).thenRefuses('MEASURE_INCOMPLETE', { position: 2, missing: [name] });
  });

  test('the standard of acceptance may be left open', () => {
    submit(aMeasure({ acceptance: '' })).thenRecords({ type: 'measuresSubmitted' });
  });

  test('none ends before it begins', () => {
    submit(aMeasure({ start: '2019-03-02', finish: '2019-03-01' })).thenRefuses('MEASURE_DATES_REVERSED', {
      position: 1,
      start: '2019-03-02',
      finish: '2019-03-01',
    });
    submit(aMeasure({ start: '2019-03-01', finish: '2019-03-01' })).thenRecords({ type: 'measuresSubmitted' });
  });

  test('none ends after the task is due, on the due day itself it may', () => {
    submit(aMeasure({ finish: '2019-07-01' })).thenRefuses('MEASURE_AFTER_DUE', { position: 1, finish: '2019-07-01', due: '2019-06-30' });
    submit(aMeasure({ finish: '2019-06-30' })).thenRecords({ type: 'measuresSubmitted' });
  });

  test('work begins with the approval, the measures numbered in their order and none done yet', () => {
    const task = given(proposed).when(aCommand('approveMeasures')).thenRecords({ type: 'measuresApproved' });

    expect(task).toMatchObject({
      state: 'inProgress',
      measures: [
        { id: '1', text: '起草指引', doneAt: null },
        { id: '2', text: '印发指引', doneAt: null },
      ],
    });
  });

  test('without measures there is nothing to approve', () => {
    given(received).when(aCommand('approveMeasures')).thenRefuses('NO_MEASURES_SUBMITTED');
  });
});

describe('approving measures 审定 (t5)', () => {
  test('decides the horizon: who, when, on which basis (R24)', () => {
    const task = given(proposed)
      .when(aCommand('approveMeasures', { horizon: 'yearEnd', basis: '改革规划' }), { at: shanghai('2019-02-21', '09:00') })
      .thenRecords({
        type: 'measuresApproved',
        horizon: 'yearEnd',
        basis: '改革规划',
      });

    expect(task).toMatchObject({ horizon: { horizon: 'yearEnd', by: supervisor.person, at: '2019-02-21T01:00:00.000Z', basis: '改革规划' } });
  });

  test('decides what the lead proposed where it says nothing else', () => {
    given(proposed).when(aCommand('approveMeasures')).thenRecords({ type: 'measuresApproved', horizon: 'firstHalf' });
  });

  test('is refused without a basis', () => {
    given(proposed)
      .when(aCommand('approveMeasures', { basis: ' ' }))
      .thenRefuses('BASIS_MISSING');
  });

  test('happens once', () => {
    given(historyOf('inProgress')).when(aCommand('approveMeasures')).thenRefuses('STATE_NOT_FITTING');
  });
});

describe('rejecting measures', () => {
  test('gives five working days to submit better ones, and is counted', () => {
    const task = given(proposed)
      .when(aCommand('rejectMeasures'), { at: shanghai('2019-02-21', '09:00') })
      .thenRecords({ type: 'measuresRejected', measuresBy: '2019-02-28' });

    expect(task).toMatchObject({ state: 'received', proposal: null, rejectedCount: 1, measuresBy: '2019-02-28' });
  });

  test('is refused without a reason, and where nothing was submitted', () => {
    given(proposed)
      .when(aCommand('rejectMeasures', { reason: '' }))
      .thenRefuses('REASON_MISSING');
    given(received).when(aCommand('rejectMeasures')).thenRefuses('NO_MEASURES_SUBMITTED');
  });

  test('is refused once they are approved', () => {
    given(historyOf('inProgress')).when(aCommand('rejectMeasures')).thenRefuses('STATE_NOT_FITTING');
  });
});
