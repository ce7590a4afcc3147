import { describe, expect, test } from 'vitest';
import { urgingSoFar } from '../../domain/urging-so-far.ts';
import { anEvent, historyOf } from '../support/events.ts';

describe('督办经过: what went before, as a leader reads it', () => {
  test('tells what was urged, answered, escalated and acknowledged, in order, and nothing else', () => {
    const cause = { kind: 'due', date: '2019-06-30' } as const;
    const history = [
      ...historyOf('inProgress'),
      anEvent('taskUrged'),
      anEvent('urgeAnswered'),
      anEvent('taskReported'),
      anEvent('taskEscalated'),
      anEvent('escalationAcknowledged'),
      anEvent('escalationAcknowledged', { text: null }),
      anEvent('taskEscalated', { at: '2019-07-12T01:00:00.000Z', level: 3, cause, withheld: [] }),
      anEvent('taskEscalated', { at: '2019-07-19T01:00:00.000Z', level: 4, repeat: 1, cause }),
    ];

    expect(urgingSoFar(history)).toEqual([
      '2019-04-08 催办：三月未报告',
      '2019-04-09 答复：初稿已完成，四月十五日前报送',
      '2019-04-15 升至第 1 级：催办后仍未报告',
      '2019-07-01 回复升级，请求暂停至 2019-07-05：七月五日前办结',
      '2019-07-01 回复升级，请求暂停至 2019-07-05',
      '2019-07-12 因完成时限逾期，升至第 3 级（文稿缓发）',
      '2019-07-19 因完成时限逾期，第 1 次重告第 4 级',
    ]);
  });

  test('says so where nobody has urged', () => {
    expect(urgingSoFar(historyOf('inProgress'))).toEqual(['此前没有催办。']);
  });

  test('of a long story tells the latest ten, and how many there were before', () => {
    const lines = urgingSoFar(Array.from({ length: 13 }, (_, index) => anEvent('taskUrged', { reason: `第 ${index + 1} 次` })));

    expect([lines.length, lines[0], lines.at(-1)]).toEqual([11, '（此前另有 3 次催办、答复或升级）', '2019-04-08 催办：第 13 次']);
  });
});
