import { describe, expect, test } from 'vitest';
import type { OpenPaper } from '../../domain/draft-notices.ts';
import { draftNotices } from '../../domain/draft-notices.ts';
import type { TaskEvent } from '../../domain/events.ts';
import { papersOf, signatoryOf } from '../../domain/papers.ts';
import { facts, shanghai } from '../support/commands.ts';
import { anAssignment, anEvent, historyOfDrafted, taskAfter } from '../support/events.ts';
import { offices } from '../support/offices.ts';

const day = '2019-07-03';
const openPapers = (history: readonly TaskEvent[], now = shanghai(day, '08:30')): readonly OpenPaper[] => {
  const task = taskAfter(history);
  return papersOf(task, facts({ now })).map((paper) => ({ task, paper, signatory: signatoryOf(paper, task, offices) }));
};
const notices = (open: readonly OpenPaper[], on = day) => draftNotices(open, { day: on, offices });

describe('拟稿: what the run of the day before tells those who may sign', () => {
  test('every paper that leaves on the next working day: what it is, whom it goes to, why, and what happens if nobody says anything', () => {
    expect(notices(openPapers(historyOfDrafted()))).toEqual([
      {
        kind: 'papersDrafted',
        to: { office: 'SPP', department: 'SPP-BGT', role: 'supervisor' },
        key: '2019-07-03',
        numbers: ['2019/改-12'],
        content: {
          subject: '待签发 1 件，缓发 0 件',
          lines: [
            '下列文稿已拟出。请签发，或写明理由缓发；不作处理的，按期发出，并记明未经签发。',
            '1．2019/改-12#3 健全民事检察监督机制：完成时限（2019-06-30 止）已过；呈报，送最高检分管院领导（第六检察厅），2019-07-04 发出。',
          ],
          signedBy: ['最高检'],
        },
      },
    ]);
  });

  test('one notice for each of those who may sign, however many papers', () => {
    const forLeader = historyOfDrafted({ number: '改-13', assignment: anAssignment({ participants: ['SPP-BGT'] }) });

    expect(
      notices([...openPapers(historyOfDrafted()), ...openPapers(historyOfDrafted({ number: '改-14' })), ...openPapers(forLeader)]).map(({ to, numbers }) => [
        to.role,
        numbers,
      ]),
    ).toEqual([
      ['supervisor', ['2019/改-12', '2019/改-14']],
      ['supervising_leader', ['2019/改-13']],
    ]);
  });

  test('what is held, with its reason, as long as it is held', () => {
    const [notice] = notices(openPapers([...historyOfDrafted(), anEvent('paperHeld')], shanghai('2019-07-04', '08:30')), '2019-07-04');

    expect(notice?.content.subject).toBe('待签发 0 件，缓发 1 件');
    expect(notice?.content.lines[1]).toContain('缓发：成果已报送，待核实。');
  });

  test('nothing of what is signed, nor again on the day on which it leaves', () => {
    expect(notices(openPapers([...historyOfDrafted(), anEvent('paperSigned')]))).toEqual([]);
    expect(notices(openPapers(historyOfDrafted(), shanghai('2019-07-04', '08:30')), '2019-07-04')).toEqual([]);
  });

  test('of very many the first forty, and how many there are besides', () => {
    const many = Array.from({ length: 42 }, (_, index) => openPapers(historyOfDrafted({ number: `改-${index + 1}` }))).flat();
    const [notice] = notices(many);

    expect(notice?.content.subject).toBe('待签发 42 件，缓发 0 件');
    expect([notice?.content.lines.length, notice?.content.lines.at(-1), notice?.numbers?.length]).toEqual([42, '（另有 2 件，见 duban papers）', 40]);
  });

  test('in a chat, of an 内部 task only the number', () => {
    const internal = openPapers(historyOfDrafted({ assignment: anAssignment({ secrecy: 'internal' }) }));
    const [notice] = notices([...internal, ...openPapers(historyOfDrafted({ number: '改-13' }))]);

    expect(notice?.content.lines[1]).toContain('2019/改-12#3 健全民事检察监督机制：');
    expect(notice?.content.discreetLines?.slice(1)).toEqual([
      expect.stringContaining('2019/改-12#3 （内部）：'),
      expect.stringContaining('2019/改-13#3 健全民事检察监督机制：'),
    ]);
  });

  test('a department or office that has left the directory by its code', () => {
    const [notice] = draftNotices(openPapers(historyOfDrafted()), { day, offices: [] });

    expect(notice?.content.lines[1]).toContain('送SPP分管院领导（SPP-06）');
  });
});
