import { describe, expect, test } from 'vitest';
import { nextDeadline } from '../../domain/deadlines.ts';
import { decide } from '../../domain/decide.ts';
import { effects } from '../../domain/effects.ts';
import { fold } from '../../domain/evolve.ts';
import { clausesNamedBy, incorporationsIn } from '../../domain/incorporation.ts';
import { firstPolicy } from '../../domain/policy.ts';
import { planRow } from '../../domain/programme-plan.ts';
import type { InProgress } from '../../domain/task.ts';
import { aCommand, facts, knownClauses, shanghai } from '../support/commands.ts';
import { anAssignment, anEvent, historyOf, historyOfDeclined, taskAfter } from '../support/events.ts';
import { given } from '../support/given.ts';
import { offices, supervisor } from '../support/offices.ts';

const inProgress = historyOf('inProgress');
const twoDaysLater = { at: shanghai('2019-03-06', '09:00') };
const clause = { source: '中央有关部门通知', clause: '第3条' };
const plan = { source: '检察改革工作规划', clause: '12' };
const requirement = '制定民事检察办案指引，组织实施并建立案件质量评查机制';
const early = { due: '2019-05-31' };

const taken = taskAfter([...inProgress, anEvent('clauseIncorporated')]);

describe('taking a later assignment into a task 纳入 (R17)', () => {
  test('gives it a source more and another version of its requirement, with the one before beside it, and measures how long it took', () => {
    const task = given(inProgress)
      .when(aCommand('incorporate', { reason: '与本项任务同一事项' }), twoDaysLater)
      .thenRecords({
        type: 'clauseIncorporated',
        by: supervisor.person,
        ...clause,
        clauseText: '建立民事检察案件质量评查机制',
        version: 2,
        before: { requirement: '制定办案指引并组织实施', expectedResult: '印发民事检察办案指引', due: '2019-06-30' },
        requirement,
        expectedResult: '印发民事检察办案指引',
        due: '2019-06-30',
        reason: '与本项任务同一事项',
        incorporation: { receivedOn: '2019-03-04', workingDays: 2 },
      });

    expect(task).toMatchObject({ state: 'inProgress', requirementVersion: 2, currentDue: '2019-06-30', baselineDue: '2019-06-30' });
    expect(task.assignment).toMatchObject({ requirement, clauses: [plan, clause] });
  });

  test('counts the versions on', () => {
    const another = { source: '中央有关部门通知', clause: '第4条', text: '再加一项', received: null };
    const task = given([...inProgress, anEvent('clauseIncorporated')])
      .when(aCommand('incorporate', { clause: '第4条', requirement: `${requirement}，年底前通报`, expectedResult: '指引和通报' }), { clauses: [another] })
      .thenRecords({ type: 'clauseIncorporated', version: 3, expectedResult: '指引和通报', incorporation: null });

    expect(task).toMatchObject({
      requirementVersion: 3,
      assignment: { expectedResult: '指引和通报', clauses: [plan, clause, { ...clause, clause: '第4条' }] },
    });
  });

  test.each([
    { what: 'a clause that no document on record has', parts: { clause: '第9条' }, code: 'CLAUSE_NOT_FOUND' as const },
    { what: 'a clause that the task carries out already', parts: { ...plan }, code: 'CLAUSE_ALREADY_LINKED' as const },
    { what: 'no requirement', parts: { requirement: ' 。' }, code: 'REQUIREMENT_MISSING' as const },
    { what: 'the requirement that stands', parts: { requirement: ' 制定办案指引，并组织实施。' }, code: 'REQUIREMENT_UNCHANGED' as const },
    { what: 'an empty result', parts: { expectedResult: '' }, code: 'TEXT_MISSING' as const },
  ])('is refused with $what', ({ parts, code }) => {
    given(inProgress).when(aCommand('incorporate', parts), twoDaysLater).thenRefuses(code);
  });

  test('is refused where nothing was found of what it names', () => {
    const { clauses: _, ...nothingFound } = facts();

    expect(decide(taskAfter(inProgress), aCommand('incorporate'), nothingFound)).toMatchObject({ refusal: { code: 'CLAUSE_NOT_FOUND' } });
  });

  test('takes no time where the document came in later by the books than today', () => {
    const [known] = knownClauses.slice(1);
    given(inProgress)
      .when(aCommand('incorporate'), { ...twoDaysLater, clauses: known ? [{ ...known, received: '2019-03-08' }] : [] })
      .thenRecords({ type: 'clauseIncorporated', incorporation: { receivedOn: '2019-03-08', workingDays: 0 } });
  });

  test.each(['struckOff', 'terminated', 'merged'] as const)('is refused for a task that is %s', (state) => {
    given(historyOf(state)).when(aCommand('incorporate')).thenRefuses('STATE_NOT_FITTING');
  });
});

