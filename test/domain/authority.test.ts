import { describe, expect, test } from 'vitest';
import type { CommandType } from '../../domain/command-shapes.ts';
import { commandTypes } from '../../domain/command-shapes.ts';
import { decide } from '../../domain/decide.ts';
import type { TaskEvent } from '../../domain/events.ts';
import { fold } from '../../domain/evolve.ts';
import type { Facts } from '../../domain/facts.ts';
import type { TaskState } from '../../domain/task.ts';
import { roles } from '../../domain/values.ts';
import { aCommand, entitled, facts } from '../support/commands.ts';
import { anAssignment, anEvent, historyOf, historyOfDeclined, historyOfDrafted, historyOfEscalated, historyOfProposed } from '../support/events.ts';
import { given, nothing } from '../support/given.ts';
import { aLeader, anActor, contact, head, leader, offices, officesWith, reviewer, secretary, supervisor } from '../support/offices.ts';

const mergedInto13 = [...historyOf('inProgress'), anEvent('taskMerged')];

/** A journal on which the act is accepted, as far as its state and content go. */
const readyFor: Readonly<Record<Exclude<CommandType, 'passDeadline' | 'reportMissed'>, readonly TaskEvent[]>> = {
  register: nothing,
  amend: historyOf('registered'),
  issue: historyOf('registered'),
  consent: historyOf('registered', { origin: { kind: 'single', text: '院领导批示' } }),
  receive: historyOf('issued'),
  decline: historyOf('issued'),
  reissue: historyOfDeclined(),
  submitMeasures: historyOf('received'),
  approveMeasures: [...historyOf('received'), anEvent('measuresSubmitted')],
  rejectMeasures: [...historyOf('received'), anEvent('measuresSubmitted')],
  report: historyOf('inProgress'),
  urge: historyOf('inProgress'),
  escalate: historyOf('inProgress'),
  acknowledge: historyOfEscalated(),
  signPaper: historyOfDrafted(),
  holdPaper: historyOfDrafted(),
  releasePaper: [...historyOfDrafted(), anEvent('paperHeld')],
  acceptAgendaItem: historyOfProposed(),
  declineAgendaItem: historyOfProposed(),
  applyForClosure: historyOf('inProgress'),
  returnClosure: historyOf('closureReview'),
  strikeOff: historyOf('closureReview'),
  requestContribution: historyOf('inProgress'),
  contribute: historyOf('inProgress'),
  answerUrge: [...historyOf('inProgress'), anEvent('taskUrged')],
  withdrawClosure: historyOf('closureReview'),
  orderVerification: historyOf('closureReview'),
  recordVerification: historyOf('verifying'),
  suspend: historyOf('inProgress'),
  resume: historyOf('suspended'),
  terminate: historyOf('inProgress'),
  correct: [...historyOf('inProgress'), anEvent('taskReported')],
  requestExtension: historyOf('inProgress'),
  reviewExtension: [...historyOf('inProgress'), anEvent('extensionRequested')],
  decideExtension: [...historyOf('inProgress'), anEvent('extensionRequested')],
  setDue: [...historyOf('inProgress'), anEvent('deadlinePassed', { at: '2019-06-30T16:00:00.000Z', deadline: { kind: 'due', date: '2019-06-30' } })],
  incorporate: historyOf('inProgress'),
  handOver: historyOf('inProgress'),
  movePolicy: historyOf('inProgress'),
  absorb: historyOf('inProgress'),
  merge: historyOf('inProgress'),
  unmerge: mergedInto13,
  release: [...historyOf('inProgress'), anEvent('taskAbsorbed')],
  reproject: historyOf('inProgress'),
  instruct: historyOf('inProgress'),
  answerSuggestion: [...historyOf('inProgress'), anEvent('taskReported')],
};
/** The progress of the report that the contact of the lead made. */
const actOf = (act: keyof typeof readyFor) => (act === 'correct' ? aCommand(act, { seq: 6, field: 'progress' }) : aCommand(act));
const humanActs = Object.keys(readyFor) as (keyof typeof readyFor)[];

