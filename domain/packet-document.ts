import { chineseNumeral } from './chinese-numerals.ts';
import { chineseDate, clockTextOf, dateOf } from './dates.ts';
import type { Block, Cover, PaperDocument } from './document.ts';
import { reportsOfDepartments } from './packet-departments.ts';
import type { PacketEdition } from './packet-editions.ts';
import { attentionSections, standingSection } from './packet-sections.ts';
import { monthText } from './packet-tables.ts';
import type { Packet } from './packet.ts';

export type NumberedPacket = Packet & Pick<PacketEdition, 'edition' | 'reason' | 'composedAt' | 'sm3'>;

/** 党组会汇报材料, as the Party group reads it: how it stands, what is to be decided, who is silent, and then each department. */
export function packetDocument(packet: NumberedPacket): PaperDocument {
  const sections = [standingSection(packet), ...attentionSections(packet), reportsOfDepartments(packet)];
  return {
    title: `${packet.office.name}党组会汇报材料（${packet.cycle}，第${packet.edition}版）`,
    mark: packet.mark,
    asOf: packet.composedAt,
    blocks: [
      coverOf(packet),
      { kind: 'heading', level: 0, text: `${monthText(packet.cycle)}重点工作推进情况汇报` },
      ...sections.flatMap(({ heading, blocks }, index): readonly Block[] => [
        { kind: 'heading', level: 1, text: `${chineseNumeral(index + 1)}、${heading}` },
        ...blocks,
      ]),
      { kind: 'paragraph', isNote: true, text: sourceNote(packet) },
    ],
  };
}

function coverOf({ office, unit, cycle, cutOff, meeting, mark, edition, reason, composedAt }: NumberedPacket): Cover {
  const meetingText = meeting ? `${meeting.meetingType}，${chineseDate(meeting.date)}` : '未开会';
  return {
    kind: 'cover',
    above: `${office.name}党组会`,
    title: '汇 报 材 料',
    subtitle: monthText(cycle),
    facts: [
      ['会　　议', meetingText],
      ['汇报截止', `${chineseDate(cutOff)}24时`],
      ['版　　次', `第${edition}版`],
      ...(reason === null ? [] : ([['改版事由', reason]] as const)),
      ...(mark === '' ? [] : ([['数　　据', mark]] as const)),
    ],
    foot: [unit, chineseDate(dateOf(composedAt))],
  };
}

const sourceNote = ({ cutOff, edition, composedAt, sm3 }: NumberedPacket): string =>
  `任务、状态、灯和各项合计均为${chineseDate(cutOff)}24时的台账；各部门汇报照录。第${edition}版由督办系统汇总于${clockTextOf(composedAt)}（北京时间），内容 SM3：${sm3}。`;