describe('the due day (R18)', () => {
  test('may become earlier: the clock and the light go by it, evaluation keeps the baseline', () => {
    const task = given(inProgress)
      .when(aCommand('incorporate', early), twoDaysLater)
      .thenRecords({ type: 'clauseIncorporated', due: '2019-05-31', before: expect.objectContaining({ due: '2019-06-30' }) as object }) as InProgress;

    expect(task).toMatchObject({ currentDue: '2019-05-31', baselineDue: '2019-06-30' });
    expect(nextDeadline({ ...task, assignment: { ...task.assignment, milestones: [] } })?.deadline).toEqual({ kind: 'due', date: '2019-05-31' });
  });

  test('said again as it stands is no change, and today is still possible', () => {
    given(inProgress)
      .when(aCommand('incorporate', { due: '2019-06-30' }), twoDaysLater)
      .thenRecords({ type: 'clauseIncorporated', due: '2019-06-30' });
    given(inProgress)
      .when(aCommand('incorporate', { due: '2019-03-06', milestones: [] }), twoDaysLater)
      .thenRecords({ type: 'clauseIncorporated' });
  });

  test('becomes later by an extension only, and never lies in the past', () => {
    given(inProgress)
      .when(aCommand('incorporate', { due: '2019-07-01' }), twoDaysLater)
      .thenRefuses('LATER_DUE_NEEDS_EXTENSION', { date: '2019-07-01', due: '2019-06-30' });
    given(inProgress)
      .when(aCommand('incorporate', { due: '2019-03-05' }), twoDaysLater)
      .thenRefuses('NEW_DUE_PAST', { date: '2019-03-05' });
  });

  test('stands while the task is suspended, the requirement may change', () => {
    const suspended = historyOf('suspended');
    const at = shanghai('2019-03-21', '09:00');

    given(suspended).when(aCommand('incorporate', early), { at }).thenRefuses('DUE_STANDS_WHILE_SUSPENDED');
    expect(given(suspended).when(aCommand('incorporate'), { at }).thenRecords({ type: 'clauseIncorporated' })).toMatchObject({
      state: 'suspended',
      requirementVersion: 2,
    });
  });

  test('of a draft may be set where it had none', () => {
    const draft = [anEvent('taskRegistered', { assignment: anAssignment({ due: null, milestones: [] }) })];

    expect(given(draft).when(aCommand('incorporate', early), twoDaysLater).thenRecords({ type: 'clauseIncorporated' }).assignment.due).toBe('2019-05-31');
    expect(given(draft).when(aCommand('incorporate'), twoDaysLater).thenRecords({ type: 'clauseIncorporated', due: null }).assignment.due).toBeNull();
  });

  test('of an ordered task never goes, whatever an event leaves out', () => {
    const event = anEvent('clauseIncorporated', { due: null });

    for (const state of ['issued', 'inProgress', 'closureReview'] as const)
      expect(taskAfter([...historyOf(state), event])).toMatchObject({ currentDue: '2019-06-30', requirementVersion: 2 });
  });

  test('on a rest day is settled as the policy says', () => {
    const policy = { ...firstPolicy, restDays: { due: 'previous', milestone: 'previous' } } as const;
    given(inProgress)
      .when(aCommand('incorporate', { due: '2019-06-01', milestones: [{ date: '2019-04-28', text: '初稿' }] }), { ...twoDaysLater, policy })
      .thenRecords({ type: 'clauseIncorporated', due: '2019-05-31', milestones: [{ date: '2019-04-28', text: '初稿' }] });
  });

  test('of a task that is only ordered is the one by which it is handed out again after 退签', () => {
    const at = shanghai('2019-02-12', '10:00');
    const issued = given(historyOf('issued')).when(aCommand('incorporate', early), { at }).thenRecords({ type: 'clauseIncorporated' });

    expect(issued).toMatchObject({ state: 'issued', currentDue: '2019-05-31', baselineDue: '2019-06-30', assignment: { due: '2019-05-31' } });
  });
});

describe('milestones', () => {
  const before = { due: '2019-04-15' };

  test('that would come after the new due day are said anew, or it is refused', () => {
    given(inProgress)
      .when(aCommand('incorporate', before), twoDaysLater)
      .thenRefuses('MILESTONES_AFTER_DUE', { dates: ['2019-04-30'], due: '2019-04-15' });
    given(inProgress)
      .when(aCommand('incorporate', { ...before, milestones: [{ date: '2019-03-29', text: '初稿' }] }), twoDaysLater)
      .thenRecords({ type: 'clauseIncorporated', due: '2019-04-15', milestones: [{ date: '2019-03-29', text: '初稿' }] });
  });

  test('stand in the order of their days and say something', () => {
    const milestones = [
      { date: '2019-05-15', text: '定稿' },
      { date: '2019-03-29', text: '初稿' },
    ];
    const task = given(inProgress).when(aCommand('incorporate', { milestones }), twoDaysLater).thenRecords({ type: 'clauseIncorporated' });

    expect(task.assignment.milestones.map(({ date }) => date)).toEqual(['2019-03-29', '2019-05-15']);
    given(inProgress)
      .when(aCommand('incorporate', { milestones: [{ date: '2019-05-15', text: ' ' }] }), twoDaysLater)
      .thenRefuses('TEXT_MISSING');
  });

  test('of a 长线 task are in each of its years (R24)', () => {
    const longTerm = inProgress.map((event) => (event.type === 'measuresApproved' ? { ...event, horizon: 'longTerm' as const } : event));

    given(longTerm)
      .when(aCommand('incorporate', { milestones: [] }), twoDaysLater)
      .thenRefuses('MILESTONE_YEAR_MISSING', { years: ['2019'] });
    given(longTerm).when(aCommand('incorporate'), twoDaysLater).thenRecords({ type: 'clauseIncorporated' });
  });
});

