import type { FileHandle } from 'node:fs/promises';
import { open, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { DubanError, exitCodes } from './errors.ts';

/** Writes beside the file and renames: under its name it is whole, as it was before, or not there. */
export async function writeWholeFile<Result>(file: string, mode: number, write: (target: FileHandle) => Promise<Result>): Promise<Result> {
  const draft = `${file}.${process.pid}.part`;
  try {
    await refuseFolder(file);
    const target = await open(draft, 'w', mode);
    try {
      const result = await write(target);
      await target.sync();
      await target.close();
      await rename(draft, file);
      return result;
    } finally {
      await target.close().catch(() => undefined);
    }
  } catch (error) {
    await rm(draft, { force: true }).catch(() => undefined);
    throw isOfFileSystem(error) ? notWritten(file, error) : error;
  }
}

/** Said before everything is written, not when it is renamed. */
async function refuseFolder(file: string): Promise<void> {
  const found = await stat(file).catch(() => null);
  if (found?.isDirectory()) throw Object.assign(new Error('a folder of that name'), { code: 'EISDIR', syscall: 'open' });
}

const isOfFileSystem = (error: unknown): error is NodeJS.ErrnoException => error instanceof Error && 'syscall' in error && !('address' in error);

const notWritten = (file: string, cause: NodeJS.ErrnoException): DubanError =>
  new DubanError(
    {
      code: 'EXPORT_NOT_WRITTEN',
      message: `不能写出 ${file}：${reasonFor(file, cause)}。原有文件（如有）没有改动，请排除原因后重试。`,
      details: { file, reason: cause.code ?? cause.message },
      exitCode: cause.code === 'ENOSPC' ? exitCodes.unreachable : exitCodes.invalidInput,
    },
    { cause },
  );

function reasonFor(file: string, { code = '', message }: NodeJS.ErrnoException): string {
  const reasons: Readonly<Record<string, string>> = {
    ENOENT: `文件夹 ${dirname(file)} 不存在`,
    ENOTDIR: `${dirname(file)} 不是文件夹`,
    EISDIR: '这是一个文件夹，应写文件名',
    EACCES: noPermission,
    EPERM: noPermission,
    EBUSY: noPermission,
    EROFS: '所在的磁盘只能读取',
    ENOSPC: '磁盘已满',
  };
  return reasons[code] ?? message;
}

/** Windows says one for the other. */
const noPermission = '没有写入的权限，或文件正被其他程序打开';
