import type { TaskCommand } from '../../domain/commands.ts';
import { planRow } from '../../domain/programme-plan.ts';
import type { AcceptedRow, RejectedRow } from '../../domain/programme-row.ts';
import type { ProgrammeName } from '../../domain/values.ts';
import { canonicalJson, sm3Hex } from '../../ledger/digest.ts';
import { tasksOfProgramme } from '../../ledger/queries/tasks-of-programme.ts';
import type { CommandDesk } from '../command-order.ts';
import { DubanError, exitCodes } from '../errors.ts';
import { inParallel } from '../in-parallel.ts';
import { sendCommand } from '../send-command.ts';

export interface RowsToSettle {
  readonly programme: ProgrammeName;
  readonly rows: readonly AcceptedRow[];
  readonly dryRun: boolean;
}

export interface SettledRows {
  readonly settled: readonly AcceptedRow[];
  readonly ignored: readonly { readonly row: number; readonly reason: string }[];
  /** The ledger did not take them, whatever the file says. */
  readonly refused: readonly RefusedRow[];
}

interface RefusedRow extends Omit<RejectedRow, 'errors'> {
  /** Codes of refusals, which are no faults of a cell. */
  readonly errors: readonly (Omit<RejectedRow['errors'][number], 'code'> & { readonly code: string })[];
}

/** As many transactions at once as the ledger has connections for one program. */
const lanes = 4;

/** Registers what is new, amends what is not yet issued, and leaves everything else as it stands. */
export async function settleRows(desk: CommandDesk, { programme, rows, dryRun }: RowsToSettle): Promise<SettledRows> {
  const known = new Map((await tasksOfProgramme(desk.ledger, programme)).map((entry) => [entry.task.number, entry]));
  const outcomes = await inParallel(rows, lanes, async (row): Promise<RowOutcome> => {
    const entry = known.get(row.number);
    const plan = planRow(entry?.task ?? null, row.command);
    if (plan.act === 'ignore') return { ignored: { row: row.row, reason: plan.reason } };
    if (plan.act === 'none' || dryRun) return { settled: row };
    return send(desk, row, { command: plan.command, seq: entry?.seq ?? 0 });
  });
  return {
    settled: outcomes.flatMap(({ settled }) => (settled ? [settled] : [])),
    ignored: outcomes.flatMap(({ ignored }) => (ignored ? [ignored] : [])),
    refused: outcomes.flatMap(({ refused }) => (refused ? [refused] : [])),
  };
}

interface RowOutcome {
  readonly settled?: AcceptedRow;
  readonly ignored?: SettledRows['ignored'][number];
  readonly refused?: RefusedRow;
}

/** The id follows from what the row changes and where the task stood: an import that died is simply run again. */
async function send(desk: CommandDesk, row: AcceptedRow, { command, seq }: { readonly command: TaskCommand; readonly seq: number }): Promise<RowOutcome> {
  const { programme, number } = row.command;
  const requestId = `import:${sm3Hex(canonicalJson({ programme, number, seq, command }))}`;
  try {
    await sendCommand(desk, { task: { programme, number }, actor: 'system', requestId, command });
    return { settled: row };
  } catch (error) {
    if (!(error instanceof DubanError) || error.exitCode === exitCodes.unreachable) throw error;
    return { refused: { row: row.row, number, errors: [{ column: '编号', value: number, code: error.code, message: error.message }] } };
  }
}
