import { describe, expect, test } from 'vitest';
import { dutiesOf, paperDuties } from '../../domain/duties.ts';
import type { TaskEvent } from '../../domain/events.ts';
import type { Paper } from '../../domain/papers.ts';
import { firstPaperDay, mayLeave, papersOf, signatoryOf } from '../../domain/papers.ts';
import type { Assignment } from '../../domain/task.ts';
import { aCommand, facts, shanghai } from '../support/commands.ts';
import { anAssignment, anEvent, historyOf, historyOfDrafted, historyOfEscalated, historyOfProposed, stepsOn, taskAfter } from '../support/events.ts';
import { given } from '../support/given.ts';
import { aLeader, anActor, head, leader, offices, supervisor } from '../support/offices.ts';

/** Level 3 falls on Thursday 2019-07-04, level 4 on 07-12. */
const drafted = historyOfDrafted();
const theDayBefore = { at: shanghai('2019-07-03', '11:00') };
const theDay = { at: shanghai('2019-07-04', '09:00') };
const pass = aCommand('passDeadline');
const theLeader = { office: 'SPP', department: 'SPP-06', role: 'supervising_leader' } as const;

const open = (history: readonly TaskEvent[], day: string): readonly string[] =>
  papersOf(taskAfter(history), facts({ now: shanghai(day, '08:30') })).map(
    ({ level, repeat, standing, leavesOn, to }) =>
      `${level}${repeat === undefined ? '' : `.${repeat}`} ${standing} on ${leavesOn} to ${to.map(({ department, role }) => `${department} ${role}`).join(', ')}`,
  );

/** Past its due day, with every step still to come but those in the past. */
const overdue = (assignment: Partial<Assignment>, supervisingOffice = 'SPP'): readonly TaskEvent[] => [
  ...historyOf('inProgress', { assignment: anAssignment({ participants: [], milestones: [], ...assignment }), supervisingOffice }),
  anEvent('deadlinePassed', {
    at: '2019-06-30T16:00:00.000Z',
    deadline: { kind: 'due', date: '2019-06-30' },
    steps: [...stepsOn('07-01', '07-03', '07-05', '07-12'), { level: 4, on: '2019-07-19', repeat: 1 }],
  }),
];

describe('which papers lie open', () => {
  test('the one to the leader, on the working day before its step; not before', () => {
    expect(open(drafted, '2019-07-02')).toEqual([]);
    expect(open(drafted, '2019-07-03')).toEqual(['3 draft on 2019-07-04 to SPP-06 supervising_leader']);
  });

  test('over a weekend: on Friday what leaves on Monday', () => {
    const monday = [
      ...drafted.slice(0, -3),
      anEvent('deadlinePassed', { at: '2019-06-30T16:00:00.000Z', deadline: { kind: 'due', date: '2019-06-30' }, steps: stepsOn('07-08', '07-12') }),
    ];

    expect(open(monday, '2019-07-04')).toEqual([]);
    expect(open(monday, '2019-07-05')).toEqual(['3 draft on 2019-07-08 to SPP-06 supervising_leader']);
  });

  test('none goes to the late department, to its own office, nor to the office that ordered the work', () => {
    expect(open(overdue({}), '2019-06-30')).toEqual([]);
    expect(open(overdue({}), '2019-07-02')).toEqual([]);
    expect(open(overdue({}), '2019-07-11').filter((text) => text.startsWith('4 '))).toEqual([]);
    expect(open(overdue({ lead: '3301-06' }, '33'), '2019-07-04')).toEqual([]);
  });

  test('what reaches an office that neither ordered the work nor has it does', () => {
    expect(open(overdue({ lead: '3301-06' }, '33'), '2019-07-11')).toEqual(['4 draft on 2019-07-12 to SPP-BGT supervisor, SPP-06 department_head']);
    expect(open(overdue({ lead: '330102-06' }, '33'), '2019-07-02')).toEqual(['2 draft on 2019-07-03 to 3301-BGS supervisor, 3301-06 department_head']);
  });

  test('none of a task that nothing is late of, or that is suspended', () => {
    expect(open(historyOf('inProgress'), '2019-07-03')).toEqual([]);
    expect(open([...drafted, anEvent('taskSuspended', { at: shanghai('2019-07-03', '10:00') })], '2019-07-03')).toEqual([]);
  });

  test('a task has none before the day that its row says', () => {
    expect(firstPaperDay(taskAfter(historyOf('inProgress')))).toBeNull();
    expect(firstPaperDay(taskAfter(overdue({})))).toBe('2019-07-03');
    expect(firstPaperDay(taskAfter(historyOfProposed()))).toBeNull();
    expect(firstPaperDay(taskAfter([...drafted, anEvent('paperHeld')]))).toBe('2019-07-03');
  });
});

