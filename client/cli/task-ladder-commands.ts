import type { Command } from 'commander';
import { dateOf, textOf } from './flags.ts';
import type { CliIo } from './output.ts';
import type { Send } from './task-act.ts';
import { defineAct } from './task-act.ts';

/** What those may do whom the ladder (升级) has reached. */
export function registerLadderActs(group: Command, io: CliIo): void {
  defineAct<AcknowledgementFlags>(group, io, {
    name: 'acknowledge',
    description: 'answer an escalation (回复升级): by whom it was told to; the ladder stops until that day',
    flags: (command) =>
      command
        .requiredOption('--until <date>', 'by when it will be seen to; at most 10 working days on')
        .option('--text <text>', 'what is done about it; @FILE reads it from a file'),
    prepare: acknowledge,
  });
}

interface AcknowledgementFlags {
  readonly until: string;
  readonly text?: string;
}

async function acknowledge({ until, text }: AcknowledgementFlags): Promise<Send> {
  const content = { until: dateOf(until, '--until'), ...(text !== undefined && { text: await textOf(text) }) };
  return (client, task, by) => client.acknowledge(task, by, content);
}
