import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays } from '../../domain/dates.ts';
import { decide } from '../../domain/decide.ts';
import { effects } from '../../domain/effects.ts';
import { firstPolicy } from '../../domain/policy.ts';
import { answerOf, awaitsAnswerOf, isToSubmit, packetsSince } from '../../domain/suggestions.ts';
import type { Actor } from '../../domain/values.ts';
import { aCommand, aSuggestion, facts, shanghai } from '../support/commands.ts';
import { anEvent, aTask, historyOf, taskAfter } from '../support/events.ts';
import { given } from '../support/given.ts';
import { aLeader, anActor, contact, head, leader, offices, reviewer, secretary, supervisor } from '../support/offices.ts';

const reported = [...historyOf('inProgress'), anEvent('taskReported')];
const atTheMeeting = { at: shanghai('2019-03-07', '09:00') };
const answering = (parts: object = {}) => given(reported).when({ ...aCommand('answerSuggestion'), ...parts }, atTheMeeting);

describe('what a report suggests (R13)', () => {
  test('is to be answered within ten working days, or as many as the policy says', () => {
    const suggesting = aCommand('report', { suggestions: ['请提前会商', '无'] });
    const at = shanghai('2019-03-04', '09:00');

    given(historyOf('inProgress'))
      .when(suggesting, { at })
      .thenRecords({ type: 'taskReported', suggestions: [{ id: '1-1', text: '请提前会商' }], answerBy: '2019-03-18' });
    given(historyOf('inProgress'))
      .when(suggesting, { at, policy: { ...firstPolicy, answers: { workingDays: 1, packets: 2 } } })
      .thenRecords({ type: 'taskReported', answerBy: '2019-03-05' });
  });

  test('has no day where nothing is suggested', () => {
    const task = given(historyOf('inProgress')).when(aCommand('report'), { at: shanghai('2019-03-04', '09:00') });

    expect('events' in task.decision && task.decision.events[0]).not.toHaveProperty('answerBy');
  });
});

describe('answering a suggestion (R43)', () => {
  test('accepts it, by a day; the report shows what became of it', () => {
    const task = answering().thenRecords({
      type: 'suggestionAnswered',
      by: leader.person,
      suggestion: '1-1',
      suggestionText: '请法律政策研究室提前会商',
      answer: 'accepted',
      reason: null,
      referredTo: null,
      due: '2019-12-31',
    });

    expect(task.answeredCount).toBe(1);
    expect(task.lastReport?.suggestions).toEqual([{ id: '1-1', text: '请法律政策研究室提前会商', answer: 'accepted' }]);
  });

  test('leaves the other suggestions of the report as they are', () => {
    const suggestions = ['1-1', '1-2'].map((id) => ({ id, text: `建议 ${id}` }));
    const task = taskAfter([...historyOf('inProgress'), anEvent('taskReported', { suggestions }), anEvent('suggestionAnswered', { suggestion: '1-2' })]);

    expect(task.lastReport?.suggestions.map(({ answer }) => answer !== undefined)).toEqual([false, true]);
  });

  test('may name the meeting at which it was given', () => {
    answering({ meeting: 'SPP-2019-03-07' }).thenRecords({ type: 'suggestionAnswered', meeting: 'SPP-2019-03-07' });
  });

  test('declines it only with a reason', () => {
    answering({ answer: 'declined', due: undefined }).thenRefuses('REASON_MISSING');
    answering({ answer: 'declined', due: undefined, reason: ' ' }).thenRefuses('REASON_MISSING');
    answering({ answer: 'declined', due: undefined, reason: '已有专门机制' }).thenRecords({
      type: 'suggestionAnswered',
      answer: 'declined',
      reason: '已有专门机制',
      due: null,
    });
  });

  test('refers it to a department', () => {
    answering({ answer: 'referred', department: 'SPP-10' }).thenRecords({
      type: 'suggestionAnswered',
      referredTo: { office: 'SPP', department: 'SPP-10', role: 'lead_contact', person: null },
    });
  });

  const person = (actor: Actor) =>
    given(reported).when(aCommand('answerSuggestion', { answer: 'referred', person: actor.person }), { ...atTheMeeting, persons: [actor] });

  test('refers it to a person, addressed by what he does there', () => {
    const referred = (actor: Actor, to: object) =>
      person(actor).thenRecords({ type: 'suggestionAnswered', referredTo: { office: actor.office, ...to, person: actor.person } });

    referred(anActor('SPP-10', 'lead_contact', 'department_head'), { department: 'SPP-10', role: 'department_head' });
    referred(aLeader('leader of petitions'), { department: 'SPP-10', role: 'supervising_leader' });
    referred(aLeader('a leader who holds nothing'), { department: 'SPP-LD', role: 'department_head' });
    referred(anActor('SPP-10'), { department: 'SPP-10', role: 'department_head' });
  });

  test('refers it to nobody whom the directory does not know, and not to nobody', () => {
    answering({ answer: 'referred', department: 'SPP-99' }).thenRefuses('DEPARTMENT_NOT_FOUND', { department: 'SPP-99' });
    answering({ answer: 'referred', person: 'P9999' }).thenRefuses('PERSON_NOT_FOUND', { person: 'P9999' });
    answering({ answer: 'referred' }).thenRefuses('REFERRAL_MISSING');
    const { persons: _, ...nobodyFound } = facts({ actor: leader });
    expect(decide(taskAfter(reported), aCommand('answerSuggestion', { answer: 'referred', person: 'P1' }), nobodyFound)).toMatchObject({
      refusal: { code: 'PERSON_NOT_FOUND' },
    });
  });

  test('promises no day that has passed; today is one', () => {
    answering({ due: '2019-03-06' }).thenRefuses('ANSWER_DUE_PAST', { date: '2019-03-06' });
    answering({ due: '2019-03-07' }).thenRecords({ type: 'suggestionAnswered', due: '2019-03-07' });
  });

  test('is refused for one that no report has', () => {
    given(reported)
      .when(aCommand('answerSuggestion', { suggestion: '9-9' }), { ...atTheMeeting, suggestion: null })
      .thenRefuses('SUGGESTION_NOT_FOUND', { number: '2019/改-12', suggestion: '9-9' });
  });

  test('is refused a second time, whatever the second answer is', () => {
    const answer = answerOf(anEvent('suggestionAnswered', { meeting: 'SPP-2019-03-07' }));

    expect(answer).toMatchObject({ answer: 'accepted', meeting: 'SPP-2019-03-07', by: leader.person });
    given(reported)
      .when(aCommand('answerSuggestion', { answer: 'declined', reason: '不可行' }), { ...atTheMeeting, suggestion: { ...aSuggestion, answer } })
      .thenRefuses('SUGGESTION_ANSWERED', { number: '2019/改-12', suggestion: '1-1', date: '2019-03-07', answer: '采纳' });
  });

  test.for([contact, head, reviewer, supervisor, aLeader('leader of petitions')])('is not for %o', (by) => {
    given(reported)
      .when(aCommand('answerSuggestion'), { ...atTheMeeting, by })
      .thenRefuses('NOT_ENTITLED');
  });

  test('is owed for a task that has ended too', () => {
    const task = given(historyOf('struckOff')).when(aCommand('answerSuggestion')).thenRecords({ type: 'suggestionAnswered', suggestion: '1-1' });

    expect(task).toMatchObject({ state: 'struckOff', answeredCount: 1 });
  });

  test('tells the lead, the supervision unit, and whoever is to see to it', () => {
    const told = (parts: object) =>
      effects({ ...anEvent('suggestionAnswered'), ...parts }, taskAfter(reported), offices).map((order) => [order.kind, order.to]);
    const lead = ['suggestionAnswer', { office: 'SPP', department: 'SPP-06', role: 'lead_contact' }];
    const unit = ['suggestionAnswer', { office: 'SPP', department: 'SPP-BGT', role: 'supervisor' }];

    expect(told({})).toEqual([lead, unit]);
    expect(told({ referredTo: { office: 'SPP', department: 'SPP-10', role: 'department_head', person: 'P1' } })).toEqual([
      lead,
      unit,
      ['suggestionReferral', { office: 'SPP', department: 'SPP-10', role: 'department_head' }],
    ]);
  });
});

