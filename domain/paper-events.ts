import type { Addressee } from './addressees.ts';
import type { Fact } from './events.ts';
import type { PaperStep } from './papers.ts';

export type PaperEvent = PaperSigned | PaperHeld | PaperReleased | AgendaItemAccepted | AgendaItemDeclined;

export interface PaperSigned extends Fact<'paperSigned'>, PaperStep {}

export interface PaperHeld extends Fact<'paperHeld'>, PaperStep {
  readonly reason: string;
}

export interface PaperReleased extends Fact<'paperReleased'>, PaperStep {
  /** Where its step has come meanwhile, it leaves at once: whom it reaches, and what it says. */
  readonly leaves?: { readonly to: readonly Addressee[]; readonly reason: string };
}

export interface AgendaItemAccepted extends Fact<'agendaItemAccepted'> {
  readonly meeting: string | null;
  /** Where it was on the agenda after gate hearings: their events. */
  readonly gates?: readonly string[];
}

/** It is off the list until the ladder, or another gate hearing, proposes it again. */
export interface AgendaItemDeclined extends Fact<'agendaItemDeclined'> {
  readonly reason: string;
  readonly gates?: readonly string[];
}
