import type { Command } from 'commander';
import { registerCalendarCommands } from './calendar-commands.ts';
import { registerClockCommands } from './clock-commands.ts';
import { registerDeadlineCommand } from './deadline-commands.ts';
import { registerDecompositionCommands } from './decomposition-commands.ts';
import { registerDirectoryCommands } from './directory-commands.ts';
import { registerHandOver } from './hand-over-commands.ts';
import { registerImportCommands } from './import-commands.ts';
import { registerInboxCommands } from './inbox-commands.ts';
import { registerLedgerCommand } from './ledger-commands.ts';
import { registerAgendaCommand } from './meeting-agenda-commands.ts';
import { registerMeetingActs } from './meeting-commands.ts';
import { registerGateCommand } from './meeting-gate-command.ts';
import { registerMeetingPacket } from './meeting-packet-command.ts';
import { registerMeetingQueries } from './meeting-show-commands.ts';
import type { CliIo } from './output.ts';
import { registerPaperCommands } from './paper-commands.ts';
import { registerPeriodicalCommands } from './periodical-commands.ts';
import { registerPolicyActs, registerPolicyCommands } from './policy-commands.ts';
import { registerPrepareCommand } from './prepare-command.ts';
import { registerProgrammeCommands } from './programme-commands.ts';
import { registerRecoveryCommands } from './recovery-commands.ts';
import { registerReportCommands } from './report-commands.ts';
import { registerSourceCommands } from './source-commands.ts';
import { registerStackCommands } from './stack-commands.ts';
import { registerTaskActs } from './task-act-commands.ts';
import { registerAssignmentActs } from './task-assignment-commands.ts';
import { registerBulkActs } from './task-bulk-commands.ts';
import { registerTaskCommands } from './task-commands.ts';
import { registerCourseActs } from './task-course-commands.ts';
import { registerEvidenceCommand } from './task-evidence-command.ts';
import { registerExtensionActs } from './task-extension-commands.ts';
import { registerIncorporateCommand } from './task-incorporate-command.ts';
import { registerLadderActs } from './task-ladder-commands.ts';
import { registerInstructCommand, registerMeetingAnswer } from './task-leadership-commands.ts';
import { registerMergingActs } from './task-merging-commands.ts';
import { registerVerifyCommands } from './verify-commands.ts';
import { registerWhatIfCommands } from './what-if-commands.ts';
import { registerWorkerCommand } from './worker-command.ts';

/** Every group, in the order in which help shows them. */
export function registerCommands(program: Command, io: CliIo): void {
  registerStackCommands(program, io);
  registerPrepareCommand(program, io);
  registerWorkerCommand(program, io);
  const directory = program.command('directory').description('offices, departments, persons (组织目录)');
  const source = program.command('source').description('where tasks come from (任务来源)');
  const programme = program.command('programme').description('programmes (年度方案)');
  registerDirectoryCommands(directory, io);
  registerImportCommands(programme, io);
  registerSourceCommands(source, io);
  registerProgrammeCommands(programme, io);
  registerDecompositionCommands(programme, io);
  registerLedgerCommand(program, io);
  registerTaskGroup(program.command('task').description('one task (任务): show it, act on it'), { directory, io });
  const meeting = program.command('meeting').description('meetings (党组会), their cycles of reports, and what they decide');
  registerMeetingCommands(meeting, io);
  registerReportCommands({ meeting, report: program.command('report').description('reports of departments (汇报)') }, io);
  registerPolicyCommands(program.command('policy').description('versions of the rules (督办规则): periods, warnings, ladders'), io);
  registerInboxCommands(program, io);
  registerPaperCommands(program, io);
  registerDeadlineCommand(program, io);
  registerWhatIfCommands(program.command('what-if').description('what would move if … (推演); nothing is written'), io);
  registerVerifyCommands(program, io);
  registerRecoveryCommands(program, io);
  registerCalendarCommands(program.command('calendar').description('the working calendar (工作日历)'), io);
  registerClockCommands(program.command('clock').description('the clock; it is moved only in a rehearsal (演练)'), io);
}

function registerTaskGroup(task: Command, { directory, io }: { readonly directory: Command; readonly io: CliIo }): void {
  registerTaskCommands(task, io);
  registerAssignmentActs(task, io);
  registerTaskActs(task, io);
  registerBulkActs(task, io);
  registerCourseActs(task, io);
  registerExtensionActs(task, io);
  registerMergingActs(task, io);
  registerPolicyActs(task, io);
  registerLadderActs(task, io);
  registerIncorporateCommand(task, io);
  registerInstructCommand(task, io);
  registerHandOver({ directory, task }, io);
  registerEvidenceCommand(task, io);
}

function registerMeetingCommands(meeting: Command, io: CliIo): void {
  registerMeetingActs(meeting, io);
  registerMeetingQueries(meeting, io);
  registerGateCommand(meeting, io);
  registerMeetingAnswer(meeting, io);
  registerMeetingPacket(meeting, io);
  registerAgendaCommand(meeting, io);
  registerPeriodicalCommands(meeting, io);
}
