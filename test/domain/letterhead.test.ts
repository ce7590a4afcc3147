import { describe, expect, test } from 'vitest';
import { letterhead, speakingOffice } from '../../domain/letterhead.ts';
import type { Role } from '../../domain/values.ts';
import { aCommand } from '../support/commands.ts';
import { anAssignment, anEvent, aTask, historyOf } from '../support/events.ts';
import { given } from '../support/given.ts';
import { anActor, offices, officesWith } from '../support/offices.ts';

const to = (department: string, role: Role = 'department_head') => ({ department, role });

describe('落款', () => {
  test('is the 办公厅 or 办公室 of the office, where a department carries 综合办公', () => {
    const withOffice = officesWith('SPP-PR', { name: '办公厅', lines: ['综合办公'] });

    expect(letterhead('SPP', to('SPP-06'), withOffice)).toBe('最高检办公厅');
  });

  test('is its 督查部门 where none does', () => {
    expect(letterhead('33', to('3301-06'), offices)).toBe('33检察院办公室');
  });

  test('is the office itself where the department would write to itself, not to the leader who holds it, or where there is none', () => {
    const bare = offices.map((office) => ({ ...office, departments: [] }));

    expect(letterhead('33', to('33-BGS'), offices)).toBe('33检察院');
    expect(letterhead('33', to('33-06'), bare)).toBe('33检察院');
    expect(letterhead('33', to('33-BGS', 'supervising_leader'), offices)).toBe('33检察院办公室');
  });

  test('is the code of an office that has left the directory', () => {
    expect(letterhead('99', to('33-06'), offices)).toBe('99');
  });

  test('is of the supervising office; of a 催办 by the own supervision unit of the lead, of that', () => {
    const below = { assignment: anAssignment({ lead: '33-06', participants: [] }) };
    const own = anActor('33-BGS', 'supervisor');

    given(historyOf('inProgress', below)).when(aCommand('urge'), { by: own }).thenRecords({ type: 'taskUrged', office: '33' });
    expect(given(historyOf('inProgress', below)).when(aCommand('urge')).decision).toEqual({
      events: [expect.not.objectContaining({ office: expect.anything() })],
    });
    expect(speakingOffice(anEvent('taskUrged', { office: '33' }), aTask('inProgress'))).toBe('33');
    expect(speakingOffice(anEvent('taskUrged'), aTask('inProgress'))).toBe('SPP');
    expect(speakingOffice(anEvent('taskEscalated'), aTask('inProgress'))).toBe('SPP');
  });
});
