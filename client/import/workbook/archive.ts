import type { Readable } from 'node:stream';
import yauzl from 'yauzl';
import type { Entry, ZipFile } from 'yauzl';
import { reasonOf } from '../../answers.ts';
import { notAWorkbook, workbookTooLarge } from './file-fault.ts';
import { fileLimits } from './limits.ts';

/** The files inside a workbook, by name. Nothing is unpacked before it is asked for. */
export interface Archive {
  readonly file: string;
  readonly has: (name: string) => boolean;
  /** The text of one, in pieces; it fails where an entry grows beyond the size that it states. */
  readonly open: (name: string) => Promise<Readable>;
  readonly close: () => void;
}

export async function openArchive(file: string): Promise<Archive> {
  const zip = await opened(file);
  try {
    const entries = await entriesOf(zip, file);
    return {
      file,
      has: (name) => entries.has(name.toLowerCase()),
      open: (name) => streamOf(zip, { file, name, entry: entries.get(name.toLowerCase()) }),
      close: () => zip.close(),
    };
  } catch (error) {
    zip.close();
    throw error;
  }
}

const opened = (file: string): Promise<ZipFile> =>
  new Promise((resolve, reject) => {
    yauzl.open(file, { lazyEntries: true, autoClose: false, validateEntrySizes: true }, (error, zip) =>
      error ? reject(notAWorkbook(file, reasonOf(error))) : resolve(zip),
    );
  });

/** The archive states what it will come to; what states too much is not even begun. */
async function entriesOf(zip: ZipFile, file: string): Promise<ReadonlyMap<string, Entry>> {
  if (zip.entryCount > fileLimits.archiveEntries) throw workbookTooLarge(file, `内含 ${zip.entryCount} 个部件`);
  const entries = new Map<string, Entry>();
  let unpackedBytes = 0;
  await new Promise<void>((resolve, reject) => {
    zip.on('entry', (entry: Entry) => {
      entries.set(entry.fileName.toLowerCase(), entry);
      unpackedBytes += entry.uncompressedSize;
      const fault = sizeFault(entry, unpackedBytes);
      if (fault) reject(workbookTooLarge(file, fault));
      else zip.readEntry();
    });
    zip.on('end', resolve);
    zip.on('error', (error: Error) => reject(notAWorkbook(file, error.message)));
    zip.readEntry();
  });
  return entries;
}

function sizeFault({ fileName, uncompressedSize, compressedSize }: Entry, unpackedBytes: number): string | null {
  if (unpackedBytes > fileLimits.unpackedBytes) return `超过 ${fileLimits.unpackedBytes / 2 ** 20} MB`;
  const isDense = uncompressedSize > fileLimits.ratioFromBytes && uncompressedSize > compressedSize * fileLimits.unpackedRatio;
  return isDense ? `${fileName} 的压缩比超过 ${fileLimits.unpackedRatio} 比 1` : null;
}

const streamOf = (
  zip: ZipFile,
  { file, name, entry }: { readonly file: string; readonly name: string; readonly entry: Entry | undefined },
): Promise<Readable> =>
  new Promise((resolve, reject) => {
    if (!entry) {
      reject(notAWorkbook(file, `缺少 ${name}`));
      return;
    }
    zip.openReadStream(entry, (error, stream) => (error ? reject(notAWorkbook(file, reasonOf(error))) : resolve(stream)));
  });
