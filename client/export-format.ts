import type { Instant } from '../domain/values.ts';
import type { JournalRow } from '../ledger/journal.ts';
import type { Seal } from '../ledger/seals.ts';

/** The lines of an export; docs/export-format.md says it for other programs. */

export const exportFormat = 'duban-export';
/** Raised by whatever a reader of the present version would misunderstand. */
export const exportVersion = 1;

export interface HeaderLine {
  readonly format: typeof exportFormat;
  readonly version: number;
  /** By the ledger's clock. */
  readonly at: Instant;
}

export interface RowLine {
  readonly row: JournalRow;
  /** The seal in which this row is the head of its stream. */
  readonly sealedBy?: number;
}

export interface SealLine {
  readonly seal: Seal;
}

export interface EndLine {
  readonly end: ExportCounts & {
    /** SM3 over all lines before, each with its line feed. */
    readonly sm3: string;
  };
}

export interface ExportCounts {
  readonly rows: number;
  readonly streams: number;
  readonly tasks: number;
  readonly seals: number;
}
