import type { LogEntry, LogLevel } from '@temporalio/worker';
import { DefaultLogger } from '@temporalio/worker';
import type { DestinationStream, Logger } from 'pino';
import { destination, pino } from 'pino';
import { redactFields, redactLine } from './redact.ts';

/** JSON lines on stderr: facts with fields (`task`, `commandId`, `seq`, `programme`), no names, no texts of tasks, no secrets. */
export const createLogger = (level: string, out: DestinationStream = destination({ dest: 2, sync: true })): Logger =>
  pino({ level, base: { process: 'duban-worker' }, formatters: { log: redactFields }, hooks: { streamWrite: redactLine } }, out);

const levelOf: Readonly<Record<LogLevel, 'trace' | 'debug' | 'info' | 'warn' | 'error'>> = {
  TRACE: 'trace',
  DEBUG: 'debug',
  INFO: 'info',
  WARN: 'warn',
  ERROR: 'error',
};

/** The SDK's logger in front of ours. */
export const sdkLogger = (logger: Logger): DefaultLogger =>
  new DefaultLogger(logger.level.toUpperCase() as LogLevel, ({ level, message, meta }: LogEntry) => logger[levelOf[level]](meta ?? {}, message));