describe('a suggestion that nobody answers', () => {
  const cutOffs = ['2019-03-28', '2019-04-28', '2019-05-29'];

  test.each([
    { reportedOn: '2019-03-28', today: '2019-03-28', packets: 0 },
    { reportedOn: '2019-03-28', today: '2019-03-29', packets: 1 },
    { reportedOn: '2019-03-29', today: '2019-04-28', packets: 0 },
    { reportedOn: '2019-03-04', today: '2019-04-29', packets: 2 },
    { reportedOn: '2019-03-04', today: '2019-06-01', packets: 3 },
  ])('of $reportedOn has stood in $packets packets by the morning of $today', ({ reportedOn, today, packets }) => {
    expect(packetsSince(reportedOn, cutOffs, today)).toBe(packets);
  });

  test('is put to the leadership by the supervision unit after two packets, or as many as the policy says', () => {
    expect([0, 1, 2, 3].map((packets) => isToSubmit(packets, firstPolicy))).toEqual([false, false, true, true]);
    expect(isToSubmit(1, { ...firstPolicy, answers: { workingDays: 10, packets: 1 } })).toBe(true);
  });

  test('has stood in no fewer packets on a later day', () => {
    const aDay = fc.integer({ min: 0, max: 400 }).map((days) => addDays('2019-01-01', days));
    const aCase = fc.record({ reportedOn: aDay, days: fc.array(aDay), today: aDay, later: fc.nat({ max: 60 }) });

    fc.assert(
      fc.property(aCase, ({ reportedOn, days, today, later }) => {
        const packets = packetsSince(reportedOn, days, today);
        expect(packetsSince(reportedOn, days, addDays(today, later))).toBeGreaterThanOrEqual(packets);
        expect(packets).toBeLessThanOrEqual(days.length);
      }),
    );
  });

  const task = aTask('inProgress');
  const waitsFor = (actor: Actor, toSubmit: boolean, known = offices): boolean => awaitsAnswerOf(actor, task, { offices: known, toSubmit });

  test('waits for the leader in charge, and from then on for the supervision unit and the secretary too', () => {
    expect([leader, supervisor, secretary, reviewer].map((actor) => waitsFor(actor, false))).toEqual([true, false, false, false]);
    expect([leader, supervisor, secretary, reviewer].map((actor) => waitsFor(actor, true))).toEqual([true, true, true, false]);
  });

  test('waits for nobody of another office', () => {
    expect([anActor('33-BGS', 'supervisor'), anActor('33-LD', 'party_group_secretary')].map((actor) => waitsFor(actor, true))).toEqual([false, false]);
  });

  test('waits for the secretary at once where no leader is in charge', () => {
    const without = offices.map((office) => ({
      ...office,
      departments: office.departments.map((department) => ({ ...department, leader: null })),
    }));

    expect(waitsFor(secretary, false, without)).toBe(true);
  });
});
