import { describe, expect, test } from 'vitest';
import { quarterCalled } from '../../domain/accomplishment.ts';
import { endOf } from '../../domain/dates.ts';
import { quarterOrder } from '../../domain/periodical-content.ts';
import { periodicalDocument, summaryDocument } from '../../domain/periodical-document.ts';
import type { PeriodicalEvent } from '../../domain/periodical-events.ts';
import { actAwaited, evolvePeriodicals, nameOf, noticesOf, orderOf } from '../../domain/periodicals.ts';
import type { Periodical } from '../../domain/periodicals.ts';
import { refusalText } from '../../domain/refusals.ts';
import type { RefusalCode } from '../../domain/refusals.ts';
import { anEvent, historyOf, taskAfter } from '../support/events.ts';
import { aLeader, anActor, contact, leader, nationalOffice, secretary, supervisor } from '../support/offices.ts';
import { aContent, deciding, eventsOf, someTasks } from '../support/periodicals.ts';

const bulletin = { kind: 'bulletin', subject: '2019-Q3' } as const;
const brief = { kind: 'brief', subject: '改革任务落实情况' } as const;
const draft = { type: 'draftPeriodical', ...bulletin } as const;
const sign = { type: 'signPeriodical', ...bulletin } as const;
const send = { type: 'sendPeriodical', ...bulletin } as const;
const holder = aLeader('leader of supervision');

const drafted = eventsOf(deciding([], draft));
const signed = [...drafted, ...eventsOf(deciding(drafted, sign, { actor: holder }))];
const sent = [...signed, ...eventsOf(deciding(signed, send))];

const refusalOf = (...given: Parameters<typeof deciding>): RefusalCode | null => {
  const decision = deciding(...given);
  if ('events' in decision) return null;
  expect(refusalText(decision.refusal)).not.toMatch(/undefined|“”/);
  return decision.refusal.code;
};

function paperAfter(events: readonly PeriodicalEvent[]): Periodical {
  const paper = events.reduce(evolvePeriodicals, []).at(-1);
  if (!paper) throw new Error('there is no paper');
  return paper;
}

describe('the number of a paper 第 n 期', () => {
  test('is the next of its kind in the office and the year', () => {
    expect(paperAfter(drafted)).toMatchObject({ year: 2019, serial: 1, edition: 1, signedBy: null, sentAt: null });
    const second = eventsOf(deciding(drafted, { ...draft, subject: '2019-Q2' }));
    expect(second).toMatchObject([{ type: 'periodicalDrafted', by: supervisor.person, serial: 2, edition: 1, correction: null }]);
    expect(eventsOf(deciding(drafted, { ...draft, ...brief }))).toMatchObject([{ serial: 1 }]);
    expect(eventsOf(deciding(drafted, { ...draft, subject: '2019-Q4' }, { now: '2020-01-06T01:00:00.000Z' }))).toMatchObject([{ year: 2020, serial: 1 }]);
  });

  test('stays with its subject: asked for again, nothing is drafted anew', () => {
    expect(eventsOf(deciding(sent, draft, { content: null }))).toEqual([]);
  });

  test('is kept by a correction, which is another edition and must be signed anew', () => {
    const other = { content: aContent(someTasks.slice(0, 2)), sm3: 'another sm3' };
    const corrected = eventsOf(deciding(sent, { ...draft, correction: '漏计一项' }, { content: other }));

    expect(corrected).toMatchObject([{ year: 2019, serial: 1, edition: 2, correction: '漏计一项', sm3: 'another sm3' }]);
    expect(paperAfter([...sent, ...corrected])).toMatchObject({ serial: 1, edition: 2, signedBy: null, sentAt: null });
    expect(nameOf(paperAfter([...sent, ...corrected]))).toBe('督查通报 2019 年第 1 期（第 2 版）');
    expect(refusalOf([...sent, ...corrected], send)).toBe('BULLETIN_UNSIGNED');
  });

  test('is not given to a correction of nothing, without a reason, or without a difference', () => {
    expect(refusalOf([], { ...draft, correction: '漏计一项' })).toBe('PERIODICAL_NOT_FOUND');
    expect(refusalOf(drafted, { ...draft, correction: ' ' })).toBe('REASON_MISSING');
    expect(refusalOf(drafted, { ...draft, correction: '漏计一项' })).toBe('EDITION_UNCHANGED');
  });

  test('is not given to another matter under the same title', () => {
    const own = eventsOf(deciding([], { ...draft, ...brief }));
    const onProgramme = eventsOf(
      deciding([], { ...draft, ...brief, programme: '2019' }, { content: { content: aContent(someTasks, undefined, '2019'), sm3: '' } }),
    );

    expect(refusalOf(own, { ...draft, ...brief, programme: '2019' })).toBe('PERIODICAL_ON_ANOTHER');
    expect(refusalOf(onProgramme, { ...draft, ...brief })).toBe('PERIODICAL_ON_ANOTHER');
    expect(eventsOf(deciding(onProgramme, { ...draft, ...brief, programme: '2019' }))).toEqual([]);
  });

  test('is not given to a quarter that is not over, to no subject, or where there are no tasks', () => {
    expect(refusalOf([], { ...draft, subject: '2019-Q4' })).toBe('QUARTER_NOT_OVER');
    expect(refusalOf([], { ...draft, subject: '第四季度' })).toBe('QUARTER_NOT_OVER');
    expect(refusalOf([], draft, { now: '2019-09-30T01:00:00.000Z' })).toBe('QUARTER_NOT_OVER');
    expect(refusalOf([], { ...draft, ...brief, subject: ' ' })).toBe('TEXT_MISSING');
    expect(refusalOf([], draft, { content: { content: aContent([]), sm3: '' } })).toBe('PERIODICAL_WITHOUT_TASKS');
    expect(refusalOf([], draft, { content: null })).toBe('PERIODICAL_WITHOUT_TASKS');
  });
});

