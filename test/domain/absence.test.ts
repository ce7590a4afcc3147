import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Absence, AbsenceFacts, RecordedAbsence } from '../../domain/absence.ts';
import { absenceFault, absenceOn } from '../../domain/absence.ts';
import { addDays } from '../../domain/dates.ts';
import { aLeader, anActor, contact, head, reviewer, supervisor } from '../support/offices.ts';

const absence: Absence = { person: head.person, from: '2019-03-04', to: '2019-03-08', deputy: contact.person };
const recorded = (parts: Partial<RecordedAbsence>): RecordedAbsence => ({ id: 7, ...absence, ...parts });
const faultOf = (parts: Partial<Absence> = {}, facts: Partial<AbsenceFacts> = {}) =>
  absenceFault({ ...absence, ...parts }, { today: '2019-03-01', person: head, deputy: contact, others: [], ...facts });

describe('an absence with a deputy', () => {
  test('is recorded, on the last day of it and afterwards too', () => {
    expect(faultOf()).toBeNull();
    expect(faultOf({}, { today: '2019-03-08' })).toBeNull();
    expect(faultOf({ to: '2019-03-04' })).toBeNull();
  });

  test('of somebody, or by somebody, who is not in the directory is refused', () => {
    expect(faultOf({}, { person: null })).toMatchObject({ code: 'PERSON_NOT_FOUND', details: { person: head.person } });
    expect(faultOf({}, { deputy: null })).toMatchObject({ code: 'PERSON_NOT_FOUND', details: { person: contact.person } });
  });

  test('that ends before it begins, or is over, is refused', () => {
    expect(faultOf({ to: '2019-03-03' })).toMatchObject({ code: 'ABSENCE_REVERSED' });
    expect(faultOf({}, { today: '2019-03-09' })).toMatchObject({ code: 'ABSENCE_OVER' });
  });

  test('needs another person as deputy', () => {
    expect(faultOf({ deputy: head.person }, { deputy: head })).toMatchObject({ code: 'DEPUTY_IS_ABSENTEE' });
  });

  test.each([
    ['a colleague of the same department', head, contact],
    ['the head of another department of the office', head, anActor('SPP-08', 'department_head')],
    ['another leader', aLeader('leader of civil'), aLeader('leader of press')],
  ])('may be stood in for by %s', (_, person, deputy) => {
    expect(faultOf({}, { person, deputy })).toBeNull();
  });

  test.each([
    ['a contact of another department', head, anActor('SPP-08', 'lead_contact')],
    ['a head in the place of a leader', aLeader('leader of civil'), head],
    ['who has the same role in another office', supervisor, anActor('33-BGS', 'supervisor')],
    ['who supervises, in the place of whom he supervises', head, { ...anActor('SPP-BGT', 'department_head', 'supervisor') }],
    ['who reviews, likewise', head, { ...anActor('SPP-BGT', 'department_head', 'reviewer') }],
    ['who shares only the running of the system', anActor('SPP-06', 'admin'), anActor('SPP-08', 'admin')],
  ])('is not stood in for by %s', (_, person, deputy) => {
    expect(faultOf({}, { person, deputy })).toMatchObject({ code: 'DEPUTY_NOT_FITTING' });
  });

  test('is not recorded twice for the same days', () => {
    expect(faultOf({}, { others: [recorded({ from: '2019-03-08', to: '2019-03-20' })] })).toMatchObject({
      code: 'ABSENCE_OVERLAPS',
      details: { person: head.person, absence: 7, from: '2019-03-08', to: '2019-03-20' },
    });
    expect(faultOf({}, { others: [recorded({ from: '2019-03-09', to: '2019-03-20' })] })).toBeNull();
  });

  test('is refused where the deputy is away himself', () => {
    expect(faultOf({}, { others: [recorded({ person: contact.person, deputy: reviewer.person })] })).toMatchObject({ code: 'DEPUTY_IS_ABSENT' });
  });

  test('is refused where somebody else waits for the one who goes', () => {
    expect(faultOf({}, { others: [recorded({ person: contact.person, deputy: head.person, to: '2019-03-04' })] })).toMatchObject({
      code: 'DEPUTY_IS_ABSENT',
    });
    expect(faultOf({}, { others: [recorded({ person: 'P1', deputy: head.person })] })).toMatchObject({
      code: 'PERSON_IS_DEPUTY',
      details: { person: head.person, absentee: 'P1' },
    });
  });
});

describe('the absence that lasts on a day', () => {
  const absences = [recorded({ id: 1 }), recorded({ id: 2, from: '2019-03-11', to: '2019-03-11' })];

  test.each([
    ['2019-03-03', undefined],
    ['2019-03-04', 1],
    ['2019-03-08', 1],
    ['2019-03-09', undefined],
    ['2019-03-11', 2],
  ])('%s is %s', (day, id) => {
    expect(absenceOn(absences, day)?.id).toBe(id);
  });
});

test('whatever is recorded one after the other, on no day is anybody away twice or waits for somebody who is away', () => {
  const cast = [head, contact, anActor('SPP-06', 'reviewer'), anActor('SPP-08', 'department_head')];
  const wish = fc.record({ person: fc.constantFrom(...cast), deputy: fc.constantFrom(...cast), start: fc.nat(20), days: fc.integer({ min: -1, max: 6 }) });
  fc.assert(
    fc.property(fc.array(wish, { maxLength: 25 }), (wishes) => {
      const kept: RecordedAbsence[] = [];
      for (const [id, { person, deputy, start, days }] of wishes.entries()) {
        const from = addDays('2019-03-01', start);
        const wanted = { person: person.person, deputy: deputy.person, from, to: addDays(from, days) };
        if (!absenceFault(wanted, { today: '2019-03-03', person, deputy, others: kept })) kept.push({ id, ...wanted });
      }
      for (let day = 0; day < 30; day++) {
        const away = kept.filter(({ from, to }) => from <= addDays('2019-03-01', day) && addDays('2019-03-01', day) <= to);
        const persons = away.map(({ person }) => person);
        expect(new Set(persons).size).toBe(persons.length);
        expect(away.filter(({ deputy }) => persons.includes(deputy))).toEqual([]);
      }
    }),
  );
});
