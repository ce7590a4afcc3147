import { extname } from 'node:path';
import { headerFaults } from '../../domain/table.ts';
import type { Table, TableRow } from '../../domain/table.ts';
import { invalidInput, reasonOf } from '../answers.ts';
import { readTextFile } from '../text-files.ts';

/** A table from a file, its header checked; throws a sentence that says what is wrong with the file as a whole. */
export async function readTable(file: string, columns: readonly string[]): Promise<Table> {
  const kind = extname(file).toLowerCase();
  if (kind !== '.csv') throw unsupported(file, kind);
  const [header, ...rows] = await parseCsv(await readTextFile(file), file);
  if (!header || header.values.every((value) => value.trim() === '')) throw invalidInput('FILE_EMPTY', `文件 ${file} 是空的：第一行应为表头。`, { file });
  const table = { header: header.values.map((value) => value.trim()), rows };
  refuseHeader(file, table, columns);
  if (rows.length === 0) throw invalidInput('FILE_WITHOUT_ROWS', `文件 ${file} 只有表头，没有内容。`, { file });
  return table;
}

/** RFC 4180. A row bears the number of the line on which it begins: quoted cells may hold line breaks. */
async function parseCsv(text: string, file: string): Promise<TableRow[]> {
  const { parse } = await import('csv-parse/sync');
  try {
    const records = parse(text, { relax_column_count: true, raw: true }) as unknown as { readonly record: string[]; readonly raw: string }[];
    let line = 1;
    return records.map(({ record, raw }) => {
      const row = line;
      line += raw.match(/\r\n|\r|\n/g)?.length ?? 0;
      return { row, values: record };
    });
  } catch (error) {
    throw invalidInput('CSV_MALFORMED', `文件 ${file} 不是完好的 CSV：${reasonOf(error)}。`, { file, reason: reasonOf(error) });
  }
}

function refuseHeader(file: string, table: Table, columns: readonly string[]): void {
  const faults = headerFaults(table, columns);
  if (!faults) return;
  const parts = [
    faults.missing.length > 0 && `缺少列 ${faults.missing.join('、')}`,
    faults.repeated.length > 0 && `列 ${faults.repeated.join('、')} 重复`,
    faults.unknown.length > 0 && `不认识列 ${faults.unknown.map((column) => column || '（空）').join('、')}`,
  ].filter((part) => part !== false);
  throw invalidInput('HEADER_WRONG', `文件 ${file} 的表头不对：${parts.join('；')}。应为：${columns.join('、')}。`, { file, ...faults, expected: columns });
}

const unsupported = (file: string, kind: string): Error =>
  invalidInput('FILE_TYPE_UNSUPPORTED', `文件 ${file} 不能导入：目前只接受 .csv（UTF-8），来的是 ${kind || '没有扩展名的文件'}。请另存为 CSV UTF-8。`, {
    file,
    kind,
  });