describe('signing and sending', () => {
  test('a bulletin never leaves unsigned', () => {
    expect(refusalOf(drafted, send)).toBe('BULLETIN_UNSIGNED');
    expect(sent.map(({ type }) => type)).toEqual(['periodicalDrafted', 'periodicalSigned', 'periodicalSent']);
    expect(paperAfter(sent)).toMatchObject({ signedBy: holder.person, sentAt: '2019-10-09T01:00:00.000Z' });
  });

  test('a brief is the supervision unit speaking for itself', () => {
    const own = eventsOf(deciding([], { ...draft, ...brief }));

    expect(eventsOf(deciding(own, { ...send, ...brief }))).toMatchObject([{ type: 'periodicalSent', ...brief, edition: 1 }]);
  });

  test('wait for each other: a bulletin to be signed and then sent, a brief to be sent', () => {
    const own = paperAfter(eventsOf(deciding([], { ...draft, ...brief })));

    expect([paperAfter(drafted), paperAfter(signed), paperAfter(sent), own].map(actAwaited)).toEqual([
      'signPeriodical',
      'sendPeriodical',
      null,
      'sendPeriodical',
    ]);
  });

  test('happens once', () => {
    expect(refusalOf(signed, sign, { actor: secretary })).toBe('PERIODICAL_SIGNED');
    expect(refusalOf(sent, send)).toBe('PERIODICAL_SENT');
    expect(refusalOf([], sign, { actor: holder })).toBe('PERIODICAL_NOT_FOUND');
  });

  test('leaves the papers beside it as they are', () => {
    const both = [...drafted, ...eventsOf(deciding(drafted, { ...draft, ...brief }))];
    const after = [...both, ...eventsOf(deciding(both, sign, { actor: secretary }))].reduce(evolvePeriodicals, []);

    expect(after.map(({ kind, signedBy }) => ({ kind, signedBy }))).toEqual([
      { kind: 'bulletin', signedBy: secretary.person },
      { kind: 'brief', signedBy: null },
    ]);
    const onSending = [...both, ...eventsOf(deciding(both, { ...send, ...brief }))].reduce(evolvePeriodicals, []);
    expect(onSending.map(({ sentAt }) => sentAt !== null)).toEqual([false, true]);
  });

  test.each([
    { act: draft, may: [supervisor], may_not: [contact, holder, secretary, anActor('33-BGS', 'supervisor')] },
    { act: sign, may: [holder, secretary], may_not: [supervisor, contact, leader, aLeader('leader of supervision', '33')] },
    { act: send, may: [supervisor], may_not: [contact, holder, anActor('33-BGS', 'supervisor')] },
  ])('$act.type is for whoever is entitled', ({ act, may, may_not: others }) => {
    const before = act === draft ? [] : act === sign ? drafted : signed;

    expect(may.map((actor) => refusalOf(before, act, { actor }))).toEqual(may.map(() => null));
    expect(others.map((actor) => refusalOf(before, act, { actor }))).toEqual(others.map(() => 'NOT_ENTITLED'));
  });

  test('a deputy signs in the place of the leader who is away, and the journal names both', () => {
    const deputy = aLeader('leader of civil');
    const standing = eventsOf(deciding(drafted, sign, { actor: deputy, standsInFor: [holder] }));

    expect(standing).toMatchObject([{ by: deputy.person, onBehalfOf: holder.person }]);
    expect(paperAfter([...drafted, ...standing]).signedBy).toBe(holder.person);
  });

  test('nobody signs for a supervision unit that no leader holds but the secretary', () => {
    const office = { ...nationalOffice, departments: nationalOffice.departments.filter(({ kind }) => kind !== 'supervision') };

    expect(refusalOf(drafted, sign, { actor: holder, office })).toBe('NOT_ENTITLED');
    expect(refusalOf(drafted, sign, { actor: secretary, office })).toBeNull();
    expect(noticesOf(paperAfter(eventsOf(deciding([], { ...draft, ...brief }))), office).map(({ to }) => to.role)).toEqual(['party_group_secretary']);
  });
});