describe('签发', () => {
  test('who signed is told when the paper leaves', () => {
    const task = given(drafted).when(aCommand('signPaper'), theDayBefore).thenRecords({ type: 'paperSigned', level: 3 });
    expect(papersOf(task, facts({ now: theDayBefore.at }))).toMatchObject([{ standing: 'signed', record: { by: supervisor.person } }]);

    const after = given([...drafted, anEvent('paperSigned')])
      .when(pass, theDay)
      .thenRecords({ type: 'taskEscalated', level: 3, to: [theLeader], signedBy: supervisor.person });
    expect(after.ladder?.papers).toEqual([]);
  });

  test('unsigned, it leaves on its day all the same, and the journal says so: supervision never stops because nobody signed', () => {
    given(drafted)
      .when(pass, theDay)
      .thenRecords({ type: 'taskEscalated', level: 3, to: [theLeader], signedBy: null });
  });

  test('a step that reaches nobody who is looked at says nothing of a signature', () => {
    const { decision } = given(overdue({})).when(pass, { at: shanghai('2019-07-03', '09:00') });

    expect(decision).toEqual({ events: [1, 2].map(() => expect.not.objectContaining({ signedBy: expect.anything() })) });
  });

  test('does not outlast an answer to the escalation: what was signed did not know of it; a hold does', () => {
    const answered = anEvent('escalationAcknowledged', { at: shanghai('2019-07-03', '12:00'), steps: stepsOn('07-08', '07-15') });

    expect(open([...drafted, anEvent('paperSigned'), answered], '2019-07-05')).toEqual(['3 draft on 2019-07-08 to SPP-06 supervising_leader']);
    expect(open([...drafted, anEvent('paperHeld'), answered], '2019-07-04')).toEqual(['3 held on 2019-07-08 to SPP-06 supervising_leader']);
  });

  test('is once', () => {
    given([...drafted, anEvent('paperSigned')])
      .when(aCommand('signPaper'), theDayBefore)
      .thenRefuses('PAPER_ALREADY_SIGNED', { paper: '2019/改-12#3' });
  });

  test('a paper that is held must first be let go', () => {
    given([...drafted, anEvent('paperHeld')])
      .when(aCommand('signPaper'), theDayBefore)
      .thenRefuses('PAPER_HELD', { paper: '2019/改-12#3', reason: '成果已报送，待核实' });
  });

  test('of a paper that is not drafted yet says from when on', () => {
    given(overdue({}))
      .when(aCommand('signPaper'), { at: shanghai('2019-07-03', '10:00') })
      .thenRefuses('PAPER_NOT_DRAFTED', { paper: '2019/改-12#3', date: '2019-07-04', leavesOn: '2019-07-05' });
  });

  test.for([
    ['a step that reaches only the office itself', drafted, aCommand('signPaper', { level: 4 })],
    ['a step that has been told', drafted, aCommand('signPaper', { level: 2 })],
    ['a repetition that is not to come', drafted, aCommand('signPaper', { level: 4, repeat: 2 })],
    ['a task that is not late', historyOf('inProgress'), aCommand('signPaper')],
    ['a suspended task', [...drafted, anEvent('taskSuspended', { at: shanghai('2019-07-03', '10:00') })], aCommand('signPaper')],
  ] as const)('there is no paper of %s', ([, history, command]) => {
    given(history).when(command, theDayBefore).thenRefuses('PAPER_NOT_FOUND');
  });
});

