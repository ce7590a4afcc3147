/** What the supervision unit publishes in numbered issues: 督查通报 to the departments, once a quarter; 督查专报 to the leadership, on a matter. */
export const periodicalNames = { bulletin: '督查通报', brief: '督查专报' } as const;
export type PeriodicalKind = keyof typeof periodicalNames;

/** Which one it is: the same kind on the same subject is the same number, however often it is asked for. */
export interface PeriodicalReference {
  readonly kind: PeriodicalKind;
  /** Of a bulletin its quarter, `2019-Q1`; of a brief its title. */
  readonly subject: string;
}

export type PeriodicalCommand = DraftPeriodical | SignPeriodical | SendPeriodical;
export type PeriodicalCommandType = PeriodicalCommand['type'];

export interface DraftPeriodical extends PeriodicalReference {
  readonly type: 'draftPeriodical';
  /** Of a brief: what it is about; all tasks of the office where it is left out. */
  readonly programme?: string;
  /** Another edition under the same number, and why. */
  readonly correction?: string;
}

/** 签发. */
export interface SignPeriodical extends PeriodicalReference {
  readonly type: 'signPeriodical';
}

export interface SendPeriodical extends PeriodicalReference {
  readonly type: 'sendPeriodical';
}

export const periodicalActNames: Readonly<Record<PeriodicalCommandType, string>> = {
  draftPeriodical: '起草通报、专报',
  signPeriodical: '签发通报、专报',
  sendPeriodical: '印发通报、专报',
};
