import { clockTextOf } from '../../domain/dates.ts';
import { answerNames } from '../../domain/leadership-commands.ts';
import { meetingStateNames } from '../../domain/meetings.ts';
import type { OfficeCycle } from '../../ledger/queries/cycles.ts';
import type { StandingPacket } from '../../ledger/queries/packets.ts';
import type { SaidAtMeeting } from '../../ledger/queries/said-at-meeting.ts';
import type { MeetingList, MeetingShown, MissingList } from '../meeting-queries.ts';
import { tableLines } from './table.ts';
import { withWeekday } from './weekday.ts';

/** Meetings and their cycles, as people read them. */

export function meetingLines({
  id,
  meetingType,
  date,
  state,
  topic,
  cutOff,
  movedCount,
  attendance,
  heard,
  cycle,
  packet,
  names,
  tasks,
  said,
}: MeetingShown): string[] {
  const called = (codes: readonly string[]): string => codes.map((code) => names[code] ?? code).join('、');
  return [
    `会议 ${id}：${meetingType}，${withWeekday(date)}，${meetingStateNames[state]}${movedCount > 0 ? `，改期 ${movedCount} 次` : ''}`,
    `  议题：${topic}`,
    `  报告截止：${cutOff === null ? '未设（安排过晚）' : `${withWeekday(cutOff)} 24:00`}`,
    ...(cycle ? [`  汇报周期 ${cycleText(cycle)}`] : []),
    ...(packet ? packetLines(packet) : []),
    ...(attendance.length > 0 ? [`  出席：${called(attendance)}`] : []),
    ...(heard.length > 0 ? [`  听取汇报：${called(heard)}`] : []),
    ...tasks.map(({ programme, number, title }) => `  来自本次会议：${programme}/${number} ${title}`),
    ...said.map((words) => `  ${saidText(words)}`),
  ];
}

function saidText({ programme, number, said }: SaidAtMeeting): string {
  if (said.type === 'instructionGiven') return `批示：${programme}/${number} ${said.text}`;
  return `答复建议：${programme}/${number} ${said.suggestion} ${said.suggestionText}，${answerNames[said.answer]}`;
}

const packetLines = ({ edition, composedAt, enteredSince }: StandingPacket): readonly string[] => [
  `  汇报材料：第 ${edition} 版，汇总于 ${clockTextOf(composedAt)}`,
  ...(enteredSince.length > 0 ? [newEditionLine(enteredSince)] : []),
];

/** What was received before the cut-off belongs into the packet, whenever it was typed. */
export const newEditionLine = (entered: StandingPacket['enteredSince']): string =>
  `  注意：汇总之后补录了截止前收到的汇报（${entered.map(({ programme, number }) => `${programme}/${number}`).join('、')}），请用 meeting packet --new-edition --reason 出新版`;

const cycleText = ({ cycle, cutOff, meeting, passed, closed }: OfficeCycle): string =>
  `${cycle}：${cutOff} 截止${closed ? '，已结束' : passed ? '，已截止' : ''}${meeting === null ? '，未开会' : ''}`;

export function meetingListLines({ office, meetings, cycles }: MeetingList): string[] {
  if (meetings.length === 0) return [`${office} 没有安排会议：duban meeting plan 可以提出建议日期`];
  const cells = meetings.map(({ id, date, meetingType, state, topic, cutOff }) => [
    id,
    withWeekday(date),
    meetingType,
    meetingStateNames[state],
    cutOff ?? '未设',
    topic,
  ]);
  return [
    ...tableLines(['会议', '日期', '类型', '状态', '报告截止', '议题'], cells),
    ...cycles.filter(({ meeting }) => meeting === null).map((cycle) => `汇报周期 ${cycleText(cycle)}`),
  ];
}

export function missingLines(list: MissingList): string[] {
  const { cycle, missing, late } = list;
  return [
    `汇报周期 ${cycleText(cycle)}`,
    countLine(list),
    ...tableLines(
      ['编号', '牵头部门', '任务'],
      missing.map(({ programme, number, leadName, title }) => [`${programme}/${number}`, leadName, title]),
    ),
    ...late.map(({ programme, number, leadName, report }) => `迟报：${programme}/${number} ${leadName}，${report?.countsOn ?? ''} 收到`),
  ];
}

function countLine({ cycle: { passed }, missing, departments }: MissingList): string {
  if (missing.length === 0) return passed ? '没有缺报' : '目前没有待报';
  const counts = departments.map(({ name, tasks }) => `${name} ${tasks} 项`).join('、');
  return `${passed ? '缺报' : '待报'} ${missing.length} 项，${departments.length} 个部门：${counts}`;
}
