import { chineseNumeral } from './chinese-numerals.ts';
import { chineseDate, dateOf } from './dates.ts';
import type { Block, Figures } from './document.ts';
import { lightNames } from './lights.ts';
import type { Section } from './packet-tables.ts';
import { centred, dueText, lightText, numberIn, tableOrNone, wide } from './packet-tables.ts';
import type { Packet } from './packet.ts';
import { stateNames, taskStates } from './task.ts';

/** 总体情况: the first figure is what has been carried out with a result, of what is to be carried out (R2). */
export const standingSection = (packet: Packet): Section => ({
  heading: '总体情况',
  blocks: [figuresOf(packet), { kind: 'paragraph', text: statesText(packet) }, { kind: 'paragraph', text: reportsText(packet) }, ...programmeTable(packet)],
});

const figuresOf = ({ headline, totals, reports }: Packet): Figures => ({
  kind: 'figures',
  items: [
    { value: `${headline.struckOffWithResult} / ${headline.due}`, label: '已销号且有成果 / 应完成', isMain: true },
    { value: String(totals.byLight.red), label: '红灯' },
    { value: String(totals.byLight.yellow), label: '黄灯' },
    { value: String(reports.missing), label: '缺报' },
  ],
});

function statesText({ cutOff, totals }: Packet): string {
  const counted = taskStates.filter((state) => totals.byState[state] > 0).map((state) => `${stateNames[state]}${totals.byState[state]}项`);
  return `截至${chineseDate(cutOff)}24时，台账共有任务${totals.tasks}项${counted.length > 0 ? `，其中${counted.join('、')}` : ''}。`;
}

function reportsText({ reports, missing, struckOff, previousCutOff }: Packet): string {
  const silent = reports.missing > 0 ? `，缺报${reports.missing}项（涉及${missing.length}个部门）` : '，没有缺报';
  return `本周期应报告任务${reports.due}项，按时报告${reports.onTime}项，迟报${reports.late}项${silent}。上次截止（${chineseDate(previousCutOff)}）以来销号${struckOff.length}项。`;
}

/** Only where there is something to tell apart. */
function programmeTable({ programmes }: Packet): readonly Block[] {
  if (programmes.length < 2) return [];
  const columns = [wide('方案', 61), centred('任务', 18), centred('应完成', 18), centred('已销号且有成果', 23), centred('红灯', 18), centred('黄灯', 18)];
  const cells = programmes.map(({ name, title, totals }) => [
    title === '' ? name : title,
    ...[totals.tasks, totals.due, totals.struckOffWithResult, totals.byLight.red, totals.byLight.yellow].map(String),
  ]);
  return [tableOrNone(cells, columns, (row) => row)];
}

/** What the Party group is asked for, who is silent, what is late. */
export const attentionSections = (packet: Packet): readonly Section[] => [
  { heading: '提请会议研究和审批的事项', blocks: numbered(attentionParts(packet)) },
  { heading: `缺报名单（${packet.missing.length}个部门，${packet.reports.missing}项）`, blocks: [missingTable(packet)] },
  { heading: '红灯、黄灯任务', blocks: numbered([lightPart(packet, 'red'), lightPart(packet, 'yellow')]) },
  { heading: `上次截止以来销号的任务（${packet.struckOff.length}项）`, blocks: [struckOffTable(packet)] },
];

const attentionParts = (packet: Packet): readonly Part[] => [
  agendaPart(packet),
  ...gateParts(packet),
  extensionPart(packet),
  closurePart(packet),
  suggestionPart(packet),
];

/** Columns that many tables have; their shares are millimetres of a page. */
const number = centred('编号', 17);
const lead = wide('牵头部门', 24);
const day = (heading: string) => centred(heading, 24);

interface Part {
  readonly heading: string;
  readonly table: Block;
}

const numbered = (parts: readonly Part[]): readonly Block[] =>
  parts.flatMap(({ heading, table }, index): readonly Block[] => [{ kind: 'heading', level: 2, text: `（${chineseNumeral(index + 1)}）${heading}` }, table]);

