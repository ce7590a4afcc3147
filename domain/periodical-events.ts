import type { Fact } from './events.ts';
import type { PeriodicalReference } from './periodical-commands.ts';
import type { PeriodicalContent } from './periodical-content.ts';

export type PeriodicalEvent = PeriodicalDrafted | PeriodicalSigned | PeriodicalSent;

/** With everything that it says, so that it can be written again as it was. */
export interface PeriodicalDrafted extends Fact<'periodicalDrafted'>, PeriodicalReference {
  /** 2019 年第 3 期: counted by office, kind and year. */
  readonly year: number;
  readonly serial: number;
  readonly edition: number;
  /** Why there is another edition; null of the first. */
  readonly correction: string | null;
  readonly content: PeriodicalContent;
  /** Of its content. */
  readonly sm3: string;
}

export interface PeriodicalSigned extends Fact<'periodicalSigned'>, PeriodicalReference {
  readonly edition: number;
}

export interface PeriodicalSent extends Fact<'periodicalSent'>, PeriodicalReference {
  readonly edition: number;
}