const people = {
  contact,
  head,
  'contact of the participant': anActor('SPP-08', 'lead_contact'),
  'head of the participant': anActor('SPP-08', 'department_head'),
  'head of another department': anActor('SPP-10', 'department_head'),
  'supervisor of the lead, where it has one': anActor('SPP-06', 'supervisor'),
  supervisor,
  'contact of the supervision unit': anActor('SPP-BGT', 'lead_contact'),
  'supervisor below': anActor('33-BGS', 'supervisor'),
  reviewer,
  'reviewer in the lead': anActor('SPP-06', 'reviewer'),
  'reviewer in the participant': anActor('SPP-08', 'reviewer'),
  'reviewer below': anActor('33-BGS', 'reviewer'),
  leader,
  'another leader': aLeader('leader of public interest'),
  'the leader without his office': { ...leader, roles: ['department_head'] },
  'leader below': aLeader('leader of 33 civil', '33'),
  secretary,
  'secretary below': anActor('33-LD', 'party_group_secretary'),
  administrator: anActor('SPP-BGT', 'admin'),
} as const;
type Name = keyof typeof people;

/** Who may do what: the whole table, as far as it is built. Whoever is not named may not. */
const entitlements: Readonly<Record<keyof typeof readyFor, readonly Name[]>> = {
  register: ['supervisor', 'supervisor of the lead, where it has one'],
  amend: ['supervisor', 'supervisor of the lead, where it has one'],
  issue: ['supervisor', 'supervisor of the lead, where it has one'],
  consent: ['leader'],
  receive: ['contact', 'head'],
  decline: ['head'],
  reissue: ['supervisor', 'supervisor of the lead, where it has one'],
  submitMeasures: ['contact', 'head'],
  approveMeasures: ['supervisor', 'supervisor of the lead, where it has one'],
  rejectMeasures: ['supervisor', 'supervisor of the lead, where it has one'],
  report: ['contact', 'head'],
  urge: ['supervisor', 'supervisor of the lead, where it has one'],
  escalate: ['supervisor', 'supervisor of the lead, where it has one'],
  acknowledge: ['head'],
  signPaper: ['supervisor', 'leader'],
  holdPaper: ['supervisor', 'leader'],
  releasePaper: ['supervisor', 'leader'],
  acceptAgendaItem: ['supervisor', 'leader'],
  declineAgendaItem: ['supervisor', 'leader'],
  applyForClosure: ['head'],
  returnClosure: ['reviewer'],
  strikeOff: ['reviewer'],
  requestContribution: ['contact', 'head'],
  contribute: ['contact of the participant', 'head of the participant'],
  answerUrge: ['contact', 'head'],
  withdrawClosure: ['head'],
  orderVerification: ['reviewer'],
  recordVerification: ['reviewer'],
  suspend: ['leader'],
  resume: ['leader'],
  terminate: ['secretary'],
  requestExtension: ['contact', 'head'],
  reviewExtension: ['supervisor'],
  decideExtension: ['leader'],
  setDue: ['leader'],
  correct: ['contact', 'head', 'supervisor', 'supervisor of the lead, where it has one'],
  incorporate: ['supervisor', 'supervisor of the lead, where it has one'],
  handOver: ['supervisor', 'supervisor of the lead, where it has one'],
  movePolicy: ['supervisor', 'supervisor of the lead, where it has one'],
  absorb: ['supervisor', 'supervisor of the lead, where it has one'],
  merge: ['supervisor', 'supervisor of the lead, where it has one'],
  unmerge: ['supervisor', 'supervisor of the lead, where it has one'],
  release: ['supervisor', 'supervisor of the lead, where it has one'],
  reproject: ['supervisor', 'supervisor of the lead, where it has one'],
  instruct: ['leader', 'secretary', 'supervisor', 'supervisor of the lead, where it has one'],
  answerSuggestion: ['leader', 'secretary'],
};

describe.for(humanActs)('%s', (act) => {
  test.for(Object.keys(people) as Name[])('by the %s', (name) => {
    const outcome = given(readyFor[act]).when(actOf(act), { by: people[name] });

    if (entitlements[act].includes(name)) expect(outcome.decision).toHaveProperty('events');
    else expect(['NOT_ENTITLED', 'REVIEWER_TOOK_PART', 'NOT_ON_LADDER']).toContain('refusal' in outcome.decision ? outcome.decision.refusal.code : 'accepted');
  });

  test('by somebody of no role at all', () => {
    for (const department of ['SPP-10', 'SPP-BGT', 'SPP-LD'])
      given(readyFor[act])
        .when(actOf(act), { by: anActor(department) })
        .thenRefuses(act === 'acknowledge' ? 'NOT_ON_LADDER' : 'NOT_ENTITLED');
  });
});

