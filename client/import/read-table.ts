import type { HeaderPlace, TableFault } from '../../domain/find-table.ts';
import { findTable } from '../../domain/find-table.ts';
import type { Sheet } from '../../domain/sheet.ts';
import type { TableShape } from '../../domain/table-header.ts';
import type { IgnoredPart, Table } from '../../domain/table.ts';
import { invalidInput } from '../answers.ts';
import type { DubanError } from '../errors.ts';
import { readSheets } from './read-sheets.ts';

/** The one table of this shape in a file, from .csv and .xlsx alike; throws a sentence that says what is wrong with the file as a whole. */
export const readTable = async (file: string, shape: TableShape): Promise<Table> => tableIn(await readSheets(file), { file, shape });

export function tableIn(sheets: readonly Sheet[], { file, shape }: Looked): Table {
  const found = findTable(sheets, shape);
  if ('fault' in found) throw fileFault(found.fault, { file, shape });
  const { table } = found;
  const { ignored = [] } = table;
  if (!shape.ignoresOthers && ignored.length > 0) throw withOthers(file, ignored);
  return table;
}

/** Where whoever imports could not say what is left out, nothing may be. */
const withOthers = (file: string, ignored: readonly IgnoredPart[]): DubanError =>
  invalidInput(
    'TABLE_WITH_OTHERS',
    `文件 ${file} 中除了表还有别的内容：${ignored.map(({ row, reason }) => (row === 0 ? reason : `第 ${row} 行 ${reason}`)).join('；')}。请删去。`,
    {
      file,
      ignored,
    },
  );

export interface Looked {
  readonly file: string;
  readonly shape: TableShape;
}

function fileFault(fault: TableFault, { file, shape }: Looked): DubanError {
  switch (fault.kind) {
    case 'empty':
      return invalidInput('FILE_EMPTY', `文件 ${file} 是空的：应有表头和内容。`, { file });
    case 'noHeader':
      return invalidInput('HEADER_NOT_FOUND', `文件 ${file} 中找不到表头：应有一行含 ${shape.columns.join('、')}。`, { file, expected: shape.columns });
    case 'severalHeaders':
      return invalidInput('HEADER_AMBIGUOUS', `文件 ${file} 有几处表头（${fault.places.map(placeName).join('；')}），不知以哪一处为准：请只保留一处。`, {
        file,
        places: fault.places,
      });
    case 'headerWrong':
      return headerWrong(fault, { file, shape });
    case 'linked':
      return invalidInput(
        'WORKBOOK_LINKED',
        `文件 ${file} 的公式引用了其他文件（${placeName(fault.place)}，单元格 ${fault.cells.slice(0, cellsShown).join('、')}），其值不可靠：请复制后“选择性粘贴—数值”，再保存。`,
        { file, cells: fault.cells },
      );
    case 'noRows':
      return invalidInput('FILE_WITHOUT_ROWS', `文件 ${file} 只有表头（${placeName(fault.place)}），没有内容。`, { file });
  }
}

const cellsShown = 5;

const placeName = ({ sheet, row }: HeaderPlace): string => (sheet === null ? `第 ${row} 行` : `工作表“${sheet}”第 ${row} 行`);

function headerWrong({ place, faults }: Extract<TableFault, { kind: 'headerWrong' }>, { file, shape }: Looked): DubanError {
  const { missing, repeated, unknown, suggestions } = faults;
  const parts = [
    missing.length > 0 && `缺少列 ${missing.map((column) => meant(column, suggestions[column])).join('、')}`,
    repeated.length > 0 && `列 ${repeated.join('、')} 重复`,
    unknown.length > 0 && `不认识列 ${unknown.join('、')}`,
  ].filter((part) => part !== false);
  const sentence = `文件 ${file} 的表头（${placeName(place)}）不对：${parts.join('；')}。应为：${shape.columns.join('、')}。`;
  return invalidInput('HEADER_WRONG', sentence, { file, ...place, ...faults, expected: shape.columns });
}

const meant = (column: string, suggestions: readonly string[] = []): string =>
  suggestions.length === 0 ? column : `${column}（${suggestions.join('、')} → ${column}？）`;
