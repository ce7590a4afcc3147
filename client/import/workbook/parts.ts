import { posix } from 'node:path';
import type { Archive } from './archive.ts';
import { notAWorkbook } from './file-fault.ts';
import type { Attributes } from './parse-part.ts';
import { parsePart } from './parse-part.ts';

/** Where in the archive everything is. */
export interface WorkbookParts {
  readonly sheets: readonly { readonly name: string; readonly part: string; readonly isHidden: boolean }[];
  readonly sharedStrings: string | null;
  readonly styles: string | null;
  readonly countsFrom1904: boolean;
}

export async function partsOf(archive: Archive): Promise<WorkbookParts> {
  const root = await relationsOf(archive, '');
  const workbook = root.find(({ type }) => type === 'officeDocument')?.part;
  if (workbook === undefined || !workbook.endsWith('.xml')) throw notAWorkbook(archive.file, '其中没有 xlsx 工作簿');
  const relations = await relationsOf(archive, workbook);
  const partOf = (type: string): string | null => relations.find((relation) => relation.type === type && archive.has(relation.part))?.part ?? null;
  const worksheets = new Map(relations.filter(({ type }) => type === 'worksheet').map(({ id, part }) => [id, part]));
  const { listed, countsFrom1904 } = await contentsOf(archive, workbook);
  return {
    sheets: listed.flatMap(({ id, ...sheet }) => {
      const part = worksheets.get(id);
      return part === undefined ? [] : [{ ...sheet, part }];
    }),
    sharedStrings: partOf('sharedStrings'),
    styles: partOf('styles'),
    countsFrom1904,
  };
}

interface Relation {
  readonly id: string;
  readonly type: string;
  readonly part: string;
}

/** What a part refers to; links to other files are not followed. */
async function relationsOf(archive: Archive, part: string): Promise<readonly Relation[]> {
  const folder = posix.dirname(part);
  const relations: Relation[] = [];
  await parsePart(archive, posix.join(folder, '_rels', `${posix.basename(part)}.rels`), {
    open: (name, { Id = '', Type = '', Target = '', TargetMode }) => {
      if (name !== 'Relationship' || TargetMode === 'External') return;
      relations.push({
        id: Id,
        type: posix.basename(Type),
        part: posix.join('/', folder, Target.startsWith('/') ? posix.relative(`/${folder}`, Target) : Target).slice(1),
      });
    },
  });
  return relations;
}

interface Contents {
  readonly listed: readonly { readonly name: string; readonly id: string; readonly isHidden: boolean }[];
  readonly countsFrom1904: boolean;
}

async function contentsOf(archive: Archive, workbook: string): Promise<Contents> {
  const listed: Contents['listed'][number][] = [];
  let countsFrom1904 = false;
  await parsePart(archive, workbook, {
    open: (name, attributes) => {
      if (name === 'workbookPr') countsFrom1904 = isTrue(attributes['date1904']);
      if (name !== 'sheet') return;
      listed.push({ name: attributes['name'] ?? '', id: relationIdOf(attributes), isHidden: ['hidden', 'veryHidden'].includes(attributes['state'] ?? '') });
    },
  });
  return { listed, countsFrom1904 };
}

/** `r:id`, whatever the prefix is called. */
const relationIdOf = (attributes: Attributes): string => Object.entries(attributes).find(([name]) => name.endsWith(':id'))?.[1] ?? '';

export const isTrue = (value: string | undefined): boolean => value === '1' || value === 'true';
