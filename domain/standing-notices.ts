/** What a notice says that hangs on no event of a task, as people read it. */
export interface NoticeContent {
  readonly subject: string;
  /** Each a paragraph of its own. */
  readonly lines: readonly string[];
}
