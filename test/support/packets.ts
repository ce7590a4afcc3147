import type { PacketEntry, PacketFacts } from '../../domain/composing-packet.ts';
import { packetOf } from '../../domain/composing-packet.ts';
import type { NumberedPacket } from '../../domain/packet-document.ts';
import type { Packet, PacketReport } from '../../domain/packet.ts';
import type { Task } from '../../domain/task.ts';
import { aTask } from './events.ts';

/** The papers for the meeting of May 2019, whose reports were due by 04-28. */

export const aReport: PacketReport = {
  countsOn: '2019-04-26',
  progress: '完成调研，形成初稿',
  intention: '五月底前征求意见',
  problems: '人手不足',
  suggestions: [{ id: '2-1', text: '请法律政策研究室提前会商' }],
};

export const anEntry = (task: Task, parts: Partial<PacketEntry> = {}): PacketEntry => ({
  task,
  light: 'green',
  overdueWorkingDays: 0,
  leadName: '第六检察厅',
  ...parts,
});

/** The same task under another number, of another lead. */
export const numbered = (task: Task, number: string, lead = task.assignment.lead): Task => ({ ...task, number, assignment: { ...task.assignment, lead } });

export const totals: PacketFacts['totals'] = {
  tasks: 114,
  struckOffWithResult: 12,
  due: 113,
  byState: {
    registered: 0,
    issued: 2,
    received: 3,
    inProgress: 90,
    closureReview: 4,
    verifying: 1,
    suspended: 1,
    struckOff: 12,
    terminated: 1,
    merged: 0,
  },
  byLight: { grey: 14, green: 78, yellow: 15, red: 7 },
};

export const packetFacts = (parts: Partial<PacketFacts> = {}): PacketFacts => ({
  office: { code: 'SPP', name: '最高人民检察院' },
  unit: '最高人民检察院办公厅',
  cycle: '2019-05',
  cutOff: '2019-04-28',
  previousCutOff: '2019-03-27',
  meeting: { id: 'SPP-2019-05-05', date: '2019-05-05', meetingType: '党组会' },
  mark: '演示数据',
  programmes: [{ name: '2019', title: '2019 年任务台账', totals }],
  totals,
  entries: [anEntry(aTask('inProgress'))],
  owed: [{ programme: '2019', number: '改-12', standing: 'onTime', report: aReport }],
  gates: [],
  suggestions: [],
  ...parts,
});

export const aPacket = (parts: Partial<PacketFacts> = {}): Packet => packetOf(packetFacts(parts));

export const aNumberedPacket = (parts: Partial<NumberedPacket> = {}, facts: Partial<PacketFacts> = {}): NumberedPacket => ({
  ...aPacket(facts),
  edition: 1,
  reason: null,
  composedAt: '2019-04-28T16:00:10.000Z',
  sm3: 'a'.repeat(64),
  ...parts,
});
