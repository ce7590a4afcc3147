import { invalidInput } from '../../answers.ts';
import type { DubanError } from '../../errors.ts';
import { fileLimits } from './limits.ts';

/** What is wrong with a file as a whole: nothing of it is taken. */

export const notAWorkbook = (file: string, reason: string): DubanError =>
  invalidInput('WORKBOOK_MALFORMED', `文件 ${file} 不是完好的 Excel 工作簿（.xlsx）：${reason}。请用 Excel 或 WPS 打开后另存为 .xlsx。`, { file, reason });

export const workbookTooLarge = (file: string, reason: string): DubanError =>
  invalidInput('WORKBOOK_TOO_LARGE', `文件 ${file} 解压后过大，没有读取：${reason}。请只保留台账所在的工作表后另存。`, { file, reason });

export const workbookWithDtd = (file: string, part: string): DubanError =>
  invalidInput('WORKBOOK_WITH_DTD', `文件 ${file} 的 ${part} 含有文档类型声明（DTD），Excel 不会写入这种内容：没有读取。`, { file, part });

export const tableTooLong = (file: string): DubanError =>
  invalidInput('TABLE_TOO_LONG', `文件 ${file} 超过 ${fileLimits.rows} 行或 ${fileLimits.cells} 格：请分成几个文件导入。`, { file, limits: fileLimits });

export const tableTooWide = (file: string, columns: number): DubanError =>
  invalidInput('TABLE_TOO_WIDE', `文件 ${file} 有 ${columns} 列，超过 ${fileLimits.columns} 列：请删去右侧多余的列。`, {
    file,
    columns,
    limit: fileLimits.columns,
  });
