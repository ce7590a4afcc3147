import type { Addressee } from './addressees.ts';
import { addDays, yearOf } from './dates.ts';
import type { DigestEntry } from './digest-entries.ts';
import type { Offices } from './organisation.ts';
import { officeByCode, supervisionUnitOf } from './organisation.ts';
import type { ReminderKind } from './reminders.ts';
import { reminderNames } from './reminders.ts';
import type { StandingNotice } from './standing-notices.ts';
import type { DateText, OfficeCode } from './values.ts';
import type { WorkingCalendar } from './working-calendar.ts';
import { addWorkingDays } from './working-calendar.ts';

/** 合并通知: all that one addressee is reminded of on a morning, in one paper. */
export interface Digest {
  readonly to: Addressee;
  readonly day: DateText;
  /** Working days whose run never was (补发). */
  readonly missedDays: readonly DateText[];
  /** The most pressing first; of very many the first ones. */
  readonly entries: readonly DigestEntry[];
  readonly overdue: number;
  readonly near: number;
  readonly offices: Offices;
}

/** The mornings for which the run of a day speaks: after the last run's, and of the rest days to come. By a calendar of its own a task may not know them yet. */
export const morningsOf = (calendar: WorkingCalendar, { day, since }: { readonly day: DateText; readonly since: DateText | null }) => ({
  after: since ?? addDays(day, -1),
  until: addDays(addWorkingDays(calendar, day, 1), -1),
});

/** The working days between the last run and this one. */
export function missedDays(calendar: WorkingCalendar, { since, day }: { readonly since: DateText | null; readonly day: DateText }): readonly DateText[] {
  const missed: DateText[] = [];
  for (let next = addWorkingDays(calendar, since ?? day, 1); next < day; next = addWorkingDays(calendar, next, 1)) missed.push(next);
  return missed;
}

/** A notice is read in a chat too. */
export const entriesShown = 40;

/** Once a day for each addressee: the notices of one kind under one key are one. */
export const digestKey = (to: Addressee, day: DateText) => ({ kind: 'digest', to, key: day }) as const;

export function digestNotice(digest: Digest): StandingNotice {
  const { to, day, entries } = digest;
  return {
    ...digestKey(to, day),
    content: {
      subject: subjectOf(digest),
      lines: linesOf(digest, lineOf),
      ...(entries.some(({ isInternal }) => isInternal) && { discreetLines: linesOf(digest, discreetLineOf) }),
      signedBy: supervisingOffices(entries).map((office) => unitName(office, digest.offices)),
    },
    numbers: [...new Set(entries.map(({ number }) => number))],
  };
}

const subjectOf = ({ overdue, near }: Digest): string =>
  [...(overdue > 0 ? [`已过期限 ${overdue} 项`] : []), ...(near > 0 ? [`临近期限 ${near} 项`] : [])].join('，');

type Wording = (entry: DigestEntry, day: DateText) => string;

function linesOf({ day, missedDays: missed, entries, overdue, near, offices }: Digest, wording: Wording): readonly string[] {
  const [first, last] = [missed[0], missed.at(-1)];
  const supervising = supervisingOffices(entries);
  const isMadeUp = entries.some((entry) => isLate(entry, day));
  const rest = overdue + near - entries.length;
  let position = 0;
  return [
    '下列事项请按期办理：',
    ...(isMadeUp && first && last ? [`（${dayText(first, day)}${first === last ? '' : `至${dayText(last, day)}`}应发的提醒当日未能发出，今一并补发。）`] : []),
    ...supervising.flatMap((office) => [
      ...(supervising.length > 1 ? [`${unitName(office, offices)}督办：`] : []),
      ...entries.filter(({ supervisingOffice }) => supervisingOffice === office).map((entry) => `${++position}．${wording(entry, day)}`),
    ]),
    ...(rest > 0 ? [`（另有 ${rest} 项，见 duban deadlines）`] : []),
  ];
}

/** In the order of what is most pressing of each. */
const supervisingOffices = (entries: readonly DigestEntry[]): readonly OfficeCode[] => [...new Set(entries.map(({ supervisingOffice }) => supervisingOffice))];

function unitName(code: OfficeCode, offices: Offices): string {
  const office = officeByCode(offices, code);
  return office ? `${office.name}${supervisionUnitOf(office)?.name ?? '督查部门'}` : code;
}

const lineOf: Wording = (entry, day) => `${entry.number} ${entry.title}：${sayingOf(entry, day)}`;

/** Of an 内部 task only its number. */
const discreetLineOf: Wording = (entry, day) => (entry.isInternal ? `${entry.number}（内部）：请登录台账查看。` : lineOf(entry, day));

function sayingOf(entry: DigestEntry, day: DateText): string {
  const { kind, date, rung, on, workingDays, cycle } = entry;
  const act = `${acts[kind]}${cycle === null ? '' : `（${cycle}）`}`;
  if (rung === null) return `${reminderNames[kind]} ${dayText(date, day)}已过 ${workingDays} 个工作日，请抓紧${act}。`;
  const left = workingDays > 0 ? `还有 ${workingDays} 个工作日` : '今天是最后一个工作日';
  return `请于${dayText(date, day)}前${act}，${left}${isLate(entry, day) ? `（应于${dayText(on, day)}提醒，补发）` : ''}。`;
}

const isLate = ({ rung, on }: DigestEntry, day: DateText): boolean => rung !== null && on < day;

/** What is to be done by the day. */
const acts: Readonly<Record<ReminderKind, string>> = {
  sign: '签收',
  reassign: '重新交办',
  measures: '报送落实举措',
  approval: '审定落实举措',
  milestone: '完成阶段目标并报告',
  due: '完成任务并申请办结',
  resubmit: '重新申请办结',
  review: '审核办结申请',
  verification: '完成核查',
  extension: '审批延期',
  reply: '答复催办',
  contribution: '答复牵头部门的请求',
  report: '报送进展情况',
  yearlyReview: '完成年度回顾并报告',
};

/** With the year where it is not that of the paper. */
const dayText = (date: DateText, day: DateText): string =>
  `${yearOf(date) === yearOf(day) ? '' : `${yearOf(date)}年`}${Number(date.slice(5, 7))}月${Number(date.slice(8))}日`;