describe('缓发', () => {
  const held = [...drafted, anEvent('paperHeld')];
  const heldPastItsDay = [...held, anEvent('taskEscalated', { at: shanghai('2019-07-04', '09:00'), by: 'clock', level: 3, to: [], withheld: [theLeader] })];

  test('keeps the paper back, and the ladder climbs on: level and event are as without it', () => {
    const task = given(held)
      .when(pass, theDay)
      .thenRecords({ type: 'taskEscalated', level: 3, to: [], withheld: [theLeader] });

    expect(task).toMatchObject({
      escalationLevel: 3,
      ladder: { steps: [{ level: 4, on: '2019-07-12' }], told: [{ level: 1 }, { level: 2 }, { level: 3, to: [] }] },
    });
    expect(open(heldPastItsDay, '2019-07-10')).toEqual(['3 held on 2019-07-04 to SPP-06 supervising_leader']);
  });

  test('whom it does not reach may not answer for it', () => {
    expect(dutiesOf(taskAfter(heldPastItsDay), offices, '2019-07-04').filter(({ kind }) => kind === 'acknowledge')).toEqual([]);
    given(heldPastItsDay)
      .when(aCommand('acknowledge'), { by: leader, ...theDay })
      .thenRefuses('NOT_ON_LADDER');
  });

  test('let go before its day, it leaves on it like any other', () => {
    given(held).when(aCommand('releasePaper'), theDayBefore).thenRecords({ type: 'paperReleased', level: 3 });

    given([...held, anEvent('paperReleased')])
      .when(pass, theDay)
      .thenRecords({ type: 'taskEscalated', level: 3, to: [theLeader], signedBy: null });
  });

  test('let go after its day, it leaves at once, says how matters stand now, and whom it reaches may answer', () => {
    const task = given(heldPastItsDay)
      .when(aCommand('releasePaper'), { at: shanghai('2019-07-09', '10:00') })
      .thenRecords({ type: 'paperReleased', level: 3, leaves: { to: [theLeader], reason: '完成时限（2019-06-30 止）已超过 7 个工作日' } });

    expect(task.ladder).toMatchObject({ papers: [], told: [{ level: 1 }, { level: 2 }, { level: 3, to: [theLeader] }] });
    expect(open([...heldPastItsDay, anEvent('paperReleased', { leaves: { to: [theLeader], reason: '' } })], '2019-07-10')).toEqual([]);
  });

  test('of a signed paper is still possible until it leaves', () => {
    const task = given([...drafted, anEvent('paperSigned')])
      .when(aCommand('holdPaper'), theDayBefore)
      .thenRecords({ type: 'paperHeld', reason: '成果已报送，待核实' });

    expect(task.ladder?.papers).toMatchObject([{ level: 3, standing: 'held' }]);
  });

  test('ends with the ladder: what is settled need not be told', () => {
    expect(open([...heldPastItsDay, anEvent('closureApplied', { at: shanghai('2019-07-05', '10:00'), countsOn: '2019-07-05' })], '2019-07-05')).toEqual([]);
  });

  test('stands while later steps are climbed', () => {
    const last = given(heldPastItsDay)
      .when(pass, { at: shanghai('2019-07-12', '09:00') })
      .thenRecords({ type: 'taskEscalated', level: 4 });

    expect(last.ladder?.papers).toMatchObject([{ level: 3, standing: 'held', withheld: { since: '2019-07-04' } }]);
  });

  test('is not got round by escalating by hand', () => {
    given(held)
      .when(aCommand('escalate', { level: 3 }), theDayBefore)
      .thenRefuses('PAPER_HELD', { paper: '2019/改-12#3', reason: '成果已报送，待核实' });
  });

  test('is forgotten where people escalate beyond it', () => {
    const beyond = [...drafted, anEvent('paperSigned'), anEvent('taskEscalated', { at: shanghai('2019-07-03', '14:00'), level: 4 })];

    expect(taskAfter(beyond).ladder?.papers).toEqual([]);
  });

  test('needs a reason, is once, and only what is held can be let go', () => {
    given(drafted)
      .when(aCommand('holdPaper', { reason: ' ' }), theDayBefore)
      .thenRefuses('REASON_MISSING');
    given(held).when(aCommand('holdPaper'), theDayBefore).thenRefuses('PAPER_HELD');
    given(heldPastItsDay).when(aCommand('holdPaper'), theDay).thenRefuses('PAPER_HELD');
    given(drafted).when(aCommand('releasePaper'), theDayBefore).thenRefuses('PAPER_NOT_HELD', { paper: '2019/改-12#3' });
  });

  test('an event that holds what is withheld already changes nothing', () => {
    expect(taskAfter([...heldPastItsDay, anEvent('paperHeld', { reason: '另一理由' })])).toEqual(taskAfter(heldPastItsDay));
  });
});

