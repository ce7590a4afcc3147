import { Command, CommanderError } from 'commander';
import type { ShapeFault } from '../../domain/command-shapes.ts';
import type { RowFault } from '../../ledger/directory-faults.ts';
import { DubanError, exitCodes } from '../errors.ts';
import type { CliIo } from './output.ts';

/** A program of ours on the command line: the CLI itself, and the admin scripts. */
export const createProgram = (name: string, io: CliIo): Command =>
  new Command(name)
    .option('--json', 'one JSON document on stdout and nothing else there')
    .configureHelp({ showGlobalOptions: true })
    // Commander's own words about a mistake are said by reportFailure; only help is printed as it is.
    .configureOutput({ writeOut: (text) => io.out(text.trimEnd()), writeErr: (text) => (text.startsWith('error:') ? undefined : io.err(text.trimEnd())) })
    .exitOverride();

/** One invocation; returns its exit code (docs/errors.md). */
export async function runProgram(program: Command, words: readonly string[], io: CliIo): Promise<number> {
  try {
    await program.parseAsync(words, { from: 'user' });
    return io.exitCode;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return exitCodes.done;
    return reportFailure(error, io, { json: words.includes('--json'), program: program.name() });
  }
}

function reportFailure(error: unknown, io: CliIo, { json, program }: { readonly json: boolean; readonly program: string }): number {
  const { code, message, details, exitCode } = explain(error, program);
  if (json) io.out(JSON.stringify({ error: { code, message, details } }));
  else io.err([`${code} ${message}`, ...faultLines(details['errors'])].join('\n'));
  return exitCode;
}

/** A file with faults is mended row by row, or field by field, so each is said. */
const faultLines = (errors: unknown): string[] =>
  Array.isArray(errors) ? (errors as readonly (RowFault | ShapeFault)[]).map((fault) => ('expected' in fault ? fieldLine(fault) : rowLine(fault))) : [];

const rowLine = ({ file, row, column, message, code }: RowFault): string =>
  `  ${[file, row > 0 ? `第 ${row} 行` : '', column].filter((part) => part !== '').join(' ')}：${message} [${code}]`;

const fieldLine = ({ field, value, expected }: ShapeFault): string =>
  `  ${field}：${value === undefined ? '没有' : `是 ${JSON.stringify(value)}`}，应为${expected}`;

function explain(error: unknown, program: string): DubanError {
  if (error instanceof DubanError) return error;
  if (error instanceof CommanderError) return usage(error, program);
  const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return new DubanError({ code: 'BUG', message: `程序出错，请报告：${reason}`, exitCode: exitCodes.bug });
}

function usage(error: CommanderError, program: string): DubanError {
  const reason = error.message.replace(/^error: /, '');
  // Without a command Commander only shows help, to nobody.
  const said = reason === '(outputHelp)' ? '没有说明要做什么' : reason;
  return new DubanError({
    code: 'USAGE',
    message: `命令写法有误：${said}。请用 ${program} --help 查看用法。`,
    details: { reason: said },
    exitCode: exitCodes.invalidInput,
  });
}
