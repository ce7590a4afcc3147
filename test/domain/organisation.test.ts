import { describe, expect, test } from 'vitest';
import { departmentOf, leaderInCharge, officeByCode, officeOf, regionOf, supervisionRole, supervisionUnitTakesPart } from '../../domain/organisation.ts';
import { anAssignment } from '../support/events.ts';
import { municipalOffice, nationalOffice, offices, officesWith } from '../support/offices.ts';

const ledBy = (lead: string, others: Parameters<typeof anAssignment>[0] = {}) => ({
  supervisingOffice: 'SPP',
  assignment: anAssignment({ participants: [], ...others, lead }),
});

describe('an office', () => {
  test('is found by its code and by its departments', () => {
    expect(officeByCode(offices, '3301')).toBe(municipalOffice);
    expect(officeOf(offices, '3301-06')).toBe(municipalOffice);
    expect(departmentOf(offices, 'SPP-06')).toMatchObject({ name: '第六检察厅' });
  });

  test('that nobody knows is not found', () => {
    expect(officeByCode(offices, null)).toBeUndefined();
    expect(officeOf(offices, 'SPP-99')).toBeUndefined();
    expect(departmentOf(offices, 'SPP-99')).toBeUndefined();
  });
});

describe('the region of a lead', () => {
  test('is the path of offices from the top, so that it is found by prefix', () => {
    expect(regionOf('330102-06', offices)).toBe('SPP/33/3301/330102');
    expect(regionOf('SPP-06', offices)).toBe('SPP');
  });

  test('is empty for a department that has left the directory', () => {
    expect(regionOf('SPP-99', offices)).toBe('');
  });
});

describe('the leader in charge', () => {
  test.for([
    ['holds the lead', ledBy('SPP-08'), 'leader of public interest'],
    ['holds an affiliated institution as well', ledBy('SPP-PR'), 'leader of press'],
    ['of a lead below holds the department of the line', ledBy('3301-06'), 'leader of civil'],
    ['of a line that does not exist holds the 督查部门', ledBy('3301-06', { line: '行政' }), 'leader of supervision'],
    ['of no line at all holds the 督查部门', ledBy('3301-06', { line: '' }), 'leader of supervision'],
  ] as const)('%s', ([, task, person]) => {
    expect(leaderInCharge(task, offices)).toBe(person);
  });

  test('is nobody where the portfolios name none, or the office is unknown', () => {
    const held = nationalOffice.departments.reduce(
      (tree, { code }) => tree.map((office) => officesWith(code, { leader: null }).find((other) => other.code === office.code) ?? office),
      offices,
    );
    const leaderless = held.map((office) => ({ ...office, departments: office.departments.map((department) => ({ ...department, leader: null })) }));

    expect(leaderInCharge(ledBy('SPP-06'), leaderless)).toBeNull();
    expect(leaderInCharge({ ...ledBy('SPP-06'), supervisingOffice: '99' }, offices)).toBeNull();
  });
});

describe('the supervision unit', () => {
  test('takes part where it leads or is a participant', () => {
    expect(supervisionUnitTakesPart(ledBy('SPP-BGT'), offices)).toBe(true);
    expect(supervisionUnitTakesPart(ledBy('SPP-06', { participants: ['SPP-BGT'] }), offices)).toBe(true);
    expect(supervisionUnitTakesPart(ledBy('SPP-06', { participants: ['33-BGS'] }), offices)).toBe(false);
  });

  test('takes no part where there is none', () => {
    const without = [{ ...nationalOffice, departments: [] }];

    expect(supervisionUnitTakesPart(ledBy('SPP-06'), without)).toBe(false);
    expect(supervisionUnitTakesPart(ledBy('SPP-06'), [])).toBe(false);
    expect(supervisionRole(without, 'SPP', 'supervisor')).toEqual({ office: 'SPP', department: '', role: 'supervisor' });
  });
});
