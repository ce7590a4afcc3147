import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ClauseOnRecord } from '../../domain/coverage.ts';
import { addDays } from '../../domain/dates.ts';
import type { SourceOnRecord } from '../../domain/incorporation-alarm.ts';
import {
  incorporateBy,
  incorporationAlarms,
  officesAnsweringFor,
  openClausesOf,
  receivedTooLongAgo,
  takesDocumentsUp,
} from '../../domain/incorporation-alarm.ts';
import { firstPolicy } from '../../domain/policy.ts';
import { calendarOf2019 } from '../support/calendars.ts';
import { contact, offices, supervisor } from '../support/offices.ts';

const rules = { calendar: calendarOf2019, policy: firstPolicy };
const source = '中央有关部门通知';

const aClause = (clause: string, parts: Partial<ClauseOnRecord> = {}): ClauseOnRecord => ({
  source,
  clause,
  text: `第${clause}项`,
  carriers: [],
  waivers: [],
  ...parts,
});
const carried = { carriers: [{ programme: '2019', number: '改-12', state: 'issued' }] } as const;
const ended = { carriers: [{ programme: '2019', number: '改-12', state: 'terminated' }] } as const;
const waived = { waivers: [{ programme: '2019', by: 'P1', at: '2019-02-12T01:00:00.000Z', reason: '与我院无关' }] };

const aSource = (parts: Partial<SourceOnRecord> = {}): SourceOnRecord => ({
  source,
  received: '2019-02-12',
  office: null,
  programmes: [],
  clauses: [aClause('1')],
  ...parts,
});

const alarmsOn = (day: string, ...sources: readonly SourceOnRecord[]) => incorporationAlarms(sources, { ...rules, day, offices, nationalOffice: 'SPP' });

describe('a document that came in (R17)', () => {
  test('may wait five working days, or as many as the policy says', () => {
    expect(incorporateBy('2019-02-12', rules)).toBe('2019-02-19');
    expect(incorporateBy('2019-02-12', { ...rules, policy: { ...firstPolicy, incorporation: { workingDays: 1 } } })).toBe('2019-02-13');
  });

  test('is told of from the day after that on, to the supervision unit, with the clauses that are open', () => {
    expect(alarmsOn('2019-02-19', aSource())).toEqual([]);
    expect(alarmsOn('2019-02-20', aSource({ clauses: [aClause('1'), aClause('2', carried), aClause('3', waived), aClause('4', ended)] }))).toEqual([
      {
        kind: 'incorporationLate',
        to: { office: 'SPP', department: 'SPP-BGT', role: 'supervisor' },
        key: '中央有关部门通知@2019-02-19',
        content: {
          subject: '中央有关部门通知 有 2 条尚未分解、纳入',
          lines: [
            '中央有关部门通知 于 2019-02-12 收到，应于 2019-02-19 前分解、纳入相关任务，至今已 6 个工作日，下列条款还没有落到任务：',
            '1：第1项',
            '4：第4项',
            '请及时纳入相关任务，或者立为新任务；不需要任务的，请写明理由予以豁免。',
          ],
        },
      },
    ]);
  });

  test('is told of under the same key on whichever later day, so that it is told once', () => {
    expect(alarmsOn('2019-03-20', aSource()).map(({ key }) => key)).toEqual(alarmsOn('2019-02-20', aSource()).map(({ key }) => key));
  });

  test('of a hundred clauses fits into one message', () => {
    const [alarm] = alarmsOn('2019-02-20', aSource({ clauses: Array.from({ length: 100 }, (_, index) => aClause(String(index + 1))) }));

    expect(alarm?.content.lines).toHaveLength(23);
    expect(alarm?.content.lines[21]).toBe('（另有 80 条，见 duban source list --late）');
  });

  test.each([
    ['nobody said when it came in', { received: null }],
    ['every clause is carried out or waived', { clauses: [aClause('1', carried), aClause('2', waived)] }],
    ['it has no clause', { clauses: [] }],
  ])('needs no alarm where %s', (_, parts) => {
    expect(alarmsOn('2019-06-28', aSource(parts))).toEqual([]);
  });
});

describe('whose business it is', () => {
  const programmes = [
    { programme: '2019', office: 'SPP', assigned: false },
    { programme: '33-2019', office: '33', assigned: true },
  ];

  test('is said by whoever registers it, by the programmes that must carry it out, by those that do, else it is the national office', () => {
    expect(officesAnsweringFor(aSource({ office: '3301', programmes }), 'SPP')).toEqual(['3301']);
    expect(officesAnsweringFor(aSource({ programmes }), 'SPP')).toEqual(['33']);
    expect(officesAnsweringFor(aSource({ programmes: programmes.map((programme) => ({ ...programme, assigned: false })) }), 'SPP')).toEqual(['SPP', '33']);
    expect(officesAnsweringFor(aSource(), 'SPP')).toEqual(['SPP']);
  });

  test('is the supervision unit within it', () => {
    expect([supervisor, contact].map(takesDocumentsUp)).toEqual([true, false]);
    expect(alarmsOn('2019-02-20', aSource({ office: '33' })).map(({ to }) => to)).toEqual([{ office: '33', department: '33-BGS', role: 'supervisor' }]);
  });
});

describe('on every day of a year', () => {
  test('the query looks back exactly as far as the rule', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 330 }), fc.integer({ min: 0, max: 30 }), (offset, age) => {
        const day = addDays('2019-01-31', offset);
        const received = addDays(day, -age);

        expect(received < receivedTooLongAgo(day, rules)).toBe(incorporateBy(received, rules) < day);
      }),
    );
  });

  test('a clause is open until a standing task or a waiver takes it up', () => {
    expect(
      openClausesOf(aSource({ clauses: [aClause('1'), aClause('2', carried), aClause('3', waived), aClause('4', ended)] })).map(({ clause }) => clause),
    ).toEqual(['1', '4']);
  });
});
