import { join } from 'node:path';
import type { PaperDocument } from '../../domain/document.ts';
import { makeOutputFolder } from '../output-folder.ts';
import { writeWholeFile } from '../whole-file.ts';

export interface DocumentOrder {
  readonly folder: string;
  /** Without its ending. */
  readonly name: string;
  readonly document: PaperDocument;
  /** What the .json file holds: the facts that the paper was made from. */
  readonly content: unknown;
}

/** The same paper to be edited, to be printed from any browser, and for programs. Says which files it wrote; written again, they are the same. */
export async function writeDocument({ folder, name, document, content }: DocumentOrder): Promise<readonly string[]> {
  // Loaded when first used: a megabyte that no other command needs.
  const { docxOf } = await import('./docx/docx-of.ts');
  const { htmlOf } = await import('./html/html-of.ts');
  await makeOutputFolder(folder);
  const files: readonly (readonly [ending: string, content: string | Uint8Array])[] = [
    ['docx', await docxOf(document)],
    ['html', htmlOf(document)],
    ['json', `${JSON.stringify(content, null, 2)}\n`],
  ];
  for (const [ending, bytes] of files) await writeWholeFile(join(folder, `${name}.${ending}`), umaskDecides, (target) => target.writeFile(bytes));
  return files.map(([ending]) => join(folder, `${name}.${ending}`));
}

const umaskDecides = 0o666;