describe('who may say it: never the supervised', () => {
  const lateReview = [
    ...historyOf('closureReview'),
    anEvent('deadlinePassed', {
      at: '2019-06-27T16:00:00.000Z',
      deadline: { kind: 'review', date: '2019-06-27' },
      steps: stepsOn('06-28', '07-02', '07-04', '07-11'),
    }),
    anEvent('taskEscalated', { at: '2019-07-03T01:00:00.000Z', by: 'clock', level: 2 }),
  ];

  test.for([
    ['the head of the lead', head],
    ['a supervisor who sits in the lead', anActor('SPP-06', 'supervisor')],
    ['a supervisor of another office', anActor('33-BGS', 'supervisor')],
    ['another leader', aLeader('leader of public interest')],
  ] as const)('not %s', ([, by]) => {
    for (const command of [aCommand('holdPaper'), aCommand('signPaper')])
      given(drafted)
        .when(command, { by, ...theDayBefore })
        .thenRefuses('NOT_ENTITLED');
  });

  test('the supervision unit may not keep back what is said of its own delay; its leader may', () => {
    given(lateReview)
      .when(aCommand('holdPaper'), { by: supervisor, ...theDayBefore })
      .thenRefuses('NOT_ENTITLED');
    given(lateReview)
      .when(aCommand('holdPaper'), { by: leader, ...theDayBefore })
      .thenRecords({ type: 'paperHeld', by: leader.person });
  });

  test('it lies open for the supervision unit; where that is late or takes part, or it leaves the office, for the leader in charge', () => {
    const signatory = (history: readonly TaskEvent[], now: string): string => {
      const task = taskAfter(history);
      const [paper] = papersOf(task, facts({ now }));
      const { department, role } = signatoryOf(paper as Paper, task, offices);
      return `${department} ${role}`;
    };

    expect(signatory(drafted, theDayBefore.at)).toBe('SPP-BGT supervisor');
    expect(signatory(lateReview, theDayBefore.at)).toBe('SPP-06 supervising_leader');
    expect(signatory(overdue({ participants: ['SPP-BGT'] }), shanghai('2019-07-04', '09:00'))).toBe('SPP-06 supervising_leader');
    expect(signatory(overdue({ lead: '3301-06' }, '33'), shanghai('2019-07-11', '09:00'))).toBe('33-06 supervising_leader');
  });

  test('a draft waits until the end of the day before it leaves; a held one until it is let go; a signed one for nobody', () => {
    const waiting = (history: readonly TaskEvent[]): readonly unknown[] =>
      paperDuties(taskAfter(history), facts({ now: theDayBefore.at })).map(({ kind, person, by }) => [kind, person, by]);

    expect(waiting(drafted)).toEqual([['signPaper', null, '2019-07-03']]);
    expect(waiting(lateReview)).toEqual([['signPaper', 'leader of civil', '2019-07-03']]);
    expect(waiting([...drafted, anEvent('paperHeld')])).toEqual([['releasePaper', null, null]]);
    expect(waiting([...drafted, anEvent('paperSigned')])).toEqual([]);
  });
});

