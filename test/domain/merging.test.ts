import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isInternal } from '../../domain/assignment.ts';
import { pendingDeadlines } from '../../domain/deadlines.ts';
import { effects } from '../../domain/effects.ts';
import type { TaskEvent } from '../../domain/events.ts';
import { fold } from '../../domain/evolve.ts';
import type { TaskAbsorbed } from '../../domain/merging-events.ts';
import type { Task } from '../../domain/task.ts';
import { currentDueOf } from '../../domain/task.ts';
import { aCommand, shanghai } from '../support/commands.ts';
import { anAssignment, anEvent, aTask, historyOf, historyOfDeclined, taskAfter } from '../support/events.ts';
import { given } from '../support/given.ts';
import { offices } from '../support/offices.ts';

/** 改-13 as the ledger has it at the moment of deciding; led by SPP-10, due on 2019-05-31 unless the test says otherwise. */
function other(state: Parameters<typeof historyOf>[0] = 'inProgress', { number = '改-13', due = '2019-05-31', ...parts }: Partial<OtherParts> = {}): Task {
  const assignment = anAssignment({ title: '规范民事检察文书', lead: 'SPP-10', participants: ['SPP-08'], due, clauses: [clause13] });
  const events = historyOf(state, { number, assignment, ...parts });
  return taskAfter(events.map((event) => (event.type === 'taskIssued' ? { ...event, due } : event)));
}
interface OtherParts {
  readonly number: string;
  readonly due: string;
  readonly supervisingOffice: string;
}
const clause12 = { source: '检察改革工作规划', clause: '12' };
const clause13 = { source: '检察改革工作规划', clause: '13' };

const atWork = historyOf('inProgress');
const absorbed = anEvent('taskAbsorbed');
const released = (events: readonly TaskEvent[], command = aCommand('release')) => given(events).when(command);

