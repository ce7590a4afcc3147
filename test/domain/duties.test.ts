import { describe, expect, test } from 'vitest';
import { dutiesOf } from '../../domain/duties.ts';
import type { TaskEvent } from '../../domain/events.ts';
import { anAssignment, anEvent, historyOf, historyOfDeclined, taskAfter } from '../support/events.ts';
import { offices, officesWith } from '../support/offices.ts';

const single = { origin: { kind: 'single', text: '院领导批示' } } as const;
const registeredAs = (assignment: Parameters<typeof anAssignment>[0]) => ({ assignment: anAssignment(assignment) });

/** `review: SPP-BGT reviewer by 2019-06-27`. */
const duties = (history: readonly TaskEvent[], tree = offices): readonly string[] =>
  dutiesOf(taskAfter(history), tree, '2019-02-12').map(({ kind, holder, person, by }) =>
    [`${kind}:`, holder.department, person ?? holder.role, ...(by ? ['by', by] : [])].join(' '),
  );

describe('what waits for whom, with its own clock (R37)', () => {
  test.for<[string, readonly TaskEvent[], readonly string[]]>([
    ['a draft for what it lacks', historyOf('registered', registeredAs({ due: null })), ['complete: SPP-BGT supervisor']],
    ['a complete task of a programme for 交办', historyOf('registered'), ['issue: SPP-BGT supervisor']],
    ['a single task for its leader', historyOf('registered', single), ['consentToIssue: SPP-06 leader of civil']],
    ['a single task with consent for 交办', [...historyOf('registered', single), anEvent('consentGiven')], ['issue: SPP-BGT supervisor']],
    ['a declined task for another lead', historyOfDeclined(), ['reissue: SPP-BGT supervisor by 2019-02-15']],
    ['an issued task for its lead to sign', historyOf('issued'), ['receive: SPP-06 lead_contact by 2019-02-14']],
    ['a received task for measures', historyOf('received'), ['submitMeasures: SPP-06 lead_contact by 2019-02-27']],
    ['measures for approval', [...historyOf('received'), anEvent('measuresSubmitted')], ['approveMeasures: SPP-BGT supervisor by 2019-02-27']],
    ['a task in progress for its lead', historyOf('inProgress'), ['work: SPP-06 lead_contact by 2019-06-30']],
    ['a returned task for its head', [...historyOf('closureReview'), anEvent('closureReturned')], ['resubmit: SPP-06 department_head by 2019-07-01']],
    ['an application for a reviewer', historyOf('closureReview'), ['review: SPP-BGT reviewer by 2019-06-27']],
    ['a verification for a reviewer', historyOf('verifying'), ['recordVerification: SPP-BGT reviewer by 2019-07-05']],
    [
      'a verification that is recorded for a reviewer',
      [...historyOf('verifying'), anEvent('verificationRecorded')],
      ['review: SPP-BGT reviewer by 2019-07-05'],
    ],
    [
      '催办 for the lead, in a review too',
      [...historyOf('verifying'), anEvent('taskUrged')],
      ['recordVerification: SPP-BGT reviewer by 2019-07-05', 'answerUrge: SPP-06 lead_contact by 2019-04-10'],
    ],
    [
      'a request for the participant',
      [...historyOf('inProgress'), anEvent('contributionRequested')],
      ['work: SPP-06 lead_contact by 2019-06-30', 'contribute: SPP-08 lead_contact by 2019-03-13'],
    ],
    [
      'a request before the measures too',
      [...historyOf('received'), anEvent('contributionRequested', { participant: 'SPP-99' })],
      ['submitMeasures: SPP-06 lead_contact by 2019-02-27', 'contribute: SPP-99 lead_contact by 2019-03-13'],
    ],
    [
      'an extension for the supervision unit’s opinion and the leader’s decision',
      [...historyOf('inProgress'), anEvent('extensionRequested')],
      ['work: SPP-06 lead_contact by 2019-06-30', 'reviewExtension: SPP-BGT supervisor by 2019-06-25', 'decideExtension: SPP-06 leader of civil by 2019-06-25'],
    ],
    [
      'one that is reviewed for the decision alone',
      [...historyOf('inProgress'), anEvent('extensionRequested'), anEvent('extensionReviewed')],
      ['work: SPP-06 lead_contact by 2019-06-30', 'decideExtension: SPP-06 leader of civil by 2019-06-25'],
    ],
    [
      'one that the supervision unit may not judge for the decision alone (R12)',
      [...historyOf('inProgress', registeredAs({ participants: ['SPP-BGT'] })), anEvent('extensionRequested')],
      ['work: SPP-06 lead_contact by 2019-06-30', 'decideExtension: SPP-06 leader of civil by 2019-06-25'],
    ],
    ['a suspended task for nobody', historyOf('suspended'), []],
    ['a struck-off task for nobody', historyOf('struckOff'), []],
    ['a terminated task for nobody', historyOf('terminated'), []],
    ['a merged task for nobody', historyOf('merged'), []],
  ])('%s', ([, history, expected]) => {
    expect(duties(history)).toEqual(expected);
  });

  test('of a 重点 task the leader signs before the reviewer strikes off', () => {
    const key = historyOf('closureReview', registeredAs({ isKey: true }));

    expect(duties(key)).toEqual(['consentToStrikeOff: SPP-06 leader of civil by 2019-06-27', 'review: SPP-BGT reviewer by 2019-06-27']);
    expect(duties([...key, anEvent('consentGiven', { to: 'strikeOff' })])).toEqual(['review: SPP-BGT reviewer by 2019-06-27']);
  });

  test('where the supervision unit took part the leader in charge reviews, and has thereby signed', () => {
    expect(duties(historyOf('closureReview', registeredAs({ participants: ['SPP-BGT'], isKey: true })))).toEqual([
      'review: SPP-06 leader of civil by 2019-06-27',
    ]);
  });

  test('of a task led below the leader is found by the line', () => {
    expect(duties(historyOf('registered', { ...single, ...registeredAs({ lead: '33-06', participants: [] }) }))).toEqual([
      'consentToIssue: SPP-06 leader of civil',
    ]);
  });

  test('where nobody is in charge the duty has no holder, and no other leader gets it', () => {
    const leaderless = officesWith('SPP-06', { leader: null }).map((office) => ({
      ...office,
      departments: office.departments.map((department) => ({ ...department, leader: null })),
    }));

    expect(dutiesOf(taskAfter(historyOf('registered', single)), leaderless, '2019-02-12')).toEqual([
      { kind: 'consentToIssue', holder: { office: 'SPP', department: '', role: 'supervising_leader' }, person: null, by: null },
    ]);
  });

  test('where lead and supervising office have left the directory the duties still show', () => {
    expect(dutiesOf(taskAfter(historyOf('issued')), [], '2019-02-12')).toEqual([
      { kind: 'receive', holder: { office: '', department: 'SPP-06', role: 'lead_contact' }, person: null, by: '2019-02-14' },
    ]);
    expect(dutiesOf(taskAfter(historyOf('registered')), [], '2019-02-12')).toEqual([
      { kind: 'issue', holder: { office: 'SPP', department: '', role: 'supervisor' }, person: null, by: null },
    ]);
    expect(dutiesOf(taskAfter(historyOf('registered', single)), [], '2019-02-12')).toMatchObject([{ kind: 'consentToIssue', person: null }]);
  });
});
