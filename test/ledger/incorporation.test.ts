import { beforeEach, describe, expect, test } from 'vitest';
import type { Ledger } from '../../ledger/ledger.ts';
import { decompositionOf } from '../../ledger/queries/decomposition-of.ts';
import { sourceList } from '../../ledger/queries/source-list.ts';
import { taskByNumber } from '../../ledger/queries/task-by-number.ts';
import { importSources } from '../../ledger/sources.ts';
import { differenceOf, differenceText } from '../../ledger/text-difference.ts';
import { verifyLedger } from '../../ledger/verify.ts';
import { aCommand, shanghai } from '../support/commands.ts';
import { act, aLedgerWithProgramme, aRegistration, aTaskIn, entry } from '../support/ledger.ts';
import { papersOf } from '../support/papers.ts';

const source = '中央有关部门通知';
const received = '2019-02-12';
const twoDaysLater = { now: shanghai('2019-02-14', '10:00') };
const key = { programme: '2019', number: '改-12' };

let ledger: Ledger;
beforeEach(async () => {
  ({ ledger } = await aLedgerWithProgramme());
  await importSources(ledger, { clauses: [{ source, clause: '第3条', text: '建立民事检察案件质量评查机制' }], received }, entry);
});

describe('a clause that is folded into a task two working days after its document came in (R17)', () => {
  test('links the task, makes no other, and the time is listed', async () => {
    await aTaskIn('inProgress', ledger);
    const outcome = await act(ledger, '改-12', aCommand('incorporate'), { ...twoDaysLater, id: 'i-1' });

    expect(outcome).toMatchObject({ refusal: null, seqs: [6], repeated: false });
    expect((await decompositionOf(ledger, '2019'))?.clauses).toMatchObject([{ source, clause: '第3条', tasks: ['改-12'] }]);
    const { sources } = await sourceList(ledger, twoDaysLater.now);
    expect(sources).toMatchObject([
      { source, covered: 1, open: [], late: false, incorporations: [{ clause: '第3条', number: '2019/改-12', incorporatedOn: '2019-02-14', workingDays: 2 }] },
    ]);
    expect(await verifyLedger(ledger)).toMatchObject({ ok: true });
  });

  test('acts once under its request id', async () => {
    await aTaskIn('inProgress', ledger);
    await act(ledger, '改-12', aCommand('incorporate'), { ...twoDaysLater, id: 'i-1' });

    expect(await act(ledger, '改-12', aCommand('incorporate'), { ...twoDaysLater, id: 'i-1' })).toMatchObject({ seqs: [6], repeated: true });
    expect(await act(ledger, '改-12', aCommand('incorporate'), twoDaysLater)).toMatchObject({ refusal: { code: 'CLAUSE_ALREADY_LINKED' } });
  });

  test('is asked of the ledger, whoever says it', async () => {
    await aTaskIn('registered', ledger);

    expect(await act(ledger, '改-12', aCommand('incorporate', { clause: '第9条' }))).toMatchObject({ refusal: { code: 'CLAUSE_NOT_FOUND' } });
    expect(await act(ledger, '改-12', aCommand('incorporate', { source: '别的文件' }))).toMatchObject({ refusal: { code: 'CLAUSE_NOT_FOUND' } });
  });

  test('tells lead and participants what is different, and shows it in the task', async () => {
    await aTaskIn('inProgress', ledger);
    await act(ledger, '改-12', aCommand('incorporate', { due: '2019-05-31', reason: '同一事项' }), twoDaysLater);

    const mails = await papersOf(ledger, 'incorporation');
    expect(mails.map((mail) => /^(\S+)：$/m.exec(mail)?.[1])).toEqual(expect.arrayContaining(['第六检察厅', '第八检察厅']));
    const [mail = ''] = mails;
    for (const line of [
      '新的分工：中央有关部门通知 第3条，建立民事检察案件质量评查机制',
      '工作要求（第 2 版）：制定民事检察办案指引，组织实施并建立案件质量评查机制',
      '与前一版的差别：制定【增：民事检察】办案指引',
      '现时限：2019-05-31（原为 2019-06-30）',
      '阶段目标：2019-04-30 形成征求意见稿',
      '说明：同一事项',
    ])
      expect(mail).toContain(line);
    expect((await taskByNumber(ledger, key, twoDaysLater.now))?.incorporations).toMatchObject([
      { seq: 6, version: 2, source, clause: '第3条', receivedOn: received, workingDays: 2, due: { before: '2019-06-30', after: '2019-05-31' } },
    ]);
  });

  test('says which measures the new day leaves behind it', async () => {
    await aTaskIn('inProgress', ledger);
    await act(ledger, '改-12', aCommand('incorporate', { due: '2019-04-15', milestones: [] }), twoDaysLater);

    expect((await papersOf(ledger, 'incorporation'))[0]).toContain('举措 1“起草指引”原定 2019-04-30 完成，晚于现时限，请提前。');
  });
});

describe('a clause that becomes a task of its own', () => {
  test('is measured from receipt to 立项', async () => {
    await act(ledger, '改-30', aRegistration('改-30', { clauses: [{ source, clause: '第3条' }] }), twoDaysLater);

    expect((await sourceList(ledger, twoDaysLater.now)).sources).toMatchObject([{ incorporations: [{ number: '2019/改-30', workingDays: 2 }] }]);
  });
});

describe('the difference between two wordings', () => {
  test('is word by word, and loses nothing of either', () => {
    const [before, after] = ['制定办案指引并组织实施', '制定民事检察办案指引，年底前组织实施并报告'];
    const parts = differenceOf(before, after);

    expect(differenceText(parts)).toBe('制定【增：民事检察】办案指引【删：并】【增：，年底前】组织实施【增：并报告】');
    const textOf = (without: string): string =>
      parts
        .filter(({ kind }) => kind !== without)
        .map(({ text }) => text)
        .join('');
    expect([textOf('added'), textOf('removed')]).toEqual([before, after]);
  });

  test('of the same wording is nothing', () => {
    expect(differenceOf('组织实施', '组织实施')).toEqual([{ kind: 'kept', text: '组织实施' }]);
  });
});
