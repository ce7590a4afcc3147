import { extname } from 'node:path';
import type { Command } from 'commander';
import { lightNames } from '../../domain/lights.ts';
import { refusal } from '../../domain/refusals.ts';
import { stateNames } from '../../domain/task.ts';
import { horizonNames } from '../../domain/values.ts';
import type { LedgerFilter, LedgerPage } from '../../ledger/queries/ledger-row.ts';
import { invalidInput, refusedBy } from '../answers.ts';
import { totalsText } from '../ledger-sheet/sheet-text.ts';
import type { SheetFormat } from '../ledger-sheet/write-ledger-sheet.ts';
import type { SupervisionClient } from '../supervision-client.ts';
import { addProgrammeFlag, choiceOf, dateOf, positiveInteger } from './flags.ts';
import type { CliIo } from './output.ts';
import { print } from './output.ts';
import type { Session } from './session.ts';
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
  readonly csv?: string;
  readonly xlsx?: string;
}

export function registerLedgerCommand(program: Command, io: CliIo): void {
  addProgrammeFlag(program.command('ledger').description('the ledger (台账)'))
    .option('--state <state>', 'registered … struckOff, or 推进中 …')
    .option('--lead <department>', 'by its present name, or by code')
    .option('--light <light>', 'grey, green, yellow, red')
    .option('--as-of <date>', 'as the journal had it at the end of that day')
    .option('--page <n>', '50 rows each; all rows if left out')
    .option('--xlsx <file>', 'write it as a workbook, to be printed, or to be changed and imported again')
    .option('--csv <file>', 'write it as text, UTF-8 with a byte order mark')
    .action((_own: unknown, self: Command) => ledger(self.optsWithGlobals<LedgerFlags>(), io));
}

async function ledger(flags: LedgerFlags, io: CliIo): Promise<void> {
  const { json = false } = flags;
  const sheet = sheetFileOf(flags);
  const date = flags.asOf === undefined ? undefined : dateOf(flags.asOf, '--as-of');
  const filterOf = filterReader(flags);
  if (sheet) {
    const write = async ({ client }: Session) => client.writeLedgerSheet({ ...sheet, date, filter: await filterOf(client) });
    const written = await withSession(io, write, { unhurried: true });
    print(io, { json, document: written, lines: [`已写出 ${written.file}：${written.rowsWritten} 行`] });
    return;
  }
  const found = await withSession(io, async ({ client }) => {
    const filter = await filterOf(client);
    return date === undefined ? client.ledgerRows(filter) : client.ledgerAsOf(date, filter);
  });
  const lines = date === undefined ? ledgerLines(found) : [`${date} 的台账`, ...ledgerLines(found)];
  print(io, { json, document: found, lines });
}

function sheetFileOf({ csv, xlsx }: LedgerFlags): { readonly file: string; readonly format: SheetFormat } | null {
  if (csv !== undefined && xlsx !== undefined) throw invalidInput('FLAGS_CONTRADICT', '--csv 和 --xlsx 只能写一个：一次写出一个文件。');
  const file = csv ?? xlsx;
  if (file === undefined) return null;
  const format = csv === undefined ? 'xlsx' : 'csv';
  if (extname(file).toLowerCase() === `.${format}`) return { file, format };
  throw invalidInput('FILE_EXTENSION_WRONG', `--${format} 的文件名“${file}”应以 .${format} 结尾，否则 Excel 和导入都认不出它。`, { file, format });
}

/** What the flags say, checked before anything is asked; names are looked up when the ledger is there. */
function filterReader({ programme, lead, ...flags }: LedgerFlags): (client: SupervisionClient) => Promise<LedgerFilter> {
  const state = flags.state === undefined ? undefined : choiceOf(flags.state, '--state', stateNames);
  const light = flags.light === undefined ? undefined : choiceOf(flags.light, '--light', lightNames);
  const page = flags.page === undefined ? undefined : positiveInteger(flags.page, '--page');
  return async (client) => {
    const office = programme === undefined ? null : await officeOf(client, programme);
    return { programme, state, light, page, lead: lead === undefined ? undefined : await client.department(lead, office) };
  };
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
  return [...tableLines(['编号', '状态', '灯', '现时限', '超期', '时限类型', '牵头单位', '任务内容'], cells), `${totalsText(totals)}${pageText}`];
}
