import { describe, expect, test } from 'vitest';
import type { PassedGate } from '../../domain/composing-packet.ts';
import { packetDocument } from '../../domain/packet-document.ts';
import type { Packet } from '../../domain/packet.ts';
import type { TaskState } from '../../domain/task.ts';
import { aTask, anEvent, historyOf, taskAfter } from '../support/events.ts';
import { aNumberedPacket, aPacket, anEntry, numbered } from '../support/packets.ts';

const afterCongress: PassedGate = { event: '全国两会', cutOff: '2019-03-29', programme: '2019', category: '改革' };
const inState = (number: string, state: TaskState) => anEntry(numbered(aTask(state), number));
const entries = [
  inState('改-1', 'registered'),
  inState('改-2', 'issued'),
  inState('改-3', 'received'),
  inState('改-4', 'inProgress'),
  inState('改-5', 'terminated'),
];

const notReady = ({ gates }: Packet) => gates?.map(({ event, notReady: lines }) => [event, lines.map(({ number }) => number)]);

describe('a gate hearing in the packet (R27)', () => {
  test('lists the tasks whose arrangements are not ready, drafts among them', () => {
    expect(notReady(aPacket({ entries, gates: [afterCongress] }))).toEqual([['全国两会', ['改-1', '改-2', '改-3']]]);
  });

  test('asks of its own programme and category only; where everything is ready it is left out', () => {
    const elsewhere = [
      { ...afterCongress, event: '全会', programme: '2020' },
      { ...afterCongress, event: '年会', category: '工作' },
    ] as const;

    expect(notReady(aPacket({ entries, gates: elsewhere }))).toEqual([]);
    expect(notReady(aPacket({ entries: entries.slice(3), gates: [afterCongress] }))).toEqual([]);
  });

  test('is put before the Party group under the name of its event, after what the ladder proposes', () => {
    const { blocks } = packetDocument(aNumberedPacket({}, { entries: entries.slice(2), gates: [afterCongress] }));
    const at = blocks.findIndex(
      (block) => block.kind === 'heading' && block.text === '（二）“全国两会”后专题听取：实施安排未就绪的任务（1项，2019年3月29日截止）',
    );

    expect(blocks[at + 1]).toMatchObject({
      rows: [
        {
          cells: [{ text: '改-3' }, { text: '健全民事检察监督机制' }, { text: '第六检察厅' }, { text: '已签收' }, { text: '2019-06-30' }, { text: '建议列入' }],
        },
      ],
    });
    expect(blocks[at + 2]).toMatchObject({ kind: 'heading', text: '（三）待审批的延期申请（0项）' });
  });

  test('says of each item whether it was accepted or declined', () => {
    const said = [anEvent('agendaItemAccepted', { gates: ['全国两会'] }), anEvent('agendaItemDeclined', { gates: ['全国两会'] })];
    const items = said.map((event) => anEntry(taskAfter([...historyOf('issued'), event])));
    const { blocks } = packetDocument(aNumberedPacket({}, { entries: items, gates: [afterCongress] }));
    const at = blocks.findIndex((block) => block.kind === 'heading' && block.text.startsWith('（二）'));

    expect(blocks[at + 1]).toMatchObject({ rows: ['已列入', '不列入'].map((text) => ({ cells: expect.arrayContaining([{ text }]) })) });
  });

  test('is not in editions that were composed before packets had it', () => {
    const { gates: _, ...earlier } = aNumberedPacket({}, { entries, gates: [afterCongress] });

    expect(packetDocument(earlier).blocks).toContainEqual({ kind: 'heading', level: 2, text: '（二）待审批的延期申请（0项）' });
  });
});
