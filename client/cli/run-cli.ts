import { registerCommands } from './commands.ts';
import type { CliIo } from './output.ts';
import { createProgram, runProgram } from './run-program.ts';

/** One invocation; returns its exit code (docs/errors.md). */
export function runCli(words: readonly string[], io: CliIo): Promise<number> {
  const program = createProgram('duban', io).description('sees to it that every decision is carried out, for years');
  registerCommands(program, io);
  return runProgram(program, words, io);
}
