import { describe, expect, test } from 'vitest';
import type { DigestFacts } from '../../domain/digest-entries.ts';
import { digestEntriesOf, nearEntriesOf, remindedOf } from '../../domain/digest-entries.ts';
import { firstPolicy } from '../../domain/policy.ts';
import type { Reminder } from '../../domain/reminders.ts';
import { remindersFor } from '../../domain/reminders.ts';
import type { Task } from '../../domain/task.ts';
import { calendarOf2019 } from '../support/calendars.ts';
import { anAssignment, anEvent, aTask, historyOf, historyOfOverdue, taskAfter } from '../support/events.ts';
import { offices } from '../support/offices.ts';

const rules = { calendar: calendarOf2019, policy: firstPolicy };
const factsOn = (day: string, parts: Partial<DigestFacts> = {}): DigestFacts => ({ day, offices, reminders: [], said: [], ...rules, ...parts });

/** On the morning of a day, after the last run of the day before it or of an earlier one: `SPP-06 lead_contact: due 2019-06-30 in 3, rung 3`. */
function on(day: string, task: Task, { since = '2019-01-01', ...parts }: { since?: string } & Partial<DigestFacts> = {}): readonly string[] {
  const reminders = remindersFor(task, rules).filter((reminder) => reminder.on > since && reminder.on <= day);
  return digestEntriesOf(task, factsOn(day, { reminders, ...parts })).map(({ to, entry }) => {
    const when =
      entry.rung === null ? `overdue by ${entry.workingDays}` : `in ${entry.workingDays}, rung ${entry.rung}${entry.on < day ? ` of ${entry.on}` : ''}`;
    return `${to.department} ${to.role}: ${entry.kind} ${entry.date} ${when}`;
  });
}

const inProgress = aTask('inProgress', { milestones: [] });
const withoutMilestones = { assignment: anAssignment({ milestones: [] }) };

describe('what is near', () => {
  test('is told to the lead on the morning of a rung', () => {
    expect(on('2019-06-26', inProgress, { since: '2019-06-25' })).toEqual(['SPP-06 lead_contact: due 2019-06-30 in 2, rung 3']);
    expect(on('2019-06-27', inProgress, { since: '2019-06-26' })).toEqual([]);
  });

  test('is said once', () => {
    const said = [{ kind: 'due', date: '2019-06-30', rung: 3, cycle: null }] as const;

    expect(on('2019-06-26', inProgress, { since: '2019-06-25', said })).toEqual([]);
  });

  test('of mornings that were missed, only the latest rung is made up for, and it is known of which morning it is', () => {
    expect(on('2019-06-27', inProgress, { since: '2019-05-10' })).toEqual(['SPP-06 lead_contact: due 2019-06-30 in 1, rung 3 of 2019-06-26']);
  });

  test('is near no more once it has gone by', () => {
    expect(on('2019-07-01', inProgress, { since: '2019-06-20' })).toEqual(['SPP-06 lead_contact: due 2019-06-30 overdue by 1']);
  });
});

describe('what is overdue', () => {
  test('is told every working day until it is done, and not on the day itself nor on a rest day', () => {
    const task = taskAfter(historyOfOverdue(withoutMilestones));

    expect(on('2019-06-30', task)).toEqual(['SPP-06 lead_contact: due 2019-06-30 in 0, rung 0 of 2019-06-28']);
    expect(on('2019-07-05', task, { since: '2019-07-04' })).toEqual(['SPP-06 lead_contact: due 2019-06-30 overdue by 5']);
    expect(on('2019-07-06', task, { since: '2019-07-05' })).toEqual([]);
  });

  test("of the supervising side is its own (R37); of a participant, the silent participant's (R21)", () => {
    const asked = taskAfter([...historyOf('inProgress', withoutMilestones), anEvent('contributionRequested', { due: '2019-03-15' })]);

    expect(on('2019-06-28', aTask('closureReview'), { since: '2019-06-27' })).toEqual(['SPP-BGT reviewer: review 2019-06-27 overdue by 1']);
    expect(on('2019-03-14', asked, { since: '2019-03-13' })).toEqual(['SPP-08 lead_contact: contribution 2019-03-15 in 1, rung 1']);
    expect(on('2019-03-18', asked, { since: '2019-03-15' })).toEqual(['SPP-08 lead_contact: contribution 2019-03-15 overdue by 1']);
  });

  test('to go on after a suspension is for the clock, and told to nobody', () => {
    expect(on('2019-06-10', taskAfter([...historyOf('inProgress'), anEvent('taskSuspended', { resumeOn: '2019-06-03' })]))).toEqual([]);
  });
});

test('of a cycle, for which the task owes its report, the cut-off alone is told, and each rung once', () => {
  const task = taskAfter(historyOfOverdue(withoutMilestones));
  const cutOff: Reminder = { kind: 'report', date: '2019-07-30', rung: 1, on: '2019-07-29', cycle: '2019-08' };
  const told = (said: DigestFacts['said']) =>
    nearEntriesOf(task, factsOn('2019-07-29', { reminders: [cutOff], said })).map(({ to, entry }) => [to.department, entry.cycle]);

  expect(told([])).toEqual([['SPP-06', '2019-08']]);
  expect(told([{ kind: 'report', date: '2019-07-29', rung: 1, cycle: '2019-08' }])).toEqual([]);
});

describe('whom it is told', () => {
  const whom = (task: Task, kind: Reminder['kind'], date: string) => remindedOf({ kind, date }, { task, offices, day: '2019-06-26' });

  test('whose move it is: each role once', () => {
    const key = taskAfter(historyOf('closureReview', { assignment: anAssignment({ isKey: true }) }));

    expect(whom(key, 'review', '2019-06-27').map(({ department, role }) => `${department} ${role}`)).toEqual(['SPP-06 supervising_leader', 'SPP-BGT reviewer']);
  });

  test('a lead that the directory no longer knows is still addressed by its code', () => {
    expect(remindedOf({ kind: 'due', date: '2019-06-30' }, { task: inProgress, offices: [], day: '2019-06-26' })).toEqual([
      { office: '', department: 'SPP-06', role: 'lead_contact' },
    ]);
  });
});

test('an 内部 task is marked, and everything says its supervising office', () => {
  const [first] = digestEntriesOf(aTask('inProgress', { secrecy: 'internal', milestones: [] }), factsOn('2019-07-01'));

  expect(first?.entry).toEqual({
    number: '2019/改-12',
    title: '健全民事检察监督机制',
    isInternal: true,
    supervisingOffice: 'SPP',
    kind: 'due',
    date: '2019-06-30',
    cycle: null,
    rung: null,
    on: '2019-07-01',
    workingDays: 1,
  });
});
