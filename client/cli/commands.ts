import type { Command } from 'commander';
import { registerCalendarCommands } from './calendar-commands.ts';
import { registerClockCommands } from './clock-commands.ts';
import { registerDecompositionCommands } from './decomposition-commands.ts';
import { registerImportCommands } from './import-commands.ts';
import { registerInboxCommands } from './inbox-commands.ts';
import { registerLedgerCommand } from './ledger-commands.ts';
import type { CliIo } from './output.ts';
import { registerPrepareCommand } from './prepare-command.ts';
import { registerProgrammeCommands } from './programme-commands.ts';
import { registerRecoveryCommands } from './recovery-commands.ts';
import { registerSourceCommands } from './source-commands.ts';
import { registerStackCommands } from './stack-commands.ts';
import { registerTaskActs } from './task-act-commands.ts';
import { registerAssignmentActs } from './task-assignment-commands.ts';
import { registerTaskCommands } from './task-commands.ts';
import { registerCourseActs } from './task-course-commands.ts';
import { registerEvidenceCommand } from './task-evidence-command.ts';
import { registerExtensionActs } from './task-extension-commands.ts';
import { registerVerifyCommands } from './verify-commands.ts';
import { registerWorkerCommand } from './worker-command.ts';

/** Every group, in the order in which help shows them. */
export function registerCommands(program: Command, io: CliIo): void {
  registerStackCommands(program, io);
  registerPrepareCommand(program, io);
  registerWorkerCommand(program, io);
  const directory = program.command('directory').description('offices, departments, persons (组织目录)');
  const source = program.command('source').description('where tasks come from (任务来源)');
  const programme = program.command('programme').description('programmes (年度方案)');
  registerImportCommands({ directory, programme }, io);
  registerSourceCommands(source, io);
  registerProgrammeCommands(programme, io);
  registerDecompositionCommands(programme, io);
  registerLedgerCommand(program, io);
  const task = program.command('task').description('one task (任务): show it, act on it');
  registerTaskCommands(task, io);
  registerAssignmentActs(task, io);
  registerTaskActs(task, io);
  registerCourseActs(task, io);
  registerExtensionActs(task, io);
  registerEvidenceCommand(task, io);
  registerInboxCommands(program, io);
  registerVerifyCommands(program, io);
  registerRecoveryCommands(program, io);
  registerCalendarCommands(program.command('calendar').description('the working calendar (工作日历)'), io);
  registerClockCommands(program.command('clock').description('the clock; it is moved only in a rehearsal (演练)'), io);
}