test.for(humanActs.filter((act) => act !== 'resume'))('%s is never done by the clock', (act) => {
  given(readyFor[act]).when(actOf(act), { by: 'clock' }).thenRefuses('NOT_ENTITLED');
});

test.for(['passDeadline', 'reportMissed'] as const)('%s is done by the clock alone', (act) => {
  for (const by of Object.values(people))
    given(historyOf('inProgress'))
      .when(aCommand(act), { by })
      .thenRefuses('NOT_ENTITLED', expect.objectContaining({ who: '系统时钟' }));
  given(historyOf('inProgress'))
    .when(aCommand(act), { by: supervisor, standsInFor: [leader] })
    .thenRefuses('NOT_ENTITLED');
});

describe('the doer, the supervision unit and the leader', () => {
  test('a refusal says who may', () => {
    given(historyOf('inProgress'))
      .when(aCommand('applyForClosure'), { by: contact })
      .thenRefuses('NOT_ENTITLED', { person: contact.person, act: '申请办结', who: '牵头部门负责人' });
  });

  test('whoever may not act is told so before he is told the state of the task', () => {
    given(historyOf('registered')).when(aCommand('strikeOff'), { by: supervisor }).thenRefuses('NOT_ENTITLED');
  });

  test('a head who is also the contact may do what either may', () => {
    const both = anActor('SPP-06', 'lead_contact', 'department_head');

    given(readyFor.report).when(aCommand('report'), { by: both }).thenRecords({ type: 'taskReported' });
    given(readyFor.applyForClosure).when(aCommand('applyForClosure'), { by: both }).thenRecords({ type: 'closureApplied' });
  });
});

describe('the system', () => {
  const acceptedFromSystem: readonly CommandType[] = ['register', 'amend', 'reproject'];

  test.for(commandTypes.filter((type) => !acceptedFromSystem.includes(type)))('may not %s', (act) => {
    const isOfTheClock = act === 'passDeadline' || act === 'reportMissed';

    given(isOfTheClock ? historyOf('inProgress') : readyFor[act])
      .when(isOfTheClock ? aCommand(act) : actOf(act), { by: 'system' })
      .thenRefuses('NOT_ENTITLED');
  });

  test('has dates reprojected, after a new calendar', () => {
    given(historyOf('inProgress')).when(aCommand('reproject'), { by: 'system' }).thenRecords({ type: 'taskReprojected', by: 'system' });
  });

  test('registers and amends, for imports', () => {
    given(nothing).when(aCommand('register'), { by: 'system' }).thenRecords({ type: 'taskRegistered', by: 'system' });
    given(historyOf('registered')).when(aCommand('amend'), { by: 'system' }).thenRecords({ type: 'taskAmended', by: 'system' });
  });
});

describe('the clock', () => {
  test('alone says that a deadline has passed', () => {
    for (const person of [supervisor, leader, head])
      given(historyOf('issued'))
        .when(aCommand('passDeadline'), { by: person })
        .thenRefuses('NOT_ENTITLED', { person: person.person, act: '记录期限已过', who: '系统时钟' });
  });
});

describe('the supervising office', () => {
  const below = { assignment: anAssignment({ lead: '3301-06', participants: [] }) };

  test('supervises what is led below it: the lower office has no say but to urge', () => {
    const ownSupervision = anActor('3301-BGS', 'supervisor', 'reviewer');

    given(historyOf('inProgress', below)).when(aCommand('urge'), { by: supervisor }).thenRecords({ type: 'taskUrged' });
    given(historyOf('inProgress', below)).when(aCommand('urge'), { by: ownSupervision }).thenRecords({ type: 'taskUrged' });
    given(historyOf('inProgress', below)).when(aCommand('escalate'), { by: ownSupervision }).thenRefuses('NOT_ENTITLED');
    given(historyOf('closureReview', below)).when(aCommand('strikeOff'), { by: ownSupervision }).thenRefuses('NOT_ENTITLED');
  });

  test('is not urged on by an office in between, nor by one below the lead', () => {
    for (const department of ['33-BGS', '330102-BGS'])
      given(historyOf('inProgress', below))
        .when(aCommand('urge'), { by: anActor(department, 'supervisor') })
        .thenRefuses('NOT_ENTITLED');
  });

  test('may be a lower one: then its own people supervise, and those above do not', () => {
    const provincial = { supervisingOffice: '33', assignment: anAssignment({ lead: '3301-06', participants: [] }) };

    given(historyOf('registered', provincial))
      .when(aCommand('issue'), { by: anActor('33-BGS', 'supervisor') })
      .thenRecords({ type: 'taskIssued' });
    given(historyOf('registered', provincial)).when(aCommand('issue'), { by: supervisor }).thenRefuses('NOT_ENTITLED');
  });
});