describe('taking over 承接: what the survivor has from then on (t16)', () => {
  test('the earlier due day of the two, the clauses of both, and whoever worked on the other takes part', () => {
    const task = given(atWork)
      .when(aCommand('absorb'), { otherTask: other() })
      .thenRecords({
        type: 'taskAbsorbed',
        task: '2019/改-13',
        title: '规范民事检察文书',
        requirement: '制定办案指引并组织实施',
        reason: '内容相近，合并办理',
        theirs: { due: '2019-05-31', clauses: [clause13], departments: ['SPP-10', 'SPP-08'] },
        currentDue: '2019-05-31',
      });

    expect(task).toMatchObject({
      state: 'inProgress',
      currentDue: '2019-05-31',
      baselineDue: '2019-06-30',
      assignment: { lead: 'SPP-06', clauses: [clause12, clause13], participants: ['SPP-08', 'SPP-10'] },
      merging: { absorbed: [{ task: '2019/改-13', brought: { clauses: [clause13], participants: ['SPP-10'] } }] },
    });
  });

  test('密级 内部, where the other has it, and for good: its text is in the journal of both', () => {
    const internal = { ...other(), assignment: { ...other().assignment, secrecy: 'internal' } } as Task;
    const survivor = given(atWork).when(aCommand('absorb'), { otherTask: internal }).thenRecords({ type: 'taskAbsorbed', secrecy: 'internal' });

    expect(isInternal(survivor)).toBe(true);
    expect(fold([anEvent('taskReleased')], survivor)?.assignment.secrecy).toBe('internal');
    expect(isInternal(given(atWork).when(aCommand('absorb'), { otherTask: other() }).thenRecords({ type: 'taskAbsorbed' }))).toBe(false);
  });

  test('its own due day where that is the earlier, and whatever day there is where one of them has none', () => {
    const dueAfter = (otherTask: Task, events: readonly TaskEvent[] = atWork) =>
      currentDueOf(given(events).when(aCommand('absorb'), { otherTask }).thenRecords({ type: 'taskAbsorbed' }));
    const drafts = { withDay: historyOf('registered'), without: historyOf('registered', { assignment: anAssignment({ due: null }) }) };

    expect(dueAfter(other('inProgress', { due: '2019-12-31' }))).toBe('2019-06-30');
    expect(dueAfter(taskAfter(drafts.without))).toBe('2019-06-30');
    expect(dueAfter(taskAfter(drafts.without.map((event) => ({ ...event, number: '改-13' }))), drafts.withDay)).toBe('2019-06-30');
    expect(dueAfter(taskAfter(drafts.withDay.map((event) => ({ ...event, number: '改-13' }))), drafts.without)).toBe('2019-06-30');
  });

  test('whatever an event says, what is supervised has a due day', () => {
    expect(taskAfter([...atWork, anEvent('taskAbsorbed', { currentDue: null })])).toMatchObject({ currentDue: '2019-06-30' });
  });

  test('its own lead is never made a participant', () => {
    const task = given(atWork)
      .when(aCommand('absorb'), { otherTask: aTask('inProgress') })
      .thenRecords({ type: 'taskAbsorbed' });

    expect(task.assignment.participants).toEqual(['SPP-08']);
  });

  test('an order that comes back from its lead is due as it stands now; of a draft the leader has signed another text', () => {
    const declined = [...historyOf('issued'), absorbed, anEvent('taskDeclined', { at: '2019-05-06T02:00:00.000Z' })];
    const signed = [...historyOf('registered', { origin: { kind: 'single', text: '院领导批示' } }), anEvent('consentGiven'), absorbed];

    expect(taskAfter(declined)).toMatchObject({ state: 'registered', assignment: { due: '2019-05-31' } });
    expect(taskAfter(signed)).toMatchObject({ consent: null, assignment: { due: '2019-05-31' } });
  });

  test('the survivor is open and neither under review nor suspended', () => {
    for (const state of ['closureReview', 'verifying', 'suspended', 'struckOff', 'merged'] as const)
      given(historyOf(state)).when(aCommand('absorb')).thenRefuses('STATE_NOT_FITTING');
  });

  test('refused: itself, without a reason, a task that is not there, one of another office, one that has ended', () => {
    const absorb = given(atWork).when;

    absorb(aCommand('absorb', { task: '2019/改-12' })).thenRefuses('MERGE_WITH_ITSELF', { number: '2019/改-12' });
    absorb(aCommand('absorb', { reason: ' ' })).thenRefuses('REASON_MISSING');
    absorb(aCommand('absorb'), { otherTask: null }).thenRefuses('TASK_NOT_FOUND', { number: '2019/改-13' });
    absorb(aCommand('absorb'), { otherTask: other('inProgress', { supervisingOffice: '33' }) }).thenRefuses('MERGE_OTHER_OFFICE');
    absorb(aCommand('absorb'), { otherTask: other('struckOff') }).thenRefuses('OTHER_STATE_NOT_FITTING', { other: '2019/改-13', state: '已销号', act: '并入' });
  });

  test('what is supervised does not go into a draft, where nobody would be asked for it', () => {
    given(historyOf('registered')).when(aCommand('absorb'), { otherTask: other() }).thenRefuses('MERGE_INTO_DRAFT');
    given(historyOfDeclined()).when(aCommand('absorb'), { otherTask: other() }).thenRefuses('MERGE_INTO_DRAFT');
  });

  test('not what is about to take this one over: no two tasks end in each other', () => {
    const taking = taskAfter([...historyOf('inProgress', { number: '改-13' }), anEvent('taskAbsorbed', { task: '2019/改-12' })]);

    given(atWork).when(aCommand('absorb'), { otherTask: taking }).thenRefuses('MERGE_OPPOSITE', { number: '2019/改-12', other: '2019/改-13' });
  });

  test('again, while the other has not ended in it: nothing to record', () => {
    expect(given([...atWork, absorbed]).when(aCommand('absorb'), { otherTask: other() }).decision).toEqual({ events: [] });
  });
});

