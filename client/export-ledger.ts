import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { open, rename, rm } from 'node:fs/promises';
import type { Instant } from '../domain/values.ts';
import type { JournalRowInOrder } from '../ledger/journal-in-order.ts';
import { journalInOrder } from '../ledger/journal-in-order.ts';
import type { Ledger, Queries } from '../ledger/ledger.ts';
import { allSeals } from '../ledger/seals.ts';
import { DubanError, exitCodes } from './errors.ts';
import type { EndLine, ExportCounts, HeaderLine, RowLine, SealLine } from './export-format.ts';
import { exportFormat, exportVersion } from './export-format.ts';

export interface Exported extends ExportCounts {
  readonly file: string;
  readonly version: number;
  readonly sm3: string;
}

/** The whole journal with its seals, one consistent view, a few thousand rows in memory at a time. Under its name the file is whole or not there. */
export async function exportLedger({ db }: Ledger, { file, now }: { readonly file: string; readonly now: Instant }): Promise<Exported> {
  const draft = `${file}.${process.pid}.part`;
  try {
    const target = await open(draft, 'w', 0o600);
    try {
      const end = await db
        .transaction()
        .setIsolationLevel('repeatable read')
        .execute((queries) => writeAll(queries, target, now));
      await target.sync();
      await target.close();
      await rename(draft, file);
      return { file, version: exportVersion, ...end };
    } finally {
      await target.close().catch(() => undefined);
    }
  } catch (error) {
    await rm(draft, { force: true }).catch(() => undefined);
    throw isOfFileSystem(error) ? notWritten(file, error) : error;
  }
}

async function writeAll(queries: Queries, target: FileHandle, now: Instant): Promise<EndLine['end']> {
  const hash = createHash('sm3');
  const write = async (lines: readonly (HeaderLine | RowLine | SealLine)[]): Promise<void> => {
    const text = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
    hash.update(text);
    await target.writeFile(text);
  };
  await write([{ format: exportFormat, version: exportVersion, at: now }]);
  const counts = { rows: 0, streams: 0, tasks: 0 };
  for await (const page of journalInOrder(queries)) {
    await write(page.map(lineOf));
    const begun = page.filter(({ seq }) => seq === 1);
    counts.rows += page.length;
    counts.streams += begun.length;
    counts.tasks += begun.filter(({ stream }) => stream.startsWith('task:')).length;
  }
  const seals = await allSeals(queries);
  await write(seals.map((seal) => ({ seal })));
  const end = { ...counts, seals: seals.length, sm3: hash.digest('hex') };
  await target.writeFile(`${JSON.stringify({ end } satisfies EndLine)}\n`);
  return end;
}

const lineOf = ({ sealed_by: sealedBy, batch: _, ...row }: JournalRowInOrder): RowLine => ({ row, ...(sealedBy !== null && { sealedBy }) });

const isOfFileSystem = (error: unknown): error is NodeJS.ErrnoException => error instanceof Error && 'syscall' in error && !('address' in error);

const notWritten = (file: string, cause: Error): DubanError =>
  new DubanError(
    {
      code: 'EXPORT_NOT_WRITTEN',
      message: `不能写出 ${file}：${cause.message}。原有文件（如有）没有改动，请排除原因后重试。`,
      details: { file },
      exitCode: 'code' in cause && cause.code === 'ENOSPC' ? exitCodes.unreachable : exitCodes.invalidInput,
    },
    { cause },
  );