describe('whom a paper reaches', () => {
  test('a bulletin: the contact of every department in it, with what is overdue of its own', () => {
    const [notice, ...others] = noticesOf(paperAfter(signed), nationalOffice);

    expect(others).toEqual([]);
    expect(notice).toMatchObject({
      kind: 'bulletin',
      to: { office: 'SPP', department: 'SPP-06', role: 'lead_contact' },
      key: 'SPP bulletin 2019-1-1',
      content: {
        subject: '督查通报 2019 年第 1 期：2019 年第三季度重点任务完成情况',
        lines: [expect.stringContaining('交办的 3 个具体事项'), '你部门已超期 1 项，请抓紧办理：2019/改-2。'],
      },
      numbers: ['2019/改-2'],
    });
  });

  test('says nothing more where nothing is overdue', () => {
    const calm = { content: aContent(someTasks.slice(0, 1)), sm3: '' };
    const [notice] = noticesOf(paperAfter(eventsOf(deciding([], draft, { content: calm }))), nationalOffice);

    expect(notice?.content.lines).toHaveLength(1);
  });

  test('a brief: the secretary, and the leader who holds the supervision unit', () => {
    const notices = noticesOf(paperAfter(eventsOf(deciding([], { ...draft, ...brief }))), nationalOffice);

    expect(notices.map(({ to }) => `${to.department} ${to.role}`)).toEqual(['SPP-LD party_group_secretary', 'SPP-BGT supervising_leader']);
  });
});

describe('what a paper is about', () => {
  test('a bulletin is on a quarter, a brief on tasks as they are', () => {
    const today = '2019-10-09';

    expect(orderOf(draft, nationalOffice, today)).toEqual({
      office: nationalOffice,
      title: '2019 年第三季度重点任务完成情况',
      programme: null,
      period: { from: '2019-07-01', day: '2019-09-30' },
    });
    expect(orderOf({ ...draft, ...brief, programme: '2019' }, nationalOffice, today)).toMatchObject({
      title: brief.subject,
      programme: '2019',
      period: { from: null, day: today },
    });
    expect(orderOf({ ...draft, ...brief }, nationalOffice, today)?.programme).toBeNull();
    expect(orderOf({ ...draft, subject: '第三季度' }, nationalOffice, today)).toBeNull();
    const running = quarterCalled('2019-Q4');
    expect(running && quarterOrder(running, nationalOffice, today).period.day).toBe(today);
  });

  test('tasks by department, what is done, overdue or in difficulties by name', () => {
    const inDifficulties = taskAfter([...historyOf('inProgress', { number: '改-6' }), anEvent('taskReported', { problems: '人手不足' })]);
    const { departments, done, overdue, withProblems } = aContent([...someTasks, inDifficulties], { from: '2019-04-01', day: '2019-06-30' });

    expect(departments).toMatchObject([{ department: 'SPP-06', name: '第六检察厅', departmentOffice: 'SPP', items: 4, endedOtherwise: 1, notIssued: 1 }]);
    expect(done).toEqual([
      { number: '2019/改-1', title: '健全民事检察监督机制', lead: 'SPP-06', leadName: '第六检察厅', doneOn: '2019-06-20', result: '印发民事检察办案指引' },
    ]);
    expect(overdue).toEqual([]);
    expect(withProblems).toMatchObject([{ number: '2019/改-6', problems: '人手不足' }]);
    expect(aContent(someTasks, { from: '2019-07-01', day: '2019-09-30' }).done).toEqual([]);
  });

  test('what had ended before the year began is no news; what is still open is carried over', () => {
    const inAnotherYear = { from: '2020-01-01', day: '2020-03-31' };

    expect(aContent(someTasks, inAnotherYear).accomplishment).toMatchObject({ items: 2, done: 0, endedOtherwise: 0 });
    expect(aContent(someTasks, { from: '2019-10-01', day: '2019-12-31' }).accomplishment).toMatchObject({ items: 3, done: 1, endedOtherwise: 1 });
    const everything = aContent(someTasks, { from: null, day: '2020-03-31' });
    expect(everything.accomplishment).toMatchObject({ items: 3, done: 1, endedOtherwise: 1 });
    expect(everything.done).toHaveLength(1);
  });

  test('how many of the reports that were due came in time, of each department and of all', () => {
    const { reports, departments } = aContent();

    expect([reports, departments.map((one) => one.reports)]).toEqual([{ part: 2, of: 3 }, [{ part: 1, of: 2 }]]);
  });

  test('departments in the order of their codes', () => {
    const handedOver = taskAfter([...historyOf('inProgress'), anEvent('taskHandedOver')]);

    expect(aContent([handedOver, ...someTasks]).departments.map(({ department }) => department)).toEqual(['SPP-06', 'SPP-10']);
    expect(aContent([...someTasks, handedOver]).departments.map(({ department }) => department)).toEqual(['SPP-06', 'SPP-10']);
  });
});

