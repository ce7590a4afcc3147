import type { Sheet, SheetRow } from '../../domain/sheet.ts';
import { invalidInput, reasonOf } from '../answers.ts';
import { unguarded } from '../formula-text.ts';
import { tableTooLong, tableTooWide } from './workbook/file-fault.ts';
import { fileLimits } from './workbook/limits.ts';

/** RFC 4180, or with tabs, as Excel saves "Unicode text". A row bears the number of the line on which it begins: quoted cells may hold line breaks. */
export async function readCsv(text: string, file: string): Promise<Sheet> {
  const { parse, CsvError } = await import('csv-parse/sync');
  try {
    const records = parse(text, { bom: true, relax_column_count: true, raw: true, delimiter: delimiterOf(text) }) as unknown as readonly CsvRecord[];
    return { name: null, isHidden: false, rows: rowsOf(records, file), merged: [], isDelimited: true, countsFrom1904: false, linked: [] };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw invalidInput('CSV_MALFORMED', `文件 ${file} 不是完好的 CSV：${reasonOf(error)}。`, { file, reason: reasonOf(error) });
  }
}

interface CsvRecord {
  readonly record: readonly string[];
  readonly raw: string;
}

function rowsOf(records: readonly CsvRecord[], file: string): readonly SheetRow[] {
  if (records.length > fileLimits.rows) throw tableTooLong(file);
  let line = 1;
  return records.map(({ record, raw }) => {
    const row = line;
    line += raw.match(/\r\n|\r|\n/g)?.length ?? 0;
    if (record.length > fileLimits.columns) throw tableTooWide(file, record.length);
    return { row, cells: record.map((value) => (value === '' ? undefined : unguarded(value))) };
  });
}

const headLength = 5_000;

const delimiterOf = (text: string): string => {
  const head = text.slice(0, headLength);
  return head.split('\t').length > head.split(',').length ? '\t' : ',';
};
