import { basename } from 'node:path';
import type { IgnoredPart } from '../../domain/table.ts';
import { nowOf, readClock } from '../../ledger/clock.ts';
import type { RowFault } from '../../ledger/directory-faults.ts';
import type { SourcesDiff, SourcesToImport } from '../../ledger/sources.ts';
import { importSources as writeSources } from '../../ledger/sources.ts';
import { invalidInput, refusedBy } from '../answers.ts';
import type { CommandDesk } from '../command-order.ts';
import { sourceSchema } from '../schemas.ts';
import { readTable } from './read-table.ts';
import { typedRows } from './typed-rows.ts';

const shape = { columns: ['来源', '条款号', '条款内容'], ignoresOthers: true };

/** What is said of the documents in a file, beside their clauses. */
export interface SourcesOrder extends Omit<SourcesToImport, 'clauses'> {
  readonly file: string;
}

export interface SourcesImported extends SourcesDiff {
  readonly warnings: readonly RowFault[];
  readonly ignored: readonly IgnoredPart[];
}

/** The clauses that tasks carry out. A text on which tasks stand is never replaced. */
export async function importSources({ ledger, ranBy }: CommandDesk, { file, ...receipt }: SourcesOrder): Promise<SourcesImported> {
  const table = await readTable(file, shape);
  const { taken, errors, warnings } = typedRows(table, sourceSchema, basename(file));
  if (errors.length > 0) throw invalidInput('SOURCES_INVALID', `来源文件有 ${errors.length} 处错误，未作任何更改。`, { errors });
  const imported = await writeSources(ledger, { clauses: taken, ...receipt }, { now: nowOf(await readClock(ledger)), ranBy });
  if ('refusal' in imported) throw refusedBy(imported.refusal);
  return { ...imported, warnings, ignored: table.ignored ?? [] };
}
