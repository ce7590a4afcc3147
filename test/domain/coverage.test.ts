import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Carrier, ClauseOnRecord, Decomposition } from '../../domain/coverage.ts';
import { coverageOf, isStanding, standingStates } from '../../domain/coverage.ts';
import { taskStates } from '../../domain/task.ts';

const aCarrier = (number: string, parts: Partial<Carrier> = {}): Carrier => ({ programme: '2019', number, state: 'issued', ...parts });

const aClause = (clause: string, parts: Partial<ClauseOnRecord> = {}): ClauseOnRecord => ({
  source: '检察改革工作规划',
  clause,
  text: `第${clause}条`,
  carriers: [],
  waivers: [],
  ...parts,
});

const aWaiver = (programme = '2019') => ({ programme, by: 'P1', at: '2019-02-12T01:00:00.000Z', reason: '已由立法解决' });

const decomposition = (parts: Partial<Decomposition>): Decomposition => ({ programme: '2019', assigned: [], clauses: [], completion: null, ...parts });

describe('a clause', () => {
  test('is covered by every task of the programme that names it, n to m', () => {
    const { clauses, totals } = coverageOf(
      decomposition({ clauses: [aClause('1', { carriers: [aCarrier('改-1'), aCarrier('改-2')] }), aClause('2', { carriers: [aCarrier('改-2')] })] }),
    );

    expect(clauses.map(({ tasks, fate }) => ({ tasks, fate }))).toEqual([
      { tasks: ['改-1', '改-2'], fate: 'covered' },
      { tasks: ['改-2'], fate: 'covered' },
    ]);
    expect(totals).toEqual({ clauses: 2, covered: 2, waived: 0, uncovered: 0, tasks: 2, links: 3 });
  });

  test('whose only task was terminated, or merged into one that was, is uncovered', () => {
    const carriers = [aCarrier('改-1', { state: 'merged' }), aCarrier('改-2', { state: 'terminated' })];

    expect(coverageOf(decomposition({ clauses: [aClause('1', { carriers })] }))).toMatchObject({
      clauses: [{ tasks: [], fate: 'uncovered' }],
      uncovered: [{ source: '检察改革工作规划', clause: '1' }],
      complete: false,
    });
  });

  test('whose task was merged is covered by the survivor', () => {
    const carriers = [aCarrier('改-1', { state: 'merged' }), aCarrier('改-9')];

    expect(coverageOf(decomposition({ clauses: [aClause('1', { carriers })] })).clauses).toMatchObject([{ tasks: ['改-9'], fate: 'covered' }]);
  });

  test('that was carried out stays covered', () => {
    expect(coverageOf(decomposition({ clauses: [aClause('1', { carriers: [aCarrier('改-1', { state: 'struckOff' })] })] })).complete).toBe(true);
  });

  test('of a source that is only named is covered by a task of another programme too, which is said', () => {
    const clauses = [aClause('1', { carriers: [aCarrier('改-3', { programme: '2018' })] })];

    expect(coverageOf(decomposition({ clauses })).clauses).toMatchObject([{ tasks: [], elsewhere: ['2018/改-3'], fate: 'covered' }]);
  });

  test('of a source that was assigned to the programme needs a task of its own', () => {
    const clauses = [aClause('1', { carriers: [aCarrier('改-3', { programme: '2018' })] })];

    expect(coverageOf(decomposition({ assigned: ['检察改革工作规划'], clauses })).clauses).toMatchObject([{ elsewhere: ['2018/改-3'], fate: 'uncovered' }]);
  });

  test('is waived by the programme itself, not by another, and only while it has no task', () => {
    const { clauses, waived, complete } = coverageOf(
      decomposition({
        clauses: [
          aClause('1', { waivers: [aWaiver()] }),
          aClause('2', { waivers: [aWaiver('2020')] }),
          aClause('3', { waivers: [aWaiver()], carriers: [aCarrier('改-1')] }),
        ],
      }),
    );

    expect(clauses.map(({ fate }) => fate)).toEqual(['waived', 'uncovered', 'covered']);
    expect(waived).toEqual([{ source: '检察改革工作规划', clause: '1', by: 'P1', at: '2019-02-12T01:00:00.000Z', reason: '已由立法解决' }]);
    expect(complete).toBe(false);
  });
});

