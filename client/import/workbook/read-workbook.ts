import type { Sheet } from '../../../domain/sheet.ts';
import type { Archive } from './archive.ts';
import { openArchive } from './archive.ts';
import { dateStyles } from './date-styles.ts';
import { fileLimits } from './limits.ts';
import { partsOf } from './parts.ts';
import { sharedStrings } from './shared-strings.ts';
import { readSheet } from './sheet-reader.ts';

/** Every sheet of an .xlsx workbook, as it stands there: nothing is evaluated, nothing judged. */
export async function readWorkbook(file: string): Promise<readonly Sheet[]> {
  const archive = await openArchive(file);
  try {
    return await sheetsOf(archive);
  } finally {
    archive.close();
  }
}

async function sheetsOf(archive: Archive): Promise<readonly Sheet[]> {
  const { sheets, countsFrom1904, ...parts } = await partsOf(archive);
  const context = { strings: await sharedStrings(archive, parts.sharedStrings), dateStyles: await dateStyles(archive, parts.styles), countsFrom1904 };
  const budget = { rows: fileLimits.rows, cells: fileLimits.cells };
  const read: Sheet[] = [];
  for (const { name, part, isHidden } of sheets)
    read.push({ name, isHidden, isDelimited: false, countsFrom1904, ...(await readSheet(archive, { part, context, budget })) });
  return read;
}
