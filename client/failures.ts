import { LedgerError } from '../ledger/ledger-error.ts';
import type { LedgerErrorCode } from '../ledger/ledger-error.ts';
import { outcomeUnknown, serverUnreachable } from './answers.ts';
import { DubanError, exitCodes } from './errors.ts';
import type { ExitCode } from './errors.ts';

/** Runs what asks the ledger; whatever goes wrong there is said in a sentence. With a request id: something may have been written. */
export async function saidPlainly<Result>(ask: () => Promise<Result>, requestId: string | null = null): Promise<Result> {
  try {
    return await ask();
  } catch (error) {
    throw plainly(error, requestId);
  }
}

function plainly(error: unknown, requestId: string | null): unknown {
  if (error instanceof LedgerError) return ledgerError(error);
  const code = codeOf(error);
  if (code === undefinedTable) return ledgerNotBuilt(error);
  if (neverReached(code, error)) return serverUnreachable('PostgreSQL', error);
  if (!lost(code, error)) return error;
  return requestId === null ? serverUnreachable('PostgreSQL', error) : outcomeUnknown(requestId, error);
}

const undefinedTable = '42P01';
const neverReachedCodes = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOENT', '28P01', '28000', '3D000', '53300', '57P03'];
const lostCodes = ['ECONNRESET', 'EPIPE', 'ETIMEDOUT', '57014', '57P01', '57P02', '25P03', '25006'];

const neverReached = (code: string, error: unknown): boolean => neverReachedCodes.includes(code) || said(error, /timeout exceeded when trying to connect/);

const lost = (code: string, error: unknown): boolean =>
  lostCodes.includes(code) ||
  code.startsWith('08') ||
  said(error, /Connection terminated|Query read timeout|connection to PostgreSQL broke|Client has encountered a connection error/);

const said = (error: unknown, words: RegExp): boolean => error instanceof Error && words.test(error.message);

/** Node tries several addresses of a host and gives their errors together. */
function codeOf(error: unknown): string {
  const first: unknown = error instanceof AggregateError ? error.errors[0] : error;
  return first instanceof Error && 'code' in first ? String(first.code) : '';
}

const ledgerExitCodes: Partial<Record<LedgerErrorCode, ExitCode>> = {
  OFFICE_NOT_FOUND: exitCodes.notFound,
  PROGRAMME_DIFFERS: exitCodes.refused,
  CLOCK_NOT_REHEARSAL: exitCodes.refused,
  CLOCK_KIND_FIXED: exitCodes.refused,
  DIRECTORY_INVALID: exitCodes.invalidInput,
  SOURCES_INVALID: exitCodes.invalidInput,
  POLICY_INVALID: exitCodes.invalidInput,
  POLICY_DIFFERS: exitCodes.refused,
  OVERLAY_DIFFERS: exitCodes.refused,
  OVERLAY_INVALID: exitCodes.invalidInput,
  OVERLAY_EMPTY: exitCodes.invalidInput,
  OVERLAY_NAME_INVALID: exitCodes.invalidInput,
  OVERLAY_YEAR_INVALID: exitCodes.invalidInput,
  OVERLAY_YEAR_INCOMPLETE: exitCodes.invalidInput,
  CLOCK_BACKWARDS: exitCodes.invalidInput,
};

/** What only an operator can mend counts as a server that is not there. */
function ledgerError(error: LedgerError): DubanError {
  const { code, message, details } = error;
  return new DubanError({ code, message, details, exitCode: ledgerExitCodes[code] ?? exitCodes.unreachable }, { cause: error });
}

const ledgerNotBuilt = (cause: unknown): DubanError =>
  new DubanError({ code: 'LEDGER_NOT_BUILT', message: '数据库中还没有台账：请先运行 duban up。', exitCode: exitCodes.unreachable }, { cause });
