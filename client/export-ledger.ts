import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import type { Instant } from '../domain/values.ts';
import type { JournalRowInOrder } from '../ledger/journal-in-order.ts';
import { journalInOrder } from '../ledger/journal-in-order.ts';
import type { Ledger, Queries } from '../ledger/ledger.ts';
import { allSeals } from '../ledger/seals.ts';
import type { EndLine, ExportCounts, HeaderLine, RowLine, SealLine } from './export-format.ts';
import { exportFormat, exportVersion } from './export-format.ts';
import { writeWholeFile } from './whole-file.ts';

export interface Exported extends ExportCounts {
  readonly file: string;
  readonly version: number;
  readonly sm3: string;
}

const onlyForOwner = 0o600;

/** The whole journal with its seals, one consistent view, a few thousand rows in memory at a time. Under its name the file is whole or not there. */
export async function exportLedger({ db }: Ledger, { file, now }: { readonly file: string; readonly now: Instant }): Promise<Exported> {
  const end = await writeWholeFile(file, onlyForOwner, (target) =>
    db
      .transaction()
      .setIsolationLevel('repeatable read')
      .execute((queries) => writeAll(queries, target, now)),
  );
  return { file, version: exportVersion, ...end };
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