describe('ending in the survivor 并入', () => {
  test('from any open state, with where it went and why', () => {
    for (const state of ['registered', 'issued', 'received', 'inProgress', 'closureReview', 'verifying', 'suspended'] as const) {
      const task = given(historyOf(state)).when(aCommand('merge')).thenRecords({ type: 'taskMerged', into: '2019/改-13', reason: '内容相近，合并办理' });

      expect(task).toMatchObject({ state: 'merged', into: '2019/改-13', reason: '内容相近，合并办理', before: { state } });
    }
  });

  test('only once the survivor has taken it over and while it stands', () => {
    const merge = given(atWork).when;

    merge(aCommand('merge'), { otherTask: other() }).thenRefuses('NOT_ABSORBED', { number: '2019/改-12', other: '2019/改-13' });
    merge(aCommand('merge'), { otherTask: other('merged') }).thenRefuses('OTHER_STATE_NOT_FITTING', {
      other: '2019/改-13',
      state: '已并入',
      act: '承接并入的任务',
    });
    merge(aCommand('merge'), { otherTask: null }).thenRefuses('TASK_NOT_FOUND', { number: '2019/改-13' });
    merge(aCommand('merge', { into: '2019/改-12' })).thenRefuses('MERGE_WITH_ITSELF');
    merge(aCommand('merge', { reason: '' })).thenRefuses('REASON_MISSING');
  });

  test('the first journals say no reason', () => {
    expect(aTask('merged')).not.toHaveProperty('reason');
  });
});

describe('standing on its own again 撤销并入', () => {
  const merged = historyOf('merged');

  test('gives back the task as it was; what passed in the meantime passes at once, late', () => {
    const task = given(merged)
      .when(aCommand('unmerge'), { at: shanghai('2019-07-05', '09:00'), otherTask: other() })
      .thenRecords({ type: 'taskUnmerged', reason: '并入有误' });

    expect(task).toEqual(aTask('inProgress'));
    expect(pendingDeadlines(task).map(({ kind, date }) => `${kind} ${date}`)).toEqual(['milestone 2019-04-30', 'due 2019-06-30']);
    const { decision } = given([...merged, anEvent('taskUnmerged', { at: shanghai('2019-07-05', '09:00') })]).when(aCommand('passDeadline'));
    expect('events' in decision && decision.events.filter(({ type }) => type === 'deadlinePassed')).toMatchObject([
      { deadline: { kind: 'milestone', date: '2019-04-30' }, late: true },
      { deadline: { kind: 'due', date: '2019-06-30' }, late: true },
    ]);
  });

  test('even when the survivor has been struck off with it; not while the survivor itself is merged', () => {
    const unmerge = given(merged).when;

    unmerge(aCommand('unmerge'), { otherTask: other('struckOff') }).thenRecords({ type: 'taskUnmerged' });
    unmerge(aCommand('unmerge'), { otherTask: other('merged') }).thenRefuses('OTHER_STATE_NOT_FITTING');
  });

  test('from the survivor that it went into and no other, with a reason', () => {
    const unmerge = given(merged).when;

    unmerge(aCommand('unmerge', { from: '2019/工-01' }), { otherTask: other('inProgress', { number: '工-01' }) }).thenRefuses('NOT_MERGED_INTO');
    unmerge({ type: 'unmerge', reason: '并入有误' }).thenRefuses('NOT_MERGED_INTO');
    unmerge(aCommand('unmerge', { reason: ' ' })).thenRefuses('REASON_MISSING');
  });

  test('of a merger that has not come to its end there is nothing to record on this side', () => {
    const taking = taskAfter([...historyOf('inProgress', { number: '改-13' }), anEvent('taskAbsorbed', { task: '2019/改-12' })]);

    expect(given(atWork).when(aCommand('unmerge'), { otherTask: taking }).decision).toEqual({ events: [] });
    given(atWork).when(aCommand('unmerge')).thenRefuses('STATE_NOT_FITTING');
  });
});

