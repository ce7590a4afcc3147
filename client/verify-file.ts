import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import type { Verification } from '../ledger/verify.ts';
import { invalidInput } from './answers.ts';
import { ExportCheck } from './export-check.ts';
import type { FileBreak } from './export-check.ts';
import type { HeaderLine } from './export-format.ts';
import { exportFormat, exportVersion } from './export-format.ts';

export interface FileVerification extends Verification {
  readonly file: string;
  readonly version: number;
  readonly seals: number;
  readonly broken: FileBreak | null;
}

/** Checks an export with nothing but the file: every hash, every link of every chain, the seals, and that nothing is missing. */
export async function verifyFile(file: string): Promise<FileVerification> {
  const { version } = await readHeader(file);
  const check = new ExportCheck();
  const lines = createInterface({ input: createReadStream(file), crlfDelay: Infinity });
  for await (const line of lines) check.take(line);
  check.finish();
  const { broken, counts } = check;
  if (!check.end) throw truncated(file, counts.rows);
  return { ok: broken === null, tasks: counts.tasks, events: counts.rows, broken, file, version, seals: counts.seals };
}

/** Far above any header; a foreign file may be one endless line. */
const headerLimitBytes = 4_096;

async function readHeader(file: string): Promise<HeaderLine> {
  const line = await firstLine(file);
  const header = parsed(line);
  if (header?.format !== exportFormat || typeof header.version !== 'number') throw foreign(file);
  if (header.version > exportVersion) throw newer(file, header.version);
  return header as HeaderLine;
}

async function firstLine(file: string): Promise<string> {
  try {
    const handle = await open(file, 'r');
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(headerLimitBytes), 0, headerLimitBytes, 0);
      return buffer.toString('utf8', 0, bytesRead).split('\n', 1)[0] ?? '';
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') throw invalidInput('FILE_NOT_FOUND', `没有文件 ${file}。`, { file });
    throw invalidInput('FILE_UNREADABLE', `文件 ${file} 不能读取：${error instanceof Error ? error.message : String(error)}。`, { file });
  }
}

function parsed(line: string): Partial<HeaderLine> | null {
  try {
    return JSON.parse(line) as Partial<HeaderLine> | null;
  } catch {
    return null;
  }
}

const foreign = (file: string) =>
  invalidInput('EXPORT_FOREIGN', `${file} 不是 duban 的导出文件：第一行应写明 "format":"${exportFormat}"。请检查路径，或用 duban export 重新导出。`, { file });

const newer = (file: string, version: number) =>
  invalidInput('EXPORT_NEWER', `${file} 由更新版本的 duban 导出（格式 ${version}，本程序识别到 ${exportVersion}）：请用新版本的 duban 核验。`, {
    file,
    version,
    known: exportVersion,
  });

const truncated = (file: string, rows: number) =>
  invalidInput('EXPORT_TRUNCATED', `${file} 不完整：读到 ${rows} 条记录后没有结尾行，文件在传输或保存时被截断。请重新复制或重新导出。`, { file, rows });
