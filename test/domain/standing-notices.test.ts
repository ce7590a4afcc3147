import { expect, test } from 'vitest';
import { noticeNames } from '../../domain/notice-names.ts';
import { paperNames, standingNoticeNames } from '../../domain/standing-notices.ts';

test('no paper of a task and no standing notice share a kind or a name', () => {
  const names = [...Object.values(noticeNames), ...Object.values(standingNoticeNames)];

  expect(Object.keys(paperNames).length).toBe(names.length);
  expect(new Set<string>(names).size).toBe(names.length);
});
