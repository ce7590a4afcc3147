import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Ledger } from '../ledger/ledger.ts';
import type { Seal, SealedHead } from '../ledger/seals.ts';
import { headsOfSeal } from '../ledger/seals.ts';
import type { KeptSeal } from '../ledger/verify-seals.ts';
import { DubanError, exitCodes } from './errors.ts';
import { writeFileAtomically } from './stack/atomic-file.ts';

/** The copy of a seal outside PostgreSQL, one file a day: whoever alters the database must alter these too, wherever else they were copied. */

export interface SealFile extends Seal {
  readonly format: 'duban-seal';
  readonly version: 1;
  /** Those that have moved since the seal before. */
  readonly heads: readonly SealedHead[];
}

const fileOf = (folder: string, day: string): string => join(folder, `${day}.json`);

/** Where the file of that day is there already, it is left as it is: a copy is never replaced. */
export async function writeSealFile(folder: string, { db }: Ledger, seal: Seal): Promise<string> {
  const file = fileOf(folder, seal.day);
  try {
    if (existsSync(file)) {
      if (readSealFile(file).hash !== seal.hash) throw differs(file, seal);
      return file;
    }
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const heads: SealedHead[] = [];
    for await (const page of headsOfSeal(db, seal.seq)) heads.push(...page);
    const content: SealFile = { format: 'duban-seal', version: 1, ...seal, heads };
    writeFileAtomically(file, `${JSON.stringify(content)}\n`);
    return file;
  } catch (error) {
    throw error instanceof DubanError ? error : notWritten(file, error);
  }
}

/** Those of the folder, in the order of their days; null where there is no folder. */
export function readSealFiles(folder: string): readonly KeptSeal[] | null {
  if (!existsSync(folder)) return null;
  const names = readdirSync(folder).filter((name) => /^\d{4}-\d{2}-\d{2}\.json$/.test(name));
  return names.toSorted().map((name) => readSealFile(join(folder, name)));
}

function readSealFile(file: string): KeptSeal {
  try {
    const { seq, day, hash, format } = JSON.parse(readFileSync(file, 'utf8')) as Partial<SealFile>;
    if (format === 'duban-seal' && typeof seq === 'number' && typeof day === 'string' && typeof hash === 'string') return { seq, day, hash };
  } catch {
    // Told below.
  }
  throw new DubanError({
    code: 'SEAL_FILE_UNREADABLE',
    message: `封存文件 ${file} 不能读取或不是封存文件：请从其他副本恢复它；确认它不是封存文件时，请移出该目录。`,
    details: { file },
    exitCode: exitCodes.invalidInput,
  });
}

const differs = (file: string, { day, hash }: Seal): DubanError =>
  new DubanError({
    code: 'SEAL_FILE_DIFFERS',
    message: `${day} 已有内容不同的封存文件 ${file}，没有覆盖：台账可能不是原来的那一份，请运行 duban verify 查明。`,
    details: { file, hash },
    exitCode: exitCodes.refused,
  });

const notWritten = (file: string, cause: unknown): DubanError =>
  new DubanError(
    {
      code: 'SEAL_FILE_NOT_WRITTEN',
      message: `封存已记入台账，但不能写出 ${file}：${cause instanceof Error ? cause.message : String(cause)}。请排除原因后重新运行 duban seal。`,
      details: { file },
      exitCode: exitCodes.unreachable,
    },
    { cause },
  );