describe('the whole', () => {
  test('is summed up by source', () => {
    const other = { source: '全国检察长会议', carriers: [aCarrier('工-1')] };
    const { sources } = coverageOf(decomposition({ assigned: ['全国检察长会议'], clauses: [aClause('1'), aClause('第1条', other), aClause('第2条', other)] }));

    expect(sources).toEqual([
      { source: '检察改革工作规划', assigned: false, clauses: 1, covered: 0, waived: 0, uncovered: 1, tasks: 0, links: 0 },
      { source: '全国检察长会议', assigned: true, clauses: 2, covered: 2, waived: 0, uncovered: 0, tasks: 1, links: 2 },
    ]);
  });

  test('without any clause is not complete: there is nothing of which to say so', () => {
    expect(coverageOf(decomposition({}))).toMatchObject({ complete: false, declared: null });
  });

  test('declared complete stands until a clause is added or loses its task', () => {
    const covered = aClause('1', { carriers: [aCarrier('改-1')] });
    const completion = { by: 'P1', at: '2019-02-12T01:00:00.000Z', clauses: [{ source: covered.source, clause: '1' }] };
    const declaredWith = (clauses: readonly ClauseOnRecord[]) => coverageOf(decomposition({ clauses, completion })).declared;

    expect(declaredWith([covered])).toEqual({ by: 'P1', at: '2019-02-12T01:00:00.000Z', stands: true });
    expect(declaredWith([covered, aClause('2', { carriers: [aCarrier('改-2')] })])?.stands).toBe(false);
    expect(declaredWith([aClause('1')])?.stands).toBe(false);
  });
});

const aState = fc.constantFrom(...taskStates);
const anyCarrier = fc.record({ programme: fc.constantFrom('2018', '2019'), number: fc.constantFrom('改-1', '改-2', '改-3'), state: aState });
const anyClause = fc.record({
  source: fc.constantFrom('甲', '乙'),
  clause: fc.constantFrom('1', '2', '3'),
  text: fc.string(),
  carriers: fc.array(anyCarrier, { maxLength: 4 }),
  waivers: fc.array(fc.constantFrom(aWaiver(), aWaiver('2018')), { maxLength: 2 }),
});

describe('whatever stands in the ledger', () => {
  test('each clause is exactly one of covered, waived and uncovered, and the lists agree with it', () => {
    fc.assert(
      fc.property(fc.array(anyClause), fc.subarray(['甲', '乙']), (clauses, assigned) => {
        const coverage = coverageOf(decomposition({ assigned, clauses }));
        const { totals } = coverage;

        expect(coverage.clauses.map(({ source, clause }) => ({ source, clause }))).toEqual(clauses.map(({ source, clause }) => ({ source, clause })));
        expect(totals.covered + totals.waived + totals.uncovered).toBe(clauses.length);
        expect(coverage.uncovered.length).toBe(totals.uncovered);
        expect(coverage.waived.length).toBe(totals.waived);
        expect(coverage.sources.reduce((sum, source) => sum + source.links, 0)).toBe(totals.links);
        expect(coverage.complete).toBe(clauses.length > 0 && totals.uncovered === 0);
      }),
    );
  });

  test('no clause is covered whose tasks have all ended without carrying it out', () => {
    fc.assert(
      fc.property(anyClause, (clause) => {
        const [covered] = coverageOf(decomposition({ clauses: [clause] })).clauses;

        expect(covered?.fate === 'covered').toBe(clause.carriers.some(({ state }) => state !== 'terminated' && state !== 'merged'));
        expect(clause.carriers.filter(isStanding).every(({ state }) => standingStates.includes(state))).toBe(true);
      }),
    );
  });
});
