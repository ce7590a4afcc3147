import type { Addressee } from './addressees.ts';
import type { NoticeKind } from './notice-names.ts';
import { noticeNames } from './notice-names.ts';
import { periodicalNames } from './periodical-commands.ts';

/**
 * Notices that hang on no event of one task: what a day, a document or a meeting has to say to one addressee. They are composed whole and say
 * themselves what they say; those of a task's events are composed from the journal when they leave.
 */
export const standingNoticeNames = {
  incorporationLate: '来文逾期未纳入提示',
  digest: '督办提醒',
  papersDrafted: '待签发文稿',
  ...periodicalNames,
} as const;

export type StandingNoticeKind = keyof typeof standingNoticeNames;

/** What a paper is called, whatever it hangs on. */
export const paperNames = { ...noticeNames, ...standingNoticeNames } as const;

export type PaperKind = NoticeKind | StandingNoticeKind;

export interface StandingNotice {
  readonly kind: StandingNoticeKind;
  readonly to: Addressee;
  /** What it is about, as a day or a meeting: the same addressee is told of one kind once under one key, however often it is composed. */
  readonly key: string;
  readonly content: NoticeContent;
  /** The tasks that it names, `2019/改-12`. */
  readonly numbers?: readonly string[];
}

export interface NoticeContent {
  readonly subject: string;
  /** Each a paragraph of its own, as people read it. */
  readonly lines: readonly string[];
  /** The same for ways out that others keep, where an 内部 task is named. */
  readonly discreetLines?: readonly string[];
  /** 落款; absent: 督查部门. */
  readonly signedBy?: readonly string[];
}
