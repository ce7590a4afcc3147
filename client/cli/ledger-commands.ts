import type { Command } from 'commander';
import { lightNames } from '../../domain/lights.ts';
import { refusal } from '../../domain/refusals.ts';
import { stateNames } from '../../domain/task.ts';
import { horizonNames } from '../../domain/values.ts';
import type { LedgerPage } from '../../ledger/queries/ledger-row.ts';
import { refusedBy } from '../answers.ts';
import type { SupervisionClient } from '../supervision-client.ts';
import { addProgrammeFlag, choiceOf, dateOf, positiveInteger } from './flags.ts';
import type { CliIo } from './output.ts';
import { print } from './output.ts';
import { withSession } from './session.ts';
import { shortened, tableLines } from './table.ts';

interface LedgerFlags {
  readonly json?: boolean;
  readonly programme?: string;
  readonly state?: string;
  readonly lead?: string;
  readonly light?: string;
  readonly asOf?: string;
  readonly page?: string;
}

export function registerLedgerCommand(program: Command, io: CliIo): void {
  addProgrammeFlag(program.command('ledger').description('the ledger (台账)'))
    .option('--state <state>', 'registered … struckOff, or 推进中 …')
    .option('--lead <department>', 'by name or code')
    .option('--light <light>', 'grey, green, yellow, red')
    .option('--as-of <date>', 'as the journal had it at the end of that day; department of --lead by its present name')
    .option('--page <n>', '50 rows each; all rows if left out')
    .action((_own: unknown, self: Command) => ledger(self.optsWithGlobals<LedgerFlags>(), io));
}

async function ledger({ json = false, programme, lead, ...flags }: LedgerFlags, io: CliIo): Promise<void> {
  const state = flags.state === undefined ? undefined : choiceOf(flags.state, '--state', stateNames);
  const light = flags.light === undefined ? undefined : choiceOf(flags.light, '--light', lightNames);
  const page = flags.page === undefined ? undefined : positiveInteger(flags.page, '--page');
  const asOf = flags.asOf === undefined ? undefined : dateOf(flags.asOf, '--as-of');
  const found = await withSession(io, async ({ client }) => {
    const office = programme === undefined ? null : await officeOf(client, programme);
    const filter = { programme, state, light, page, lead: lead === undefined ? undefined : await client.department(lead, office) };
    return asOf === undefined ? client.ledgerRows(filter) : client.ledgerAsOf(asOf, filter);
  });
  const lines = asOf === undefined ? ledgerLines(found) : [`${asOf} 的台账`, ...ledgerLines(found)];
  print(io, { json, document: found, lines });
}

async function officeOf(client: SupervisionClient, programme: string): Promise<string> {
  const found = (await client.programmes()).find(({ name }) => name === programme);
  if (!found) throw refusedBy(refusal('PROGRAMME_NOT_FOUND', { programme }));
  return found.office;
}

const titleWidth = 36;

/** As people read it in a terminal. */
export function ledgerLines({ rows, totals, page, pages }: LedgerPage): string[] {
  const cells = rows.map((row) => [
    `${row.programme}/${row.number}`,
    row.stateName,
    lightNames[row.light],
    row.currentDue ?? '未定',
    row.overdueWorkingDays > 0 ? `超 ${row.overdueWorkingDays} 日` : '',
    row.horizon ? horizonNames[row.horizon] : '',
    shortened(row.lead, titleWidth),
    shortened(row.title, titleWidth),
  ]);
  const pageText = page === undefined ? '' : `（第 ${page}/${pages} 页）`;
  return [
    ...tableLines(['编号', '状态', '灯', '现时限', '超期', '时限类型', '牵头单位', '任务内容'], cells),
    `共 ${totals.tasks} 项${pageText}；已销号且有成果 ${totals.struckOffWithResult} / 应完成 ${totals.due}；红灯 ${totals.byLight.red}，黄灯 ${totals.byLight.yellow}`,
  ];
}
