import type { Amend, Register } from '../../domain/commands.ts';
import { planRow } from '../../domain/programme-plan.ts';
import type { AcceptedRow, RejectedRow } from '../../domain/programme-row.ts';
import type { Instant } from '../../domain/values.ts';
import type { ImportCall } from '../../ledger/carry-out-together.ts';
import { carryOutTogether } from '../../ledger/carry-out-together.ts';
import { nowOf, readClock } from '../../ledger/clock.ts';
import { canonicalJson, sm3Hex } from '../../ledger/digest.ts';
import type { StandingTask } from '../../ledger/queries/tasks-of-programme.ts';
import type { CommandDesk } from '../command-order.ts';
import { DubanError, exitCodes } from '../errors.ts';
import { saidPlainly } from '../failures.ts';
import { inParallel } from '../in-parallel.ts';
import { sendCommand } from '../send-command.ts';

export interface RowsToSettle {
  /** The tasks of the programme that stand already. */
  readonly known: readonly StandingTask[];
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
/** Rows in one transaction: few commits, short waits for a lock, and no text of megabytes for each. */
const rowsAtOnce = 20;

/** Registers what is new, amends what is not yet issued, and leaves everything else as it stands. */
export async function settleRows(desk: CommandDesk, { known, rows, dryRun }: RowsToSettle): Promise<SettledRows> {
  const standing = new Map(known.map((entry) => [entry.task.number, entry]));
  const planned = rows.map((row): PlannedRow => {
    const entry = standing.get(row.number);
    return { row, seq: entry?.seq ?? 0, plan: planRow(entry?.task ?? null, row.command) };
  });
  const toSend = dryRun ? [] : planned.filter(({ plan }) => plan.act === 'register' || plan.act === 'amend');
  const refused = await sendAll(desk, toSend);
  const isRefused = new Set(refused.map(({ row }) => row));
  return {
    settled: planned.filter(({ row, plan }) => plan.act !== 'ignore' && !isRefused.has(row.row)).map(({ row }) => row),
    ignored: planned.flatMap(({ row, plan }) => (plan.act === 'ignore' ? [{ row: row.row, reason: plan.reason }] : [])),
    refused,
  };
}

interface PlannedRow {
  readonly row: AcceptedRow;
  /** Where the task stands in the journal. */
  readonly seq: number;
  readonly plan: ReturnType<typeof planRow>;
}

/** Together, in groups; whatever does not come to pass there is sent by itself, and says why. */
async function sendAll(desk: CommandDesk, toSend: readonly PlannedRow[]): Promise<readonly RefusedRow[]> {
  const groups = Array.from({ length: Math.ceil(toSend.length / rowsAtOnce) }, (_, index) => toSend.slice(index * rowsAtOnce, (index + 1) * rowsAtOnce));
  const left = await inParallel(groups, lanes, (group) => saidPlainly(() => sendTogether(desk, group)));
  const outcomes = await inParallel(left.flat(), lanes, (planned) => send(desk, planned));
  return outcomes.filter((outcome) => outcome !== null);
}

/** Those that are left. */
async function sendTogether(desk: CommandDesk, group: readonly PlannedRow[]): Promise<readonly PlannedRow[]> {
  const now = nowOf(await readClock(desk.ledger));
  const orders = group.map((planned) => ({ planned, call: callOf(desk, planned, now) }));
  const done = await carryOutTogether(
    desk.ledger,
    orders.map(({ call }) => call),
  );
  return orders.filter(({ call }) => !done.has(call)).map(({ planned }) => planned);
}

function callOf({ ranBy }: CommandDesk, planned: PlannedRow, now: Instant): ImportCall {
  const { programme, number } = planned.row.command;
  const envelope = { id: requestIdOf(planned), actor: 'system', ranBy, command: commandOf(planned) } as const;
  return { known: { programme, number, seq: planned.seq, task: null }, envelope, now };
}

async function send(desk: CommandDesk, planned: PlannedRow): Promise<RefusedRow | null> {
  const { row, number } = planned.row;
  const task = { programme: planned.row.command.programme, number };
  try {
    await sendCommand(desk, { task, actor: 'system', requestId: requestIdOf(planned), command: commandOf(planned) });
    return null;
  } catch (error) {
    if (!(error instanceof DubanError) || error.exitCode === exitCodes.unreachable) throw error;
    return { row, number, errors: [{ column: '编号', value: number, code: error.code, message: error.message }] };
  }
}

const commandOf = ({ row, plan }: PlannedRow): Amend | Register => (plan.act === 'amend' ? plan.command : row.command);

/** It follows from what the row changes and where the task stood: an import that died is simply run again. */
function requestIdOf(planned: PlannedRow): string {
  const { programme, number } = planned.row.command;
  return `import:${sm3Hex(canonicalJson({ programme, number, seq: planned.seq, command: commandOf(planned) }))}`;
}
