import type { Accomplishment } from './accomplishment.ts';
import { shareText, standingNames } from './accomplishment.ts';
import { chineseDate, dateOf, endOf } from './dates.ts';
import type { Block, PaperDocument, Table, TableColumn } from './document.ts';
import { periodicalNames } from './periodical-commands.ts';
import type { DepartmentAccomplishment, PeriodicalContent } from './periodical-content.ts';
import type { Periodical } from './periodicals.ts';
import { nameOf } from './periodicals.ts';

/** 季度小结, 督查通报 and 督查专报 as papers. */

export interface Printing {
  /** 演示数据 where it applies; else empty. */
  readonly mark: string;
  /** Of whoever has signed; null while nobody has. */
  readonly signedBy: string | null;
}

/** What a quarter comes to, without a number: nobody publishes it. */
export const summaryDocument = (content: PeriodicalContent, { mark }: Pick<Printing, 'mark'>): PaperDocument => ({
  title: content.title,
  mark,
  asOf: endOf(content.period.day),
  blocks: [{ kind: 'heading', level: 0, text: content.title }, ...bodyOf(content)],
});

/** 内部资料, with its number. What nobody has signed says so. */
export function periodicalDocument(paper: Periodical, { mark, signedBy }: Printing): PaperDocument {
  const { kind, year, serial, edition, content, draftedAt, correction } = paper;
  const isDraft = kind === 'bulletin' && signedBy === null;
  return {
    title: `${nameOf(paper)} ${content.title}`,
    mark,
    asOf: draftedAt,
    blocks: [
      {
        kind: 'masthead',
        name: periodicalNames[kind],
        note: isDraft ? '送审稿' : '内部资料',
        issue: `${year} 年第 ${serial} 期${edition === 1 ? '' : `（第 ${edition} 版）`}`,
        issuer: content.officeName,
        date: chineseDate(dateOf(draftedAt)),
      },
      { kind: 'heading', level: 0, text: content.title },
      ...bodyOf(content),
      ...(correction === null ? [] : [note(`本版更正：${correction}`)]),
      ...(signedBy === null ? [] : [{ kind: 'paragraph', text: `签发人：${signedBy}`, align: 'right' } as const]),
    ],
  };
}

function bodyOf(content: PeriodicalContent): readonly Block[] {
  const { sentence, accomplishment, done, overdue, withProblems, period } = content;
  const { onTime, notIssued } = accomplishment;
  return [
    { kind: 'paragraph', text: sentence },
    {
      kind: 'figures',
      items: [
        { value: `${accomplishment.done} / ${accomplishment.items}`, label: '已完成', isMain: true },
        { value: String(accomplishment.onSchedule), label: standingNames.onSchedule },
        { value: String(accomplishment.overdue), label: standingNames.overdue },
        { value: shareText(onTime.baseline), label: '按期完成率' },
      ],
    },
    note(howCounted(content)),
    ...(notIssued === 0 ? [] : [note(`另有 ${notIssued} 项已立项、尚未交办，不计在内。`)]),
    { kind: 'heading', level: 1, text: '一、各部门完成情况' },
    departmentTable(content),
    ...listed(`二、${period.from === null ? '已完成' : '本期完成'}（${done.length} 项）`, doneTable(content)),
    ...listed(`三、已超期（${overdue.length} 项）`, overdueTable(content)),
    ...listed(`四、存在困难或问题（${withProblems.length} 项）`, problemTable(content)),
  ];
}

const howCounted = ({ period: { from, day }, accomplishment: { onTime }, reports }: PeriodicalContent): string =>
  `截至 ${day}。按期完成率：${from ?? '立项'} 至 ${day} 到期的任务中，牵头部门按原时限申请办结并经销号的占 ${ofText(onTime.baseline)}；按现时限为 ${shareText(onTime.current)}（${ofText(onTime.current)}）。时限当日办结的为按期；已申请、待审核的不计。反馈率：同期截止的报告中按时报送的占 ${ofText(reports)}。`;

const ofText = ({ part, of }: Accomplishment['onTime']['baseline']): string => `${part} / ${of}`;

const listed = (heading: string, table: Table): readonly Block[] => [
  { kind: 'heading', level: 1, text: heading },
  table.rows.length === 0 ? { kind: 'paragraph', text: '无。' } : table,
];

const column = (heading: string, share: number, align: 'left' | 'center' = 'left'): TableColumn => ({ heading, share, align });

const departmentColumns = [
  column('部门', 22),
  ...['交办', standingNames.done, standingNames.onSchedule, '有困难', standingNames.overdue, '终止并入', '完成率', '反馈率'].map((heading) =>
    column(heading, heading.length > 3 ? 12 : 9, 'center'),
  ),
];

const departmentTable = ({ departments, accomplishment, reports }: PeriodicalContent): Table => ({
  kind: 'table',
  columns: departmentColumns,
  rows: [
    ...departments.map((one) => ({ cells: countCells(one).map((text) => ({ text })) })),
    { cells: countCells({ name: '合计', ...accomplishment, reports }).map((text) => ({ text: [{ text, isStrong: true }] })) },
  ],
});

type Counted = Omit<DepartmentAccomplishment, 'department' | 'departmentOffice'>;

/** As the columns are headed, on paper and on the screen. */
export const countHeadings = departmentColumns.map(({ heading }) => heading);

export const countCells = ({ name, items, done, onSchedule, withProblems, overdue, endedOtherwise, onTime, reports }: Counted): readonly string[] => [
  name,
  ...[items, done, onSchedule, withProblems, overdue, endedOtherwise].map(String),
  shareText(onTime.baseline),
  shareText(reports),
];

const taskColumns = [column('编号', 19), column('任务', 40), column('牵头部门', 22)];

const tableOf = (columns: readonly TableColumn[], rows: readonly (readonly string[])[]): Table => ({
  kind: 'table',
  columns: [...taskColumns, ...columns],
  rows: rows.map((texts) => ({ cells: texts.map((text) => ({ text })) })),
});

const doneTable = ({ done }: PeriodicalContent): Table =>
  tableOf(
    [column('办结', 23, 'center'), column('成果', 36)],
    done.map(({ number, title, leadName, doneOn, result }) => [number, title, leadName, doneOn, result]),
  );

const overdueTable = ({ overdue }: PeriodicalContent): Table =>
  tableOf(
    [column('原时限', 19, 'center'), column('现时限', 19, 'center'), column('超期工作日', 12, 'center')],
    overdue.map(({ number, title, leadName, baselineDue, currentDue, overdueWorkingDays }) => [
      number,
      title,
      leadName,
      baselineDue ?? '',
      currentDue ?? '',
      String(overdueWorkingDays),
    ]),
  );

const problemTable = ({ withProblems }: PeriodicalContent): Table =>
  tableOf(
    [column('存在的问题', 46)],
    withProblems.map(({ number, title, leadName, problems }) => [number, title, leadName, problems]),
  );

const note = (text: string): Block => ({ kind: 'paragraph', text, isNote: true });
