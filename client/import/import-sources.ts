import { basename } from 'node:path';
import type { DateText } from '../../domain/values.ts';
import { nowOf, readClock } from '../../ledger/clock.ts';
import type { SourcesDiff } from '../../ledger/sources.ts';
import { importSources as writeSources } from '../../ledger/sources.ts';
import { invalidInput } from '../answers.ts';
import type { CommandDesk } from '../command-order.ts';
import { sourceSchema } from '../schemas.ts';
import { readTable } from './read-table.ts';
import { typedRows } from './typed-rows.ts';

const columns = ['来源', '条款号', '条款内容'];

/** The clauses that tasks carry out. A text on which tasks stand is never replaced. */
export async function importSources({ ledger, ranBy }: CommandDesk, file: string, received: DateText | null): Promise<SourcesDiff> {
  const { taken, errors } = typedRows(await readTable(file, columns), sourceSchema, basename(file));
  if (errors.length > 0) throw invalidInput('SOURCES_INVALID', `来源文件有 ${errors.length} 处错误，未作任何更改。`, { errors });
  return writeSources(ledger, { clauses: taken, received }, { now: nowOf(await readClock(ledger)), ranBy });
}
