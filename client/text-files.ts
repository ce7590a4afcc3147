import { readFile } from 'node:fs/promises';
import { invalidInput } from './answers.ts';

/** A file of text in UTF-8, with or without BOM. */
export async function readTextFile(file: string): Promise<string> {
  const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') throw invalidInput('FILE_NOT_FOUND', `没有文件 ${file}。`, { file });
    throw invalidInput('FILE_UNREADABLE', `文件 ${file} 不能读取：${error.message}。`, { file });
  });
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw invalidInput('FILE_NOT_UTF8', `文件 ${file} 不是 UTF-8 编码：请另存为 UTF-8 后再导入。`, { file });
  }
}
