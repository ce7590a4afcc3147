import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Evidence } from '../domain/values.ts';
import { invalidInput } from './answers.ts';
import { DubanError, exitCodes } from './errors.ts';

/** Files are kept under the SM3 of what they contain: the same file handed in twice is stored once, and no name can be overwritten. */
export async function storeEvidence(folder: string, files: readonly string[]): Promise<Evidence[]> {
  for (const file of files) await refuseUnusable(file); // all of them before the first is stored
  const stored: Evidence[] = [];
  for (const file of files) stored.push(await storeFile(folder, file));
  return stored;
}

async function refuseUnusable(file: string): Promise<void> {
  const found = await stat(file).catch(() => null);
  if (found === null) throw invalidInput('EVIDENCE_NOT_FOUND', `没有佐证文件 ${file}：请检查 --evidence 的路径。`, { file });
  if (!found.isFile()) throw invalidInput('EVIDENCE_NOT_A_FILE', `佐证材料 ${file} 不是文件：请逐个给出文件。`, { file });
  if (found.size === 0) throw invalidInput('EVIDENCE_EMPTY', `佐证文件 ${file} 是空的。`, { file });
}

async function storeFile(folder: string, file: string): Promise<Evidence> {
  const draft = join(folder, `.${randomUUID()}`);
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const { sm3, sizeBytes } = await copyDurably(file, draft);
    await rename(draft, join(folder, sm3));
    await syncFolder(folder);
    return { name: basename(file), sm3, sizeBytes };
  } catch (error) {
    await rm(draft, { force: true });
    throw notStored(file, error);
  }
}

/** On disk before anybody names it: the journal must never know a file that a power cut can take. */
async function copyDurably(from: string, to: string): Promise<Pick<Evidence, 'sm3' | 'sizeBytes'>> {
  const hash = createHash('sm3');
  const target = await open(to, 'wx', 0o600);
  let sizeBytes = 0;
  try {
    for await (const chunk of createReadStream(from) as AsyncIterable<Buffer>) {
      hash.update(chunk);
      sizeBytes += chunk.byteLength;
      await target.writeFile(chunk); // all of it: a disk that is nearly full takes a part and says nothing
    }
    await target.sync();
  } finally {
    await target.close();
  }
  return { sm3: hash.digest('hex'), sizeBytes };
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

const notStored = (file: string, cause: unknown): DubanError =>
  new DubanError(
    {
      code: 'EVIDENCE_NOT_STORED',
      message: `佐证文件 ${file} 不能保存：${cause instanceof Error ? cause.message : String(cause)}。命令没有发出，请排除原因后重试。`,
      details: { file },
      exitCode: exitCodes.unreachable,
    },
    { cause },
  );
