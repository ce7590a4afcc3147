import type { ShapeFault } from '../domain/command-shapes.ts';
import type { Refusal } from '../domain/refusals.ts';
import { refusalText } from '../domain/refusals.ts';
import { DubanError, exitCodes } from './errors.ts';
import type { ExitCode } from './errors.ts';

/** Everything but success that a command can be answered with. */

/** A rule said no. Not to be found is an exit code of its own, so that scripts can tell. */
export function refused({
  code,
  message,
  details,
}: {
  readonly code: string;
  readonly message: string;
  readonly details: Readonly<Record<string, unknown>>;
}): DubanError {
  return new DubanError({ code, message, details, exitCode: exitCodeOf(code) });
}

function exitCodeOf(code: string): ExitCode {
  if (code === 'COMMAND_MALFORMED') return exitCodes.invalidInput;
  return code.endsWith('_NOT_FOUND') ? exitCodes.notFound : exitCodes.refused;
}

export const refusedBy = (refusal: Refusal): DubanError => refused({ code: refusal.code, message: refusalText(refusal), details: refusal.details });

/** What was typed or written in a file cannot be meant. */
export const invalidInput = (code: string, message: string, details: Readonly<Record<string, unknown>> = {}): DubanError =>
  new DubanError({ code, message, details, exitCode: exitCodes.invalidInput });

export const notFound = (code: string, message: string, details: Readonly<Record<string, unknown>> = {}): DubanError =>
  new DubanError({ code, message, details, exitCode: exitCodes.notFound });

export const malformed = (faults: readonly ShapeFault[]): DubanError =>
  new DubanError({
    code: 'COMMAND_MALFORMED',
    message: `命令的内容不对：${faults.map(({ field, expected }) => `${field} 应为${expected}`).join('；')}`,
    details: { faults },
    exitCode: exitCodes.invalidInput,
  });

/** It may have been carried out or not; the same request id acts once, so repeating is always safe. */
export const outcomeUnknown = (requestId: string, cause: unknown): DubanError =>
  new DubanError(
    {
      code: 'OUTCOME_UNKNOWN',
      message: `没有等到答复，结果未知，请用同一请求号 ${requestId} 重试（--request-id ${requestId}）。`,
      details: { requestId, reason: reasonOf(cause) },
      exitCode: exitCodes.unreachable,
    },
    { cause },
  );

/** Nothing can have been sent. */
export const serverUnreachable = (server: 'PostgreSQL' | 'Temporal', cause: unknown): DubanError =>
  new DubanError(
    {
      code: 'SERVER_UNREACHABLE',
      message: `不能连接 ${server}：${reasonOf(cause)}。请用 duban doctor 查看，或先运行 duban up。`,
      details: { server, reason: reasonOf(cause) },
      exitCode: exitCodes.unreachable,
    },
    { cause },
  );

/** The ledger says that the task is supervised, the Temporal server knows nothing of it: its data were lost. */
export const runMissing = (workflowId: string): DubanError =>
  new DubanError({
    code: 'RUN_MISSING',
    message: `台账中任务 ${workflowId} 仍在督办，但 Temporal 上没有它的运行：请先运行 duban recover，再用同一请求号重试。`,
    details: { workflowId },
    exitCode: exitCodes.unreachable,
  });

/** "Exit 5 always prints the request id": also where the fault was found before anything was sent. */
export function withRequestId(error: unknown, requestId: string): unknown {
  if (!(error instanceof DubanError) || error.exitCode !== exitCodes.unreachable || 'requestId' in error.details) return error;
  const { code, message, details, exitCode } = error;
  return new DubanError({ code, message: `${message}重试时可用请求号 ${requestId}。`, details: { ...details, requestId }, exitCode }, { cause: error });
}

export const reasonOf = (error: unknown): string => {
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join('；');
  return error instanceof Error ? error.message || error.name : String(error);
};
