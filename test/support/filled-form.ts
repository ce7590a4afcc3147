import { writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { writeXlsx } from 'hucre/xlsx';
import { readSheets } from '../../client/import/read-sheets.ts';
import type { FilledColumn } from '../../domain/report-form.ts';
import { formColumns } from '../../domain/report-form.ts';
import { aTemporaryFolder } from './temporary-folder.ts';

export type Answers = Partial<Record<'编号' | FilledColumn, string>>;

/** As a department hands it in: saved by another program, some cells filled in, by the numbers of the tasks. */
export async function filledForm(form: string, answers: Readonly<Record<string, Answers>>, reference?: string): Promise<string> {
  const [sheet] = await readSheets(form);
  const rows = (sheet?.rows ?? []).map(({ cells }) => Array.from({ length: formColumns.length }, (_, column) => textOf(cells[column], reference)));
  const filled = rows.map((row) => {
    const said: Answers = answers[String(row[0])] ?? {};
    return row.map((value, column) => (said as Readonly<Record<string, string | undefined>>)[formColumns[column] ?? ''] ?? value);
  });
  const file = join(aTemporaryFolder(), basename(form));
  writeFileSync(file, await writeXlsx({ sheets: [{ name: '汇报表', rows: filled }] }));
  return file;
}

const textOf = (cell: unknown, reference?: string): string | null => {
  if (typeof cell !== 'string') return null;
  return reference !== undefined && cell.startsWith('表号') ? reference : cell;
};

/** Well said. */
export const aGoodAnswer: Answers = { 进展: '完成调研，形成初稿', 打算: '四月底前征求意见', 问题: '无', 建议: '请提前会商\n请增派人员', 举措完成: '1' };