describe('while the lead says that it is done', () => {
  const applied = historyOf('closureReview');
  const at = shanghai('2019-06-20', '15:00');
  const incorporated = [...applied, anEvent('clauseIncorporated', { at })];

  test('the new requirement is taken in all the same, and what was signed is void', () => {
    const signed = [...applied, anEvent('consentGiven', { to: 'strikeOff', at: shanghai('2019-06-20', '14:00') })];

    expect(given(signed).when(aCommand('incorporate'), { at }).thenRecords({ type: 'clauseIncorporated' })).toMatchObject({
      state: 'closureReview',
      consent: null,
    });
  });

  test('it is not struck off before it was applied for anew', () => {
    given(incorporated).when(aCommand('strikeOff')).thenRefuses('INCORPORATED_SINCE', { number: '2019/改-12', version: 2 });

    const again = [...incorporated, anEvent('closureReturned'), anEvent('closureApplied', { at: shanghai('2019-06-25', '09:00'), countsOn: '2019-06-25' })];
    given(again).when(aCommand('strikeOff')).thenRecords({ type: 'taskStruckOff' });
  });
});

describe('whom it concerns', () => {
  const event = anEvent('clauseIncorporated');
  const toldOf = (task = taken) => effects(event, task, offices).map(({ kind, to }) => `${kind} ${to.department} ${to.role}`);

  test('lead and participants', () => {
    expect(toldOf()).toEqual(['incorporation SPP-06 lead_contact', 'incorporation SPP-08 lead_contact']);
  });

  test('under review the reviewers too, of a draft nobody', () => {
    expect(toldOf(taskAfter([...historyOf('closureReview'), event]))).toContain('incorporation SPP-BGT reviewer');
    expect(toldOf(taskAfter([...historyOf('registered'), event]))).toEqual([]);
  });
});

describe('a clause that becomes a task of its own (R17)', () => {
  const clauses = [plan, clause];
  const measured = [{ ...clause, receivedOn: '2019-03-04', workingDays: 2 }];

  test('is measured from the receipt of its document to 立项', () => {
    const registered = decide(null, aCommand('register', { assignment: anAssignment({ clauses }) }), facts({ now: twoDaysLater.at }));

    expect(registered).toMatchObject({ events: [{ type: 'taskRegistered', incorporations: measured }] });
    expect('events' in registered && fold(registered.events)).not.toHaveProperty('incorporations');
  });

  test('is measured too where a draft is amended, but not a second time', () => {
    const amend = (events: Parameters<typeof given>[0]) => given(events).when(aCommand('amend', { changes: { clauses } }), twoDaysLater);

    amend(historyOf('registered')).thenRecords({ type: 'taskAmended', incorporations: measured });
    amend([anEvent('taskRegistered', { assignment: anAssignment({ clauses: [clause] }) })]).thenRecords({ type: 'taskAmended', changes: { clauses } });
  });

  test('of a document whose day nobody has said is not measured', () => {
    expect(decide(null, aCommand('register'), facts({ now: twoDaysLater.at }))).toMatchObject({
      events: [expect.not.objectContaining({ incorporations: expect.anything() as unknown })],
    });
    const { clauses: _, ...nothingNamed } = facts();
    expect(decide(null, aCommand('register', { assignment: anAssignment({ clauses: [] }) }), nothingNamed)).toMatchObject({ events: [{}] });
  });
});

describe('what commands and events say of clauses', () => {
  test('is found in each of them', () => {
    expect(clausesNamedBy(aCommand('incorporate'))).toEqual([clause]);
    expect(clausesNamedBy(aCommand('register'))).toEqual([plan]);
    expect(clausesNamedBy(aCommand('amend', { changes: { clauses: [plan] } }))).toEqual([plan]);
    expect([aCommand('amend'), aCommand('receive')].map(clausesNamedBy)).toEqual([[], []]);
    expect(incorporationsIn(anEvent('clauseIncorporated'))).toEqual([{ ...clause, receivedOn: '2019-03-04', workingDays: 2 }]);
    expect([anEvent('clauseIncorporated', { incorporation: null }), anEvent('taskAmended'), anEvent('taskIssued')].map(incorporationsIn)).toEqual([[], [], []]);
  });
});

describe('a programme that is imported again', () => {
  test('does not take back what was taken into a draft', () => {
    const draft = taskAfter([...historyOf('registered'), anEvent('clauseIncorporated')]);

    expect(planRow(draft, aCommand('register'))).toMatchObject({ act: 'ignore', reason: expect.stringContaining('已纳入新的要求') as string });
    expect(planRow(taskAfter(historyOfDeclined()), aCommand('register'))).toEqual({ act: 'none' });
  });
});