test('a 通报 never leaves unsigned; any other paper leaves unless it is held', () => {
  expect((['draft', 'signed', 'held'] as const).map((standing) => mayLeave(standing))).toEqual([true, true, false]);
  expect((['draft', 'signed', 'held'] as const).map((standing) => mayLeave(standing, true))).toEqual([false, true, false]);
});

describe('建议议题', () => {
  const proposed = historyOfProposed();
  const after = { at: shanghai('2019-07-15', '10:00') };

  test('is taken onto the agenda by people, at a meeting or the next', () => {
    const task = given(proposed).when(aCommand('acceptAgendaItem'), after).thenRecords({ type: 'agendaItemAccepted', meeting: '党组会 2019-08-01' });
    expect(task.ladder).toMatchObject({ agendaSince: '2019-07-12', agendaAccepted: { by: supervisor.person, meeting: '党组会 2019-08-01' } });

    given(proposed).when({ type: 'acceptAgendaItem' }, after).thenRecords({ type: 'agendaItemAccepted', meeting: null });
  });

  test('at a meeting that is named by its id only if there is one', () => {
    const accept = aCommand('acceptAgendaItem', { meeting: 'SPP-2019-08-01' });

    given(proposed)
      .when(accept, { ...after, meetingOnRecord: false })
      .thenRefuses('MEETING_NOT_FOUND', { meeting: 'SPP-2019-08-01' });
    given(proposed).when(accept, after).thenRecords({ type: 'agendaItemAccepted', meeting: 'SPP-2019-08-01' });
  });

  test('moves to another meeting, and is not taken onto the same twice', () => {
    const accepted = [...proposed, anEvent('agendaItemAccepted')];

    given(accepted).when(aCommand('acceptAgendaItem'), after).thenRefuses('AGENDA_ITEM_ACCEPTED', { number: '2019/改-12' });
    given(accepted)
      .when(aCommand('acceptAgendaItem', { meeting: '党组会 2019-09-02' }), after)
      .thenRecords({ type: 'agendaItemAccepted' });
  });

  test('declined with a reason it is off the list, until the ladder proposes it again', () => {
    const task = given(proposed).when(aCommand('declineAgendaItem'), after).thenRecords({ type: 'agendaItemDeclined', reason: '分管院领导已专题研究' });
    expect(task.ladder?.agendaSince).toBeNull();

    const again = anEvent('taskEscalated', { at: '2019-07-19T01:00:00.000Z', level: 4, repeat: 1, isForAgenda: true });
    expect(taskAfter([...proposed, anEvent('agendaItemDeclined'), again]).ladder).toMatchObject({ agendaSince: '2019-07-19', agendaAccepted: null });
    given(proposed)
      .when(aCommand('declineAgendaItem', { reason: '' }), after)
      .thenRefuses('REASON_MISSING');
  });

  test.for([aCommand('acceptAgendaItem'), aCommand('declineAgendaItem')])('$type finds nothing where nothing is proposed', (command) => {
    given(historyOfEscalated()).when(command).thenRefuses('AGENDA_ITEM_NOT_FOUND', { number: '2019/改-12' });
    given(historyOf('inProgress')).when(command).thenRefuses('AGENDA_ITEM_NOT_FOUND');
  });

  test('an acceptance of what is not proposed changes nothing', () => {
    expect(taskAfter([...historyOfEscalated(), anEvent('agendaItemAccepted')])).toEqual(taskAfter(historyOfEscalated()));
  });

  test('a release of what nobody holds changes nothing of the papers', () => {
    expect(taskAfter([...historyOfEscalated(), anEvent('paperReleased')]).ladder?.papers).toEqual([]);
  });
});