const agendaPart = (packet: Packet): Part => ({
  heading: `升级提请研究的任务（${packet.agenda.length}项）`,
  table: tableOrNone(packet.agenda, [number, wide('任务', 56), lead, centred('灯', 14), centred('超期（工作日）', 21), centred('议题', 24)], (line) => [
    numberIn(packet)(line),
    line.title,
    line.leadName,
    lightText(line.light),
    String(line.overdueWorkingDays),
    `${line.accepted ? '已列入' : '建议列入'}\n${line.since}`,
  ]),
});

/** R27: only in the months in which something is still not ready. */
const gateParts = (packet: Packet): readonly Part[] =>
  (packet.gates ?? []).map(({ event, cutOff, notReady }) => ({
    heading: `“${event}”后专题听取：实施安排未就绪的任务（${notReady.length}项，${chineseDate(cutOff)}截止）`,
    table: tableOrNone(notReady, [number, wide('任务', 49), lead, centred('状态', 21), day('现时限'), centred('议题', 21)], (line) => [
      numberIn(packet)(line),
      line.title,
      line.leadName,
      stateNames[line.state],
      dueText(line),
      line.standing === null ? '建议列入' : standingTexts[line.standing],
    ]),
  }));

const standingTexts = { accepted: '已列入', declined: '不列入' } as const;

const extensionPart = (packet: Packet): Part => ({
  heading: `待审批的延期申请（${packet.extensions.length}项）`,
  table: tableOrNone(packet.extensions, [number, wide('任务', 37), wide('理由', 35), day('现时限'), day('申请延至'), centred('督查部门意见', 20)], (line) => [
    numberIn(packet)(line),
    `${line.title}（${line.leadName}）`,
    line.reason,
    dueText(line),
    line.to,
    opinionText(line),
  ]),
});

const opinionText = ({ supports }: Packet['extensions'][number]): string => (supports === null ? '未审核' : supports ? '同意' : '不同意');

const closurePart = (packet: Packet): Part => ({
  heading: `待审核的办结申请（${packet.closures.length}项）`,
  table: tableOrNone(packet.closures, [number, wide('任务', 48), wide('成果', 44), day('申请日期'), day('审核期限')], (line) => [
    numberIn(packet)(line),
    `${line.title}（${line.leadName}）`,
    line.result,
    line.appliedOn,
    line.reviewBy,
  ]),
});

/** R43: it comes back until it is answered. */
const suggestionPart = (packet: Packet): Part => ({
  heading: `待答复的建议（${packet.suggestions.length}条）`,
  table: tableOrNone(
    packet.suggestions,
    [number, wide('建议', 49), wide('提出部门', 24), day('提出日期'), day('答复期限'), centred('列入次数', 19)],
    (line) => [
      numberIn(packet)(line),
      line.text,
      line.leadName,
      dateOf(line.reportedAt),
      answerText(line),
      `第${line.timesListed}次${line.toSubmit ? '\n转督查室提请答复' : ''}`,
    ],
  ),
});

const answerText = ({ answerBy, overdue }: Packet['suggestions'][number]): string => `${answerBy ?? ''}${overdue ? '（已过）' : ''}`;

const missingTable = (packet: Packet): Block =>
  tableOrNone(packet.missing, [wide('部门', 36), centred('缺报', 16), wide('任务', 104)], ({ name, tasks }) => [
    [{ text: name, isStrong: true }],
    String(tasks.length),
    tasks.map((task) => `${numberIn(packet)(task)}　${task.title}`).join('\n'),
  ]);

function lightPart(packet: Packet, light: 'red' | 'yellow'): Part {
  const lines = packet[light];
  return {
    heading: `${lightNames[light]}灯（${lines.length}项）`,
    table: tableOrNone(lines, [number, wide('任务', 50), lead, centred('状态', 21), day('现时限'), centred('超期（工作日）', 21)], (line) => [
      numberIn(packet)(line),
      line.title,
      line.leadName,
      stateNames[line.state],
      dueText(line),
      String(line.overdueWorkingDays),
    ]),
  };
}

const struckOffTable = (packet: Packet): Block =>
  tableOrNone(packet.struckOff, [number, wide('任务', 46), lead, wide('成果', 46), day('销号日期')], (line) => [
    numberIn(packet)(line),
    line.title,
    line.leadName,
    line.result,
    line.struckOffOn,
  ]);