describe('giving back 解除承接: the survivor has its own again', () => {
  test('its due day, its clauses, its participants', () => {
    const task = released([...atWork, absorbed]).thenRecords({
      type: 'taskReleased',
      task: '2019/改-13',
      currentDue: '2019-06-30',
      clauses: [clause12],
      participants: ['SPP-08'],
      left: ['SPP-10'],
      kept: { due: false, participants: [] },
    });

    expect(task).toEqual(taskAfter(atWork));
  });

  test('but a due day that somebody has set since stays, and that is said', () => {
    const task = released([...atWork, absorbed, anEvent('extensionRequested'), anEvent('extensionDecided')]).thenRecords({
      type: 'taskReleased',
      currentDue: '2019-09-30',
      kept: { due: true, participants: [] },
    });

    expect(task).toMatchObject({ currentDue: '2019-09-30', assignment: { clauses: [clause12] } });
  });

  test('a horizon that was decided meanwhile binds its own day too, one from before does not', () => {
    const planned = [
      ...historyOf('received', { assignment: anAssignment({ due: '2022-12-31' }) }),
      anEvent('measuresSubmitted', { at: '2019-05-05T01:00:00.000Z' }),
    ].map((event) => (event.type === 'taskIssued' ? { ...event, due: '2022-12-31' } : event));
    const approved = anEvent('measuresApproved', { at: '2019-05-07T01:00:00.000Z', horizon: 'yearEnd' });

    released([...planned, absorbed, approved]).thenRecords({ type: 'taskReleased', currentDue: '2019-12-31', kept: { due: false, participants: [] } });
    released([...planned, absorbed, { ...approved, horizon: 'longTerm' }]).thenRecords({ type: 'taskReleased', currentDue: '2022-12-31' });
    released([...planned, { ...approved, at: '2019-05-05T02:00:00.000Z' }, absorbed]).thenRecords({ type: 'taskReleased', currentDue: '2022-12-31' });
  });

  test('that the calendar has moved a day is no decision: its own is still its own', () => {
    const reprojected = anEvent('taskReprojected', { dates: [{ kind: 'due', from: '2019-05-31', to: '2019-06-03' }] });

    expect(taskAfter([...atWork, absorbed, reprojected])).toMatchObject({
      currentDue: '2019-06-03',
      merging: { currentDue: '2019-06-03', own: { currentDue: '2019-06-30' } },
    });
    released([...atWork, absorbed, reprojected]).thenRecords({ type: 'taskReleased', currentDue: '2019-06-30', kept: { due: false, participants: [] } });
  });

  test('and a participant that was asked while it took part stays', () => {
    const asked = anEvent('contributionRequested', { participant: 'SPP-10', at: '2019-05-07T01:00:00.000Z' });

    released([...atWork, absorbed, asked]).thenRecords({
      type: 'taskReleased',
      participants: ['SPP-08', 'SPP-10'],
      left: [],
      kept: { due: false, participants: ['SPP-10'] },
    });
  });

  test('refused: what it has not taken over, what still goes on in it, without a reason', () => {
    const goingOn = taskAfter(
      historyOf('merged', { number: '改-13' }).map((event) => (event.type === 'taskMerged' ? { ...event, into: '2019/改-12' } : event)),
    );
    const release = given([...atWork, absorbed]).when;

    released(atWork).thenRefuses('NOT_MERGED_INTO', { number: '2019/改-12', other: '2019/改-13' });
    release(aCommand('release'), { otherTask: goingOn }).thenRefuses('STILL_MERGED');
    release(aCommand('release', { reason: '' })).thenRefuses('REASON_MISSING');
    release(aCommand('release'), { otherTask: null }).thenRecords({ type: 'taskReleased' });
  });
});