describe('the leader in charge', () => {
  const single = { origin: { kind: 'single', text: '院领导批示' } } as const;
  const consentBy = (person: string, assignment: Parameters<typeof anAssignment>[0], tree = offices) =>
    given(historyOf('registered', { ...single, assignment: anAssignment(assignment) })).when(aCommand('consent'), { by: aLeader(person), offices: tree });

  test('is who holds the lead department, whatever name the plan gives', () => {
    consentBy('leader of petitions', { lead: 'SPP-10', participants: [], leader: 'leader of press' }).thenRecords({ type: 'consentGiven' });
    consentBy('leader of press', { lead: 'SPP-10', participants: [], leader: 'leader of press' }).thenRefuses('NOT_ENTITLED');
  });

  test('of a task led below is who holds the department of its line at the supervising office', () => {
    consentBy('leader of civil', { lead: '33-06' }).thenRecords({ type: 'consentGiven' });
    consentBy('leader of 33 civil', { lead: '33-06' }).thenRefuses('NOT_ENTITLED');
  });

  test('of a task on a line that the supervising office has not, is who holds its 督查部门', () => {
    consentBy('leader of supervision', { lead: '33-06', line: '行政' }).thenRecords({ type: 'consentGiven' });
  });

  test('of a lead that nobody holds is found by its line, then by the 督查部门', () => {
    consentBy('leader of civil', { lead: 'SPP-LD' }).thenRecords({ type: 'consentGiven' });
    consentBy('leader of supervision', { lead: 'SPP-LD' }, officesWith('SPP-06', { leader: null })).thenRecords({ type: 'consentGiven' });
  });
});

describe('nobody of lead or participants reviews (R12)', () => {
  const review = ['strikeOff', 'returnClosure'] as const;
  const led = (lead: string, participants: readonly string[] = []) => historyOf('closureReview', { assignment: anAssignment({ lead, participants }) });

  test.for(review)('%s: the refusal names the department that took part', (act) => {
    given(led('SPP-06', ['SPP-08']))
      .when(aCommand(act), { by: anActor('SPP-08', 'reviewer') })
      .thenRefuses('REVIEWER_TOOK_PART', { department: 'SPP-08' });
  });

  test.for(review)('%s: where the 督查部门 leads or takes part, the leader in charge reviews in its place', (act) => {
    const byUnit = led('SPP-BGT');
    given(byUnit).when(aCommand(act)).thenRefuses('REVIEWER_TOOK_PART');
    given(byUnit)
      .when(aCommand(act), { by: aLeader('leader of supervision') })
      .thenRecords({ type: act === 'strikeOff' ? 'taskStruckOff' : 'closureReturned' });

    const withUnit = led('SPP-06', ['SPP-BGT']);
    given(withUnit).when(aCommand(act)).thenRefuses('REVIEWER_TOOK_PART');
    given(withUnit)
      .when(aCommand(act), { by: leader })
      .thenRecords({ type: act === 'strikeOff' ? 'taskStruckOff' : 'closureReturned' });
  });

  test.for(review)('%s: where the 督查部门 did not take part, the leader in charge does not review', (act) => {
    given(led('SPP-06')).when(aCommand(act), { by: leader }).thenRefuses('NOT_ENTITLED');
  });

  test.for(review)('%s: the leader in charge who sits in the lead department does not review either', (act) => {
    const byLeaders = officesWith('SPP-LD', { leader: 'leader of the leaders' });

    given(led('SPP-LD', ['SPP-BGT']))
      .when(aCommand(act), { by: aLeader('leader of the leaders'), offices: byLeaders })
      .thenRefuses('REVIEWER_TOOK_PART');
  });
});

