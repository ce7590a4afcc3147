import { chineseNumeral } from './chinese-numerals.ts';
import { chineseDate } from './dates.ts';
import type { Block, TableRow, Text } from './document.ts';
import type { Section } from './packet-tables.ts';
import { centred, dueText, lightText, numberIn, wide } from './packet-tables.ts';
import type { Packet, PacketDepartment, PacketReport, PacketTask } from './packet.ts';
import { stateNames } from './task.ts';

/** 各部门汇报: each task with 打算, 存在的问题 and 建议 as reported (R13). */
export const reportsOfDepartments = (packet: Packet): Section => ({
  heading: '各部门汇报',
  blocks:
    packet.departments.length === 0
      ? [{ kind: 'paragraph', text: '无。' }]
      : packet.departments.flatMap((department, index) => blocksOf(department, { index, packet })),
});

const columns = [centred('编号', 24), wide('任务', 70), centred('状态', 22), centred('灯', 14), centred('现时限', 26)];

function blocksOf({ name, tasks }: PacketDepartment, { index, packet }: { readonly index: number; readonly packet: Packet }): readonly Block[] {
  const rows = tasks.flatMap((task) => [headOf(task, packet), ...detailsOf(task)]);
  return [
    { kind: 'heading', level: 2, text: `（${chineseNumeral(index + 1)}）${name}（${tasks.length}项）` },
    { kind: 'table', columns, rows },
  ];
}

const headOf = (task: PacketTask, packet: Packet): TableRow => ({
  isHead: true,
  cells: [
    { text: [{ text: numberIn(packet)(task), isStrong: true }] },
    { text: [{ text: task.title, isStrong: true }] },
    { text: stateNames[task.state] },
    { text: lightText(task.light) },
    { text: dueText(task) },
  ],
});

function detailsOf({ standing, report }: PacketTask): readonly TableRow[] {
  if (report) return reportRows(report, standing === 'late');
  if (standing === null) return [detail('汇报', '本周期不需报告')];
  return [detail('汇报', [{ text: standing === 'missing' ? '缺报' : '待报', isStrong: true }])];
}

const reportRows = ({ countsOn, progress, intention, problems, suggestions }: PacketReport, isLate: boolean): readonly TableRow[] => [
  detail('进展', isLate ? [{ text: `迟报（${chineseDate(countsOn)}收到）。`, isStrong: true }, { text: progress }] : progress),
  detail('打算', intention),
  detail('存在的问题', problems),
  detail('建议', suggestions.length === 0 ? '无' : suggestions.map(({ text }, index) => (suggestions.length > 1 ? `${index + 1}．${text}` : text)).join('\n')),
];

const detail = (label: string, text: Text): TableRow => ({ cells: [{ text: label }, { text, span: columns.length - 1 }] });
