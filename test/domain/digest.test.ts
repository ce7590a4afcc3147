import { describe, expect, test } from 'vitest';
import type { DigestEntry } from '../../domain/digest-entries.ts';
import type { Digest } from '../../domain/digest.ts';
import { digestNotice, missedDays, morningsOf } from '../../domain/digest.ts';
import { calendarOf2019 } from '../support/calendars.ts';
import { offices } from '../support/offices.ts';

const day = '2019-06-26';

const anEntry = (parts: Partial<DigestEntry> = {}): DigestEntry => ({
  number: '2019/改-12',
  title: '健全民事检察监督机制',
  isInternal: false,
  supervisingOffice: 'SPP',
  kind: 'due',
  date: '2019-06-30',
  cycle: null,
  rung: 3,
  on: day,
  workingDays: 3,
  ...parts,
});

const overdue = anEntry({ number: '2019/工-3', title: '规范案件管理', kind: 'sign', date: '2019-06-24', rung: null, workingDays: 2 });

const aDigest = (parts: Partial<Digest> = {}): Digest => ({
  to: { office: 'SPP', department: 'SPP-06', role: 'lead_contact' },
  day,
  missedDays: [],
  entries: [anEntry()],
  overdue: 0,
  near: 1,
  offices,
  ...parts,
});

const linesOf = (parts: Partial<Digest>) => digestNotice(aDigest(parts)).content.lines;

describe('the digest of a morning', () => {
  test('is one paper for one addressee and day, signed by the 督查部门 of the supervising office', () => {
    expect(digestNotice(aDigest({ entries: [overdue, anEntry()], overdue: 1 }))).toEqual({
      kind: 'digest',
      to: { office: 'SPP', department: 'SPP-06', role: 'lead_contact' },
      key: day,
      content: {
        subject: '已过期限 1 项，临近期限 1 项',
        lines: [
          '下列事项请按期办理：',
          '1．2019/工-3 规范案件管理：签收 6月24日已过 2 个工作日，请抓紧签收。',
          '2．2019/改-12 健全民事检察监督机制：请于6月30日前完成任务并申请办结，还有 3 个工作日。',
        ],
        signedBy: ['最高检办公厅'],
      },
      numbers: ['2019/工-3', '2019/改-12'],
    });
  });

  test('says in its subject only what there is', () => {
    expect(digestNotice(aDigest({ entries: [overdue], overdue: 1, near: 0 })).content.subject).toBe('已过期限 1 项');
    expect(digestNotice(aDigest()).content.subject).toBe('临近期限 1 项');
  });

  test('says when it is the last working day, and the year where it is another', () => {
    expect(linesOf({ entries: [anEntry({ rung: 0, workingDays: 0 })] })[1]).toContain('请于6月30日前完成任务并申请办结，今天是最后一个工作日。');
    expect(linesOf({ entries: [anEntry({ date: '2020-06-30', rung: 20, workingDays: 20 })] })[1]).toContain('请于2020年6月30日前');
  });

  test('of a report says for which cycle', () => {
    expect(linesOf({ entries: [anEntry({ kind: 'report', cycle: '2019-07', date: '2019-06-27', rung: 1, workingDays: 1 })] })[1]).toContain(
      '请于6月27日前报送进展情况（2019-07），还有 1 个工作日。',
    );
  });

  test('groups what several offices supervise, and is signed by each', () => {
    const province = anEntry({ number: '33-2019/工-03', supervisingOffice: '33' });
    const { lines, signedBy } = digestNotice(aDigest({ entries: [overdue, province, anEntry()], overdue: 1, near: 2 })).content;

    expect(lines.map((line) => line.split('：')[0])).toEqual([
      '下列事项请按期办理',
      '最高检办公厅督办',
      '1．2019/工-3 规范案件管理',
      '2．2019/改-12 健全民事检察监督机制',
      '33检察院办公室督办',
      '3．33-2019/工-03 健全民事检察监督机制',
    ]);
    expect(signedBy).toEqual(['最高检办公厅', '33检察院办公室']);
  });

  test('says what was missed and is made up for (补发)', () => {
    const late = anEntry({ on: '2019-06-25' });

    expect(linesOf({ entries: [late], missedDays: ['2019-06-25'] }).slice(1)).toEqual([
      '（6月25日应发的提醒当日未能发出，今一并补发。）',
      '1．2019/改-12 健全民事检察监督机制：请于6月30日前完成任务并申请办结，还有 3 个工作日（应于6月25日提醒，补发）。',
    ]);
    expect(linesOf({ entries: [late], missedDays: ['2019-06-24', '2019-06-25'] })[1]).toContain('6月24日至6月25日');
    expect(linesOf({ missedDays: ['2019-06-25'] }).join()).not.toContain('补发');
  });

  test('of very many names the most pressing, and counts the rest', () => {
    expect(linesOf({ overdue: 0, near: 99 }).at(-1)).toBe('（另有 98 项，见 duban deadlines）');
  });

  test('of an 内部 task nothing but the number goes where others keep it', () => {
    const { lines, discreetLines = [] } = digestNotice(aDigest({ entries: [overdue, anEntry({ isInternal: true })], overdue: 1 })).content;

    expect(lines[2]).toContain('健全民事检察监督机制');
    expect(discreetLines[1]).toBe(lines[1]);
    expect(discreetLines[2]).toBe('2．2019/改-12（内部）：请登录台账查看。');
  });

  test('names an office that has left the directory by its code, and one without a 督查部门 by what it lacks', () => {
    const bare = offices.map((office) => ({ ...office, departments: [] }));

    expect(digestNotice(aDigest({ offices: [] })).content.signedBy).toEqual(['SPP']);
    expect(digestNotice(aDigest({ offices: bare })).content.signedBy).toEqual(['最高检督查部门']);
  });
});

test('a run speaks for the mornings since the last one, and for the rest days to come', () => {
  expect(morningsOf(calendarOf2019, { since: '2019-02-13', day: '2019-02-14' })).toEqual({ after: '2019-02-13', until: '2019-02-14' });
  expect(morningsOf(calendarOf2019, { since: '2019-02-01', day: '2019-02-03' })).toEqual({ after: '2019-02-01', until: '2019-02-10' });
  expect(morningsOf(calendarOf2019, { since: null, day: '2019-02-15' })).toEqual({ after: '2019-02-14', until: '2019-02-17' });
});

describe('the days that were missed', () => {
  test('are the working days between the last run and this one', () => {
    expect(missedDays(calendarOf2019, { since: '2019-02-01', day: '2019-02-12' })).toEqual(['2019-02-02', '2019-02-03', '2019-02-11']);
    expect(missedDays(calendarOf2019, { since: '2019-02-03', day: '2019-02-11' })).toEqual([]);
    expect(missedDays(calendarOf2019, { since: null, day: '2019-02-11' })).toEqual([]);
  });
});
