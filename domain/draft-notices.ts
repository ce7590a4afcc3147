import type { Addressee } from './addressees.ts';
import { addressedAs } from './addressees.ts';
import { isInternal } from './assignment.ts';
import { deadlineNames } from './deadlines.ts';
import { kindAbove } from './escalation-notices.ts';
import type { Ladder } from './ladder.ts';
import { letterhead } from './letterhead.ts';
import { noticeNames } from './notice-names.ts';
import type { Offices } from './organisation.ts';
import { departmentOf, officeByCode } from './organisation.ts';
import type { Paper } from './papers.ts';
import { paperName } from './papers.ts';
import type { StandingNotice } from './standing-notices.ts';
import type { Task } from './task.ts';
import { fullNumberOf } from './task.ts';
import type { DateText } from './values.ts';

/** 拟稿: what the day's run tells those who may sign, of papers that leave on the next working day and of those that are held. */

/** A paper that lies open, and for whom. */
export interface OpenPaper {
  readonly task: Task;
  readonly paper: Paper;
  readonly signatory: Addressee;
}

export interface DraftDay {
  readonly day: DateText;
  readonly offices: Offices;
}

/** One for each of those who may sign. What leaves on the day itself was told on the one before. */
export function draftNotices(open: readonly OpenPaper[], { day, offices }: DraftDay): readonly StandingNotice[] {
  const waiting = open.filter(({ paper }) => paper.standing === 'held' || (paper.standing === 'draft' && paper.leavesOn > day));
  const signatories = new Map(waiting.map(({ signatory }) => [addresseeKey(signatory), signatory]));
  return [...signatories].map(([key, to]) =>
    noticeOf(
      to,
      waiting.filter(({ signatory }) => addresseeKey(signatory) === key),
      { day, offices },
    ),
  );
}

const addresseeKey = ({ department, role }: Addressee): string => `${department} ${role}`;

function noticeOf(to: Addressee, papers: readonly OpenPaper[], { day, offices }: DraftDay): StandingNotice {
  const drafts = papers.filter(({ paper }) => paper.standing === 'draft');
  return {
    kind: 'papersDrafted',
    to,
    key: day,
    numbers: [...new Set(papers.slice(0, papersShown).map(({ task }) => fullNumberOf(task)))],
    content: {
      subject: `待签发 ${drafts.length} 件，缓发 ${papers.length - drafts.length} 件`,
      lines: linesOf(papers, offices, titleOf),
      ...(papers.some(({ task }) => isInternal(task)) && { discreetLines: linesOf(papers, offices, discreetTitleOf) }),
      signedBy: [letterhead(to.office, to, offices)],
    },
  };
}

/** A notice is read in a chat too. */
const papersShown = 40;

type Wording = (task: Task) => string;

const titleOf: Wording = ({ assignment }) => assignment.title;

/** Of an 内部 task only its number. */
const discreetTitleOf: Wording = (task) => (isInternal(task) ? '（内部）' : titleOf(task));

const linesOf = (papers: readonly OpenPaper[], offices: Offices, wording: Wording): readonly string[] => [
  '下列文稿已拟出。请签发，或写明理由缓发；不作处理的，按期发出，并记明未经签发。',
  ...papers.slice(0, papersShown).map((open, index) => `${index + 1}．${lineOf(open, offices, wording)}`),
  ...(papers.length > papersShown ? [`（另有 ${papers.length - papersShown} 件，见 duban papers）`] : []),
];

function lineOf({ task, paper }: OpenPaper, offices: Offices, wording: Wording): string {
  const { to, leavesOn, record } = paper;
  const { kind, date } = (task.ladder as Ladder).cause; // only a ladder has papers
  const fate = record?.reason === undefined ? `${leavesOn} 发出` : `缓发：${record.reason}`;
  return `${paperName(task, paper)} ${wording(task)}：${deadlineNames[kind]}（${date} 止）已过；${kindsOf(to)}，送${to.map((addressee) => addresseeName(addressee, offices)).join('、')}，${fate}。`;
}

/** What it is called. */
export const kindsOf = (to: readonly Addressee[]): string => [...new Set(to.map((addressee) => noticeNames[kindAbove(addressee)]))].join('、');

const addresseeName = (to: Addressee, offices: Offices): string =>
  `${officeByCode(offices, to.office)?.name ?? to.office}${addressedAs(to, departmentOf(offices, to.department)?.name ?? to.department)}`;