describe('an act on nothing or in a wrong state', () => {
  const states: readonly TaskState[] = [
    'registered',
    'issued',
    'received',
    'inProgress',
    'closureReview',
    'verifying',
    'suspended',
    'struckOff',
    'terminated',
    'merged',
  ];
  const fitting: Readonly<Record<keyof typeof readyFor, readonly TaskState[]>> = {
    register: [],
    amend: ['registered'],
    issue: ['registered'],
    consent: ['registered', 'closureReview', 'verifying'],
    receive: ['issued'],
    decline: ['issued'],
    reissue: ['registered'],
    submitMeasures: ['received'],
    approveMeasures: ['received'],
    rejectMeasures: ['received'],
    report: ['inProgress'],
    urge: ['issued', 'received', 'inProgress', 'closureReview', 'verifying', 'suspended'],
    escalate: ['issued', 'received', 'inProgress', 'closureReview', 'verifying', 'suspended'],
    acknowledge: ['registered', 'issued', 'received', 'inProgress', 'closureReview', 'verifying'],
    signPaper: ['registered', 'issued', 'received', 'inProgress', 'closureReview', 'verifying', 'suspended'],
    holdPaper: ['registered', 'issued', 'received', 'inProgress', 'closureReview', 'verifying', 'suspended'],
    releasePaper: ['registered', 'issued', 'received', 'inProgress', 'closureReview', 'verifying', 'suspended'],
    acceptAgendaItem: ['registered', 'issued', 'received', 'inProgress', 'closureReview', 'verifying', 'suspended'],
    declineAgendaItem: ['registered', 'issued', 'received', 'inProgress', 'closureReview', 'verifying', 'suspended'],
    applyForClosure: ['inProgress'],
    returnClosure: ['closureReview', 'verifying'],
    strikeOff: ['closureReview', 'verifying'],
    requestContribution: ['received', 'inProgress'],
    contribute: ['received', 'inProgress'],
    answerUrge: ['issued', 'received', 'inProgress', 'closureReview', 'verifying', 'suspended'],
    withdrawClosure: ['closureReview'],
    orderVerification: ['closureReview'],
    recordVerification: ['verifying'],
    suspend: ['inProgress'],
    resume: ['suspended'],
    terminate: ['registered', 'issued', 'received', 'inProgress', 'closureReview', 'verifying', 'suspended'],
    requestExtension: ['inProgress'],
    reviewExtension: ['inProgress'],
    decideExtension: ['inProgress'],
    setDue: ['issued', 'received', 'inProgress'],
    correct: states,
    absorb: ['registered', 'issued', 'received', 'inProgress'],
    merge: ['registered', 'issued', 'received', 'inProgress', 'closureReview', 'verifying', 'suspended'],
    unmerge: ['merged'],
    release: ['registered', 'issued', 'received', 'inProgress', 'closureReview', 'verifying', 'suspended'],
    incorporate: ['registered', 'issued', 'received', 'inProgress', 'closureReview', 'verifying', 'suspended'],
    handOver: ['registered', 'issued', 'received', 'inProgress', 'closureReview', 'verifying', 'suspended'],
    movePolicy: ['registered', 'issued', 'received', 'inProgress', 'closureReview', 'verifying', 'suspended'],
    reproject: ['registered', 'issued', 'received', 'inProgress', 'closureReview', 'verifying', 'suspended'],
    instruct: ['registered', 'issued', 'received', 'inProgress', 'closureReview', 'verifying', 'suspended'],
    answerSuggestion: states,
  };

  test.for(humanActs.filter((act) => act !== 'register'))('%s is refused by state exactly where it does not fit', (act) => {
    const refused = states.filter((state) => {
      const decision = decide(fold(historyOf(state)), aCommand(act), facts({ actor: entitled[act], now: '2019-02-12T02:00:00.000Z' }));
      return 'refusal' in decision && decision.refusal.code === 'STATE_NOT_FITTING';
    });

    expect(refused).toEqual(states.filter((state) => !fitting[act].includes(state)));
  });

  test.for(commandTypes.filter((type) => type !== 'register'))('%s finds no task where none stands', (act) => {
    given(nothing).when(aCommand(act)).thenRefuses('TASK_NOT_FOUND');
  });
});

test('the cast above plays every role that the directory knows', () => {
  const played = new Set(Object.values(people).flatMap(({ roles: held }: Exclude<Facts['actor'], string>) => held));

  expect([...played].toSorted()).toEqual([...roles].toSorted());
});
