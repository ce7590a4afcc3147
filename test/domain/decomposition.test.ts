import { describe, expect, test } from 'vitest';
import type { ClauseOnRecord, Completion } from '../../domain/coverage.ts';
import { coverageOf } from '../../domain/coverage.ts';
import { decideOnProgramme } from '../../domain/decomposition.ts';
import type { ProgrammeCommand } from '../../domain/programme-commands.ts';
import { refusalText } from '../../domain/refusals.ts';
import type { Actor } from '../../domain/values.ts';
import { anActor, reviewer, supervisor } from '../support/offices.ts';

const now = '2019-02-12T01:00:00.000Z';
const source = '检察改革工作规划';

const aClause = (clause: string, parts: Partial<ClauseOnRecord> = {}): ClauseOnRecord => ({ source, clause, text: '', carriers: [], waivers: [], ...parts });
const covered = { carriers: [{ programme: '2019', number: '改-1', state: 'issued' }] } as const;
const waived = { waivers: [{ programme: '2019', by: 'P1', at: now, reason: '已由立法解决' }] };

interface Given {
  readonly clauses?: readonly ClauseOnRecord[];
  readonly completion?: Completion | null;
  readonly actor?: Actor;
  readonly standsInFor?: readonly Actor[];
}

/** In a programme that the national office issued. */
const decided = (command: ProgrammeCommand, { clauses = [], completion = null, actor = supervisor, standsInFor = [] }: Given = {}) =>
  decideOnProgramme(command, { now, actor, standsInFor, office: 'SPP', coverage: coverageOf({ programme: '2019', assigned: [], clauses, completion }) });

const complete: ProgrammeCommand = { type: 'completeProgramme' };
const waive: ProgrammeCommand = { type: 'waiveClause', source, clause: '1', reason: '已由立法解决' };
const withdraw: ProgrammeCommand = { type: 'withdrawWaiver', source, clause: '1', reason: '立法推迟' };

describe('to declare a programme fully decomposed', () => {
  test('records the clauses that were counted', () => {
    expect(decided(complete, { clauses: [aClause('1', covered), aClause('2', waived)] })).toEqual({
      events: [
        {
          type: 'programmeCompleted',
          at: now,
          by: supervisor.person,
          clauses: [
            { source, clause: '1' },
            { source, clause: '2' },
          ],
        },
      ],
    });
  });

  test('is refused while a clause is uncovered, and names them all', () => {
    const decision = decided(complete, { clauses: [aClause('1', covered), aClause('2'), aClause('3')] });

    expect(decision).toEqual({
      refusal: { code: 'CLAUSES_UNCOVERED', details: { programme: '2019', count: 2, clauses: ['检察改革工作规划 2', '检察改革工作规划 3'] } },
    });
    if ('refusal' in decision)
      expect(refusalText(decision.refusal)).toContain('还有 2 条没有落到任务，不能宣布分解完毕：检察改革工作规划 2、检察改革工作规划 3');
  });

  test('is refused where there is no clause at all', () => {
    expect(decided(complete)).toMatchObject({ refusal: { code: 'PROGRAMME_WITHOUT_CLAUSES' } });
  });

  test('is refused a second time, and accepted again after another clause has come', () => {
    const completion = { by: supervisor.person, at: now, clauses: [{ source, clause: '1' }] };

    expect(decided(complete, { clauses: [aClause('1', covered)], completion })).toMatchObject({ refusal: { code: 'ALREADY_COMPLETE' } });
    expect(decided(complete, { clauses: [aClause('1', covered), aClause('2', covered)], completion })).toMatchObject({
      events: [{ type: 'programmeCompleted' }],
    });
  });
});

describe('to waive a clause', () => {
  test('records by whom and why', () => {
    expect(decided(waive, { clauses: [aClause('1')] })).toEqual({
      events: [{ type: 'clauseWaived', at: now, by: supervisor.person, source, clause: '1', reason: '已由立法解决' }],
    });
  });

  test.each([
    { what: 'without a reason', command: { ...waive, reason: ' 。' }, clause: aClause('1'), code: 'REASON_MISSING' },
    { what: 'that the programme does not have', command: waive, clause: aClause('2'), code: 'PROGRAMME_CLAUSE_NOT_FOUND' },
    { what: 'that has a task', command: waive, clause: aClause('1', covered), code: 'CLAUSE_COVERED' },
    { what: 'that is waived', command: waive, clause: aClause('1', waived), code: 'ALREADY_WAIVED' },
  ])('$what is refused', ({ command, clause, code }) => {
    expect(decided(command, { clauses: [clause] })).toMatchObject({ refusal: { code } });
  });
});

describe('to take a waiver back', () => {
  test('records by whom and why', () => {
    expect(decided(withdraw, { clauses: [aClause('1', waived)] })).toEqual({
      events: [{ type: 'waiverWithdrawn', at: now, by: supervisor.person, source, clause: '1', reason: '立法推迟' }],
    });
  });

  test.each([
    { what: 'without a reason', command: { ...withdraw, reason: '' }, clause: aClause('1', waived), code: 'REASON_MISSING' },
    { what: 'of a clause that the programme does not have', command: withdraw, clause: aClause('2'), code: 'PROGRAMME_CLAUSE_NOT_FOUND' },
    { what: 'where there is none', command: withdraw, clause: aClause('1'), code: 'NOT_WAIVED' },
  ])('$what is refused', ({ command, clause, code }) => {
    expect(decided(command, { clauses: [clause] })).toMatchObject({ refusal: { code } });
  });
});

describe('only the supervision unit of the issuing office', () => {
  test.each([
    ['its reviewer', reviewer],
    ['the supervisor of another office', anActor('33-BGS', 'supervisor')],
    ['the head of a department', anActor('SPP-06', 'department_head')],
  ])('%s may not', (_, actor) => {
    for (const command of [complete, waive, withdraw])
      expect(decided(command, { clauses: [aClause('1')], actor })).toMatchObject({ refusal: { code: 'NOT_ENTITLED', details: { person: actor.person } } });
  });

  test('but for a deputy in the place of one who is absent, which is recorded (代行)', () => {
    const clauses = [aClause('1')];

    expect(decided(waive, { clauses, actor: reviewer, standsInFor: [supervisor] })).toMatchObject({
      events: [{ type: 'clauseWaived', by: reviewer.person, onBehalfOf: supervisor.person }],
    });
    expect(decided(waive, { clauses, actor: reviewer, standsInFor: [anActor('33-BGS', 'supervisor')] })).toMatchObject({ refusal: { code: 'NOT_ENTITLED' } });
    expect(decided(waive, { clauses })).toMatchObject({ events: [expect.not.objectContaining({ onBehalfOf: expect.anything() as unknown })] });
  });
});
