import type { Measure } from '../../domain/values.ts';
import { invalidInput } from '../answers.ts';
import { measureColumns, measureSchema } from '../schemas.ts';
import { readRows } from './read-rows.ts';

/** 落实举措 from a .json (a list of objects) or a .csv or .xlsx file with the same headings. */
export async function readMeasures(file: string): Promise<readonly Measure[]> {
  const wanted = { columns: measureColumns, dates: ['开始', '完成'], schema: measureSchema, what: '举措文件', malformed: 'MEASURES_MALFORMED' };
  const { taken, errors } = await readRows(file, wanted);
  const [first] = errors;
  if (first)
    throw invalidInput('MEASURES_INVALID', `举措文件 ${file} 有 ${errors.length} 处错误；第一处：第 ${first.row} 条 ${first.column} ${first.message}`, {
      errors,
    });
  return taken.map(({ text, responsible, start, finish, deliverable, acceptance }) => ({ text, responsible, start, finish, deliverable, acceptance }));
}
