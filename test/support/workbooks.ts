import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ArchivePart } from './archives.ts';
import { anArchive } from './archives.ts';
import { aTemporaryFolder } from './temporary-folder.ts';

export interface WorkbookParts {
  /** The rows of each sheet, and what follows them, as XML. */
  readonly sheets: readonly { readonly name?: string; readonly state?: string; readonly rows: string; readonly after?: string }[];
  readonly sharedStrings?: string;
  /** The number formats of the cell styles, by number or as a code. */
  readonly formats?: readonly (number | string)[];
  readonly date1904?: boolean;
  /** Parts that replace those of the same name, or come besides. */
  readonly parts?: readonly ArchivePart[];
}

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** A workbook as some program might have written it, tag by tag. */
export function aWorkbookFile(parts: WorkbookParts, name = 'workbook.xlsx'): string {
  return aFileOf(anArchive(Object.entries(partsOf(parts)).map(([part, content]) => contentOf(part, { content, replaced: parts.parts ?? [] }))), name);
}

export function aFileOf(content: string | Uint8Array, name: string): string {
  const file = join(aTemporaryFolder(), name);
  writeFileSync(file, content);
  return file;
}

const contentOf = (name: string, { content, replaced }: { readonly content: string; readonly replaced: readonly ArchivePart[] }): ArchivePart =>
  replaced.find((part) => part.name === name) ?? { name, content };

function partsOf({ sheets, sharedStrings, formats = [], date1904 = false, parts = [] }: WorkbookParts): Readonly<Record<string, string>> {
  const sheetParts = sheets.map(({ rows, after = '' }, index) => [
    `xl/worksheets/sheet${index + 1}.xml`,
    `<worksheet xmlns="${main}"><sheetData>${rows}</sheetData>${after}</worksheet>`,
  ]);
  return {
    ...Object.fromEntries(parts.map(({ name }) => [name, ''])),
    '_rels/.rels': relationsOf([['rId1', 'officeDocument', 'xl/workbook.xml']]),
    'xl/workbook.xml': workbookXml(sheets, date1904),
    'xl/_rels/workbook.xml.rels': relationsOf([
      ...sheets.map((_, index): Relation => [`rId${index + 1}`, 'worksheet', `worksheets/sheet${index + 1}.xml`]),
      ['rStrings', 'sharedStrings', '/xl/sharedStrings.xml'],
      ['rStyles', 'styles', 'styles.xml'],
    ]),
    ...Object.fromEntries(sheetParts),
    ...(sharedStrings !== undefined && { 'xl/sharedStrings.xml': `<sst xmlns="${main}">${sharedStrings}</sst>` }),
    ...(formats.length > 0 && { 'xl/styles.xml': stylesXml(formats) }),
  };
}

type Relation = readonly [id: string, type: string, target: string];

const relationsOf = (list: readonly Relation[]): string =>
  `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${list
    .map(([id, type, target]) => `<Relationship Id="${id}" Type="${relations}/${type}" Target="${target}"/>`)
    .join('')}</Relationships>`;

const workbookXml = (sheets: WorkbookParts['sheets'], date1904: boolean): string =>
  `<workbook xmlns="${main}" xmlns:r="${relations}"><workbookPr date1904="${date1904 ? 1 : 0}"/><sheets>${sheets
    .map(({ name = '台账', state = 'visible' }, index) => `<sheet name="${name}" sheetId="${index + 1}" state="${state}" r:id="rId${index + 1}"/>`)
    .join('')}</sheets></workbook>`;

/** Custom formats are numbered from 164 on. */
const stylesXml = (formats: readonly (number | string)[]): string =>
  `<styleSheet xmlns="${main}"><numFmts>${formats
    .map((format, index) => (typeof format === 'string' ? `<numFmt numFmtId="${164 + index}" formatCode="${format.replaceAll('"', '&quot;')}"/>` : ''))
    .join('')}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>${formats
    .map((format, index) => `<xf numFmtId="${typeof format === 'string' ? 164 + index : format}"/>`)
    .join('')}</cellXfs></styleSheet>`;
