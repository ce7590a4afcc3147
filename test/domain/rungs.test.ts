import { describe, expect, test } from 'vitest';
import { holderOf, isAtTop, rungOf } from '../../domain/rungs.ts';
import { aTask } from '../support/events.ts';
import { grassrootsOffice, municipalOffice, nationalOffice, offices, provincialOffice } from '../support/offices.ts';

/** `SPP-06 department_head`, for reading. */
const reached = (lead: string, level: number, tree = offices): readonly string[] =>
  rungOf({ department: lead, line: '民事' }, level, tree).map(({ department, role }) => `${department} ${role}`);
const ladderOf = (lead: string) => [1, 2, 3, 4].map((level) => reached(lead, level));

describe('the ladder is computed from where the holder sits (R40, R41)', () => {
  test('a department of the national office: head, 督查部门, its leader, then the 督查部门 for the agenda; never a province', () => {
    expect(ladderOf('SPP-06')).toEqual([['SPP-06 department_head'], ['SPP-BGT supervisor'], ['SPP-06 supervising_leader'], ['SPP-BGT supervisor']]);
  });

  test('an affiliated institution climbs the same ladder', () => {
    expect(ladderOf('SPP-PR')[0]).toEqual(['SPP-PR department_head']);
  });

  test('a provincial department: its own 督查 and leader before the national office', () => {
    expect(ladderOf('33-06')).toEqual([
      ['33-06 department_head'],
      ['33-BGS supervisor'],
      ['33-06 supervising_leader'],
      ['SPP-BGT supervisor', 'SPP-06 department_head'],
    ]);
  });

  test('a municipal department: its own 督查, then the provincial reviewers, then the national office', () => {
    expect(ladderOf('3301-06')).toEqual([
      ['3301-06 department_head'],
      ['3301-BGS supervisor'],
      ['33-BGS supervisor', '33-06 department_head'],
      ['SPP-BGT supervisor', 'SPP-06 department_head'],
    ]);
  });

  test('a grassroots department: every level above it in turn', () => {
    expect(ladderOf('330102-06')).toEqual([
      ['330102-06 department_head'],
      ['3301-BGS supervisor', '3301-06 department_head'],
      ['33-BGS supervisor', '33-06 department_head'],
      ['SPP-BGT supervisor', 'SPP-06 department_head'],
    ]);
  });

  test('where a line does not exist above, the head of the 督查部门 is asked in its place', () => {
    expect(rungOf({ department: '33-06', line: '行政' }, 4, offices)).toEqual([
      { office: 'SPP', department: 'SPP-BGT', role: 'supervisor' },
      { office: 'SPP', department: 'SPP-BGT', role: 'department_head' },
    ]);
  });

  test('where nobody carries the line and there is no 督查部门, an empty department shows that the role is vacant', () => {
    const bare = { ...provincialOffice, departments: [] };

    expect(reached('3301-06', 3, [nationalOffice, bare, municipalOffice])).toEqual([' supervisor']);
  });

  test('a broken chain of offices ends at the last one known', () => {
    expect(reached('330102-06', 3, [grassrootsOffice, municipalOffice])).toEqual(['3301-BGS supervisor', '3301-06 department_head']);
  });

  test('no such lead or level reaches nobody', () => {
    expect(reached('SPP-99', 1)).toEqual([]);
    expect(reached('SPP-06', 5)).toEqual([]);
  });
});

describe('who is late', () => {
  const task = aTask('closureReview', { lead: '3301-06', participants: [] });

  test('is the lead, or where it was their turn the 督查部门 of the supervising office (R37)', () => {
    expect(holderOf(task, 'lead', offices)).toEqual({ department: '3301-06', line: '民事' });
    expect(holderOf(task, 'supervision', offices)).toEqual({ department: 'SPP-BGT', line: '民事' });
    expect(holderOf({ ...task, supervisingOffice: '33' }, 'supervision', offices)).toEqual({ department: '33-BGS', line: '民事' });
  });

  test('is nobody where the supervising office has left the directory', () => {
    expect(rungOf(holderOf(task, 'supervision', []), 1, [])).toEqual([]);
  });

  test.for([
    ['SPP-BGT', true],
    ['33-06', false],
    ['SPP-99', false],
  ] as const)('%s has nobody above it but the Party group: %s', ([department, top]) => {
    expect(isAtTop({ department, line: '民事' }, offices)).toBe(top);
  });
});
