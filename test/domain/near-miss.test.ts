import { describe, expect, test } from 'vitest';
import { nearMisses } from '../../domain/near-miss.ts';

const departments = ['案件管理办公室', '第一检察厅', '第二检察厅', '第八检察厅', '办公厅', '办公厅督查室', '政治部', '机关党委'];

describe('a name that nobody bears', () => {
  test.for([
    ['案管办', ['案件管理办公室']],
    ['第八检察部', ['第八检察厅']],
    ['政治处', ['政治部']],
    ['机关党委办公室', ['机关党委']],
    ['督查室', ['办公厅督查室']],
    ['办公厅 督查', ['办公厅督查室']],
    ['第九检查厅', ['第一检察厅', '第二检察厅', '第八检察厅']],
  ] as const)('%s may mean %o', ([written, meant]) => {
    expect(nearMisses(written, departments)).toEqual(meant);
  });

  test.for([['妇联'], ['厅'], ['']])('“%s” is like none', ([written]) => {
    expect(nearMisses(written ?? '', departments)).toEqual([]);
  });

  test('that is a sentence is not compared', () => {
    expect(nearMisses(`案管办${'和'.repeat(30)}`, departments)).toEqual([]);
  });

  test('gets three suggestions at most, all equally near', () => {
    expect(nearMisses('甲乙丙', ['甲乙丙丁戊', '甲乙庚', '甲乙丁', '甲乙戊', '甲乙己'])).toEqual(['甲乙丁', '甲乙己', '甲乙庚']);
  });
});