describe('several that went into one', () => {
  const into = (parts: Partial<TaskAbsorbed['theirs']> & { readonly task: string }, currentDue: string): TaskAbsorbed =>
    anEvent('taskAbsorbed', { task: parts.task, theirs: { ...absorbed.theirs, ...parts }, currentDue, due: currentDue });
  const first = into({ task: '2019/改-13', due: '2019-05-31', clauses: [clause13], departments: ['SPP-10'] }, '2019-05-31');
  const second = into(
    { task: '2019/工-01', due: '2019-04-30', clauses: [clause13, { source: '会议', clause: '一' }], departments: ['SPP-10', 'SPP-PR'] },
    '2019-04-30',
  );

  test('what two have brought stays with the one that is left', () => {
    const task = released([...atWork, first, second]).thenRecords({ type: 'taskReleased', currentDue: '2019-04-30', left: [] });

    expect(task).toMatchObject({
      currentDue: '2019-04-30',
      assignment: { clauses: [clause12, clause13, { source: '会议', clause: '一' }], participants: ['SPP-08', 'SPP-10', 'SPP-PR'] },
    });
    released([...atWork, first, second], aCommand('release', { task: '2019/工-01' })).thenRecords({
      type: 'taskReleased',
      currentDue: '2019-05-31',
      clauses: [clause12, clause13],
      participants: ['SPP-08', 'SPP-10'],
      left: ['SPP-PR'],
    });
  });

  test('a due day that somebody decided between two of them is the own one from then on', () => {
    const decided = [...atWork, first, anEvent('extensionRequested'), anEvent('extensionDecided', { currentDue: '2019-12-31' })];
    const third = into({ task: '2019/工-01', due: '2019-10-31' }, '2019-10-31');

    released([...decided, third], aCommand('release', { task: '2019/工-01' })).thenRecords({ type: 'taskReleased', currentDue: '2019-12-31' });
  });

  test('one that somebody decided after all of them stays, whichever is given back', () => {
    const decided = [...atWork, first, second, anEvent('extensionRequested'), anEvent('extensionDecided', { currentDue: '2019-12-31' })];
    const task = released(decided, aCommand('release', { task: '2019/工-01' })).thenRecords({ type: 'taskReleased', currentDue: '2019-12-31' });

    expect(task).toMatchObject({ currentDue: '2019-12-31', merging: { absorbed: [{ task: '2019/改-13' }] } });
    const then = [...decided, anEvent('taskReleased', { task: '2019/工-01', currentDue: '2019-12-31' })];
    released(then).thenRecords({ type: 'taskReleased', currentDue: '2019-12-31', kept: { due: true, participants: [] } });
  });

  test('given back in any order, the survivor is what it was', () => {
    const all = [first, second, into({ task: '2019/工-02', due: null, clauses: [], departments: ['SPP-06'] }, '2019-04-30')];

    fc.assert(
      fc.property(fc.shuffledSubarray(all, { minLength: 3 }), (order) => {
        const events = order.reduce<readonly TaskEvent[]>(
          (journal, { task }) => {
            const { decision } = given(journal).when(aCommand('release', { task }), { otherTask: null });
            return 'events' in decision ? [...journal, ...decision.events] : journal;
          },
          [...atWork, ...all],
        );
        expect(fold(events)).toEqual(taskAfter(atWork));
      }),
    );
  });
});

describe('who is told', () => {
  const departments = (event: TaskEvent, task: Task): readonly string[] => effects(event, task, offices).map(({ kind, to }) => `${kind} ${to.department}`);
  const survivor = taskAfter([...atWork, absorbed]);

  test('whoever worked on the task that ends, and that comes back', () => {
    expect(departments(anEvent('taskMerged'), aTask('merged'))).toEqual(['merge SPP-06', 'merge SPP-08']);
    expect(departments(anEvent('taskUnmerged'), aTask('inProgress'))).toEqual(['unmerge SPP-06', 'unmerge SPP-08']);
  });

  test('the lead of the survivor, and who takes part because of it, or no longer', () => {
    expect(departments(absorbed, survivor)).toEqual(['absorption SPP-06', 'participation SPP-10']);
    expect(departments(anEvent('taskReleased'), aTask('inProgress'))).toEqual(['release SPP-06', 'release SPP-10']);
  });

  test('of drafts nobody', () => {
    const draft = taskAfter([...historyOf('registered'), anEvent('taskMerged')]);

    expect(departments(anEvent('taskMerged'), draft)).toEqual([]);
    for (const type of ['taskUnmerged', 'taskAbsorbed', 'taskReleased'] as const) expect(departments(anEvent(type), aTask('registered'))).toEqual([]);
  });
});
