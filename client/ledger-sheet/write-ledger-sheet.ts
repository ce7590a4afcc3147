import type { FileHandle } from 'node:fs/promises';
import { dateOf } from '../../domain/dates.ts';
import type { SheetSetting } from '../../domain/ledger-cells.ts';
import { ledgerCells } from '../../domain/ledger-cells.ts';
import { ledgerHeadings } from '../../domain/ledger-columns.ts';
import type { Task } from '../../domain/task.ts';
import type { Instant, ProgrammeName } from '../../domain/values.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { demonstrationMark } from '../../ledger/queries/demonstration-mark.ts';
import type { LedgerDay } from '../../ledger/queries/ledger-as-of.ts';
import { totalsAsOf } from '../../ledger/queries/ledger-as-of.ts';
import type { LedgerEntries } from '../../ledger/queries/ledger-entries.ts';
import { pastEntries, presentEntries } from '../../ledger/queries/ledger-entries.ts';
import type { LedgerNames } from '../../ledger/queries/ledger-names.ts';
import { readNames } from '../../ledger/queries/ledger-names.ts';
import type { LedgerFilter, LedgerTotals } from '../../ledger/queries/ledger-row.ts';
import { isOnPage } from '../../ledger/queries/ledger-row.ts';
import { ledgerTotals } from '../../ledger/queries/ledger-rows.ts';
import { listProgrammes } from '../../ledger/queries/programmes.ts';
import { refuseBeforeFirstEntry } from '../past-ledger.ts';
import { writeWholeFile } from '../whole-file.ts';
import { writeWorkbook } from '../workbook/workbook.ts';
import { byteOrderMark, csvLine } from './csv.ts';
import type { LedgerSheetRow } from './layout.ts';
import { ledgerLayout } from './layout.ts';
import { sheetText } from './sheet-text.ts';

export type SheetFormat = 'csv' | 'xlsx';

export interface SheetOrder {
  readonly file: string;
  readonly format: SheetFormat;
  readonly filter: LedgerFilter;
  /** Null: as the ledger is now. */
  readonly day: LedgerDay | null;
}

export interface WrittenSheet {
  readonly programme: ProgrammeName | null;
  readonly asOf: Instant;
  readonly file: string;
  readonly format: SheetFormat;
  readonly rowsWritten: number;
  readonly totals: LedgerTotals;
}

const umaskDecides = 0o666;

/** 台账 as a sheet: one consistent view of the ledger, some hundred tasks in memory at a time. */
export async function writeLedgerSheet(ledger: Ledger, order: SheetOrder, now: Instant): Promise<WrittenSheet> {
  const { file, format, filter, day } = order;
  const surroundings = await readSurroundings(ledger, order);
  return writeWholeFile(file, umaskDecides, (target) =>
    inOneView(ledger, async (view) => {
      const totals = day === null ? await ledgerTotals(view, filter, dateOf(now)) : await totalsAsOf(view, filter, day);
      if (day !== null && totals.tasks === 0) await refuseBeforeFirstEntry(view, filter, day);
      const entries = day === null ? presentEntries(view, filter, now) : pastEntries(view, filter, day.date);
      const rows = sheetRows(entries, { filter, format, today: day?.date ?? dateOf(now) }, surroundings);
      const text = sheetText({ ...surroundings, filter, day, now, totals });
      const asOf = day?.asOf ?? now;
      const rowsWritten =
        format === 'csv'
          ? await writeCsv(target, rows)
          : await writeWorkbook(target, { layout: ledgerLayout(text), sheetName: sheetNameOf(surroundings), asOf, rows });
      return { programme: filter.programme ?? null, asOf, file, format, rowsWritten, totals };
    }),
  );
}

async function readSurroundings(ledger: Ledger, { filter, day }: SheetOrder) {
  const programmes = await listProgrammes(ledger);
  const programme = programmes.length === 1 ? programmes[0] : programmes.find(({ name }) => name === filter.programme);
  return { programme: programme ?? null, names: await readNames(ledger, day?.asOf ?? null), mark: await demonstrationMark(ledger) };
}

type Surroundings = Awaited<ReturnType<typeof readSurroundings>>;

/** What one transaction sees, whoever writes meanwhile. */
const inOneView = <Result>(ledger: Ledger, use: (view: Ledger) => Promise<Result>): Promise<Result> =>
  ledger.db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute((db) => use({ ...ledger, db }));

async function* sheetRows(
  entries: LedgerEntries,
  { filter, format, today }: Pick<SheetOrder, 'filter' | 'format'> & Pick<SheetSetting, 'today'>,
  { programme, names, mark }: Surroundings,
): AsyncGenerator<readonly LedgerSheetRow[]> {
  // In a workbook the title says that the data are invented; a .csv file has nothing but rows.
  const settingOf = settings(names, { hasFullNumbers: programme === null, mark: format === 'csv' ? mark : '', today });
  let place = 0;
  for await (const some of entries) {
    const shown = some.filter(() => isOnPage(filter, place++));
    yield shown.map((entry) => ({ light: entry.light, cells: ledgerCells(entry, settingOf(entry.task)) }));
  }
}

const settings =
  ({ bookOf, phones }: LedgerNames, content: Pick<SheetSetting, 'hasFullNumbers' | 'mark' | 'today'>): ((task: Task) => SheetSetting) =>
  ({ programme }) => ({ names: bookOf(programme), phoneOf: (person) => phones.get(person) ?? '', ...content });

const sheetNameOf = ({ mark }: Surroundings): string => (mark === '' ? '台账' : `台账（${mark}）`);

async function writeCsv(target: FileHandle, rows: AsyncIterable<readonly LedgerSheetRow[]>): Promise<number> {
  await target.writeFile(byteOrderMark + csvLine(ledgerHeadings));
  let written = 0;
  for await (const some of rows) {
    await target.writeFile(some.map(({ cells }) => csvLine(cells)).join(''));
    written += some.length;
  }
  return written;
}
