import { expect, test } from 'vitest';
import { addressedAs } from '../../domain/addressees.ts';

test('a department is addressed by its name, the leader who holds it as what he is', () => {
  expect(addressedAs({ role: 'department_head' }, '第六检察厅')).toBe('第六检察厅');
  expect(addressedAs({ role: 'supervising_leader' }, '第六检察厅')).toBe('分管院领导（第六检察厅）');
});
