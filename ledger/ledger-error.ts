import type { OverlayFaultCode } from '../domain/overlay-faults.ts';

export type LedgerErrorCode =
  | 'LEDGER_BEHIND'
  | 'LEDGER_MOVED'
  | 'RULES_MISSING'
  | 'RULES_DIFFER'
  | 'JOURNAL_BROKEN'
  | 'APP_ROLE_MISSING'
  | 'MIGRATION_FAILED'
  | 'CLOCK_KIND_FIXED'
  | 'CLOCK_NOT_REHEARSAL'
  | 'CLOCK_BACKWARDS'
  | 'DIRECTORY_INVALID'
  | 'SOURCES_INVALID'
  | 'OFFICE_NOT_FOUND'
  | 'POLICY_DIFFERS'
  | 'POLICY_INVALID'
  | 'PROGRAMME_DIFFERS'
  | 'OVERLAY_INVALID'
  | 'OVERLAY_DIFFERS'
  | OverlayFaultCode;

/** A failure of the ledger that a caller can tell from others. What office people get to read has a Chinese message. */
export class LedgerError extends Error {
  readonly code: LedgerErrorCode;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(code: LedgerErrorCode, message: string, { cause, ...details }: Readonly<Record<string, unknown>> = {}) {
    super(message, { cause });
    this.name = 'LedgerError';
    this.code = code;
    this.details = details;
  }
}
