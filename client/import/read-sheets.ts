import { open, readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import type { Sheet } from '../../domain/sheet.ts';
import { invalidInput } from '../answers.ts';
import { decodedText } from '../decoded-text.ts';
import { readCsv } from './read-csv.ts';
import { notAWorkbook } from './workbook/file-fault.ts';
import { fileLimits } from './workbook/limits.ts';

/** The sheets of a .csv file or of an .xlsx workbook; what it is, its first bytes say. */
export async function readSheets(file: string): Promise<readonly Sheet[]> {
  const kind = extname(file).toLowerCase();
  if (!kinds.includes(kind)) throw unsupported(file, kind);
  const beginning = await beginningOf(file);
  if (beginning.equals(oleMark)) throw await oldOrEncrypted(file);
  if (beginning.subarray(0, 2).equals(zipMark)) {
    const { readWorkbook } = await import('./workbook/read-workbook.ts');
    return readWorkbook(file);
  }
  if (kind !== '.csv') throw notAWorkbook(file, '不是 xlsx 格式的文件');
  const decoded = decodedText(await readFile(file));
  if (!decoded) throw invalidInput('FILE_ENCODING_UNKNOWN', `文件 ${file} 的编码不能识别：请另存为“CSV UTF-8”。`, { file });
  return [await readCsv(decoded.text, file)];
}

const kinds = ['.csv', '.xlsx', '.xlsm', '.xls'];
const zipMark = Buffer.from('PK');
const oleMark = Buffer.from('d0cf11e0a1b11ae1', 'hex');

async function beginningOf(file: string): Promise<Buffer> {
  const handle = await open(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') throw invalidInput('FILE_NOT_FOUND', `没有文件 ${file}。`, { file });
    throw unreadable(file, error);
  });
  try {
    const { size } = await handle.stat();
    if (size > fileLimits.fileBytes)
      throw invalidInput('FILE_TOO_LARGE', `文件 ${file} 有 ${size} 字节，超过 ${fileLimits.fileBytes / 2 ** 20} MB：请分成几个文件导入。`, { file, size });
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(oleMark.length), 0, oleMark.length, 0).catch((error: Error) => {
      throw unreadable(file, error);
    });
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

const unreadable = (file: string, { message }: Error): Error => invalidInput('FILE_UNREADABLE', `文件 ${file} 不能读取：${message}。`, { file });

/** Encrypted workbooks and those of before 2007 come in the same container. */
async function oldOrEncrypted(file: string): Promise<Error> {
  const isEncrypted = (await readFile(file)).includes(Buffer.from('EncryptedPackage', 'utf16le'));
  return isEncrypted
    ? invalidInput('WORKBOOK_ENCRYPTED', `文件 ${file} 设有打开密码，不能读取：请在 Excel 中取消密码后另存。`, { file })
    : invalidInput('WORKBOOK_OLD', `文件 ${file} 是旧格式（.xls），不能读取：请在 Excel 或 WPS 中另存为 .xlsx。`, { file });
}

const unsupported = (file: string, kind: string): Error =>
  invalidInput('FILE_TYPE_UNSUPPORTED', `文件 ${file} 不能导入：只接受 .xlsx 和 .csv，来的是 ${kind || '没有扩展名的文件'}。`, { file, kind });