describe('a paper as a document', () => {
  const textOf = (document: object): string => JSON.stringify(document);

  test('is 送审稿 until a leader has signed it, and then says who', () => {
    const unsigned = textOf(periodicalDocument(paperAfter(drafted), { mark: '演示数据', signedBy: null }));
    const published = periodicalDocument(paperAfter(sent), { mark: '', signedBy: '某某' });

    expect(unsigned).toContain('送审稿');
    expect(published.blocks[0]).toEqual({
      kind: 'masthead',
      name: '督查通报',
      note: '内部资料',
      issue: '2019 年第 1 期',
      issuer: '最高检',
      date: '2019年10月9日',
    });
    expect(textOf(published)).toContain('签发人：某某');
  });

  test('needs no signature as a brief, and says what another edition corrects', () => {
    const paper = paperAfter(eventsOf(deciding([], { ...draft, ...brief })));

    expect(textOf(periodicalDocument(paper, { mark: '', signedBy: null }))).not.toContain('送审稿');
    const corrected = textOf(periodicalDocument({ ...paper, edition: 2, correction: '漏计一项' }, { mark: '', signedBy: null }));
    for (const text of ['第 1 期（第 2 版）', '本版更正：漏计一项']) expect(corrected).toContain(text);
  });

  test('has the sentence, the sums, and the tables; an empty one says so', () => {
    const document = summaryDocument(aContent(), { mark: '' });

    expect(document.asOf).toBe(endOf('2019-09-30'));
    for (const text of ['截至2019年9月30日，最高检交办的 3 个具体事项', '另有 1 项已立项、尚未交办', '"合计"', '改-2', '无。', '1 / 3'])
      expect(textOf(document)).toContain(text);
    expect(textOf(summaryDocument(aContent(someTasks.slice(0, 4)), { mark: '' }))).not.toContain('尚未交办');
  });

  test('names the programme that it is about, and the beginning of what it counts', () => {
    const content = aContent(someTasks, { from: null, day: '2019-09-30' });

    expect(textOf(summaryDocument(content, { mark: '' }))).toContain('立项 至 2019-09-30');
    expect(aContent(someTasks, content.period, '2019').sentence).toContain('最高检在方案 2019 中交办的 3 个');
    const withProblems = aContent([taskAfter([...historyOf('inProgress'), anEvent('taskReported', { problems: '人手不足' })])], {
      from: '2019-04-01',
      day: '2019-06-30',
    });
    expect(textOf(summaryDocument(withProblems, { mark: '' }))).toContain('人手不足');
    expect(
      textOf(summaryDocument({ ...content, overdue: content.overdue.map((task) => ({ ...task, baselineDue: null, currentDue: null })) }, { mark: '' })),
    ).toContain('改-2');
  });
});
