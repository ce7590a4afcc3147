import type { FileHandle } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type { ZipFile } from 'yazl';
import type { Instant } from '../../domain/values.ts';
import type { SheetLayout, SheetRow } from './sheet-xml.ts';
import { filterRange, printTitles, rowXml, sheetBeginning, sheetEnd } from './sheet-xml.ts';
import { stylesXml } from './styles.ts';
import { xmlDocument, xmlText } from './xml.ts';

export interface WorkbookContent<Row extends SheetRow> {
  readonly layout: SheetLayout<Row>;
  readonly sheetName: string;
  readonly asOf: Instant;
  readonly rows: AsyncIterable<readonly Row[]>;
}

/** An .xlsx workbook of one sheet, packed while the rows come: how many there are does not matter to memory. Says how many there were. */
export async function writeWorkbook<Row extends SheetRow>(target: FileHandle, { rows, layout, sheetName, asOf }: WorkbookContent<Row>): Promise<number> {
  const { ZipFile: Zip } = await import('yazl');
  const zip = new Zip();
  const output = zip.outputStream as Readable;
  zip.on('error', (error: Error) => output.destroy(error));
  // The moment of the ledger, not of the writing: the same ledger is the same file.
  const options = { mtime: new Date(asOf) };
  for (const [name, xml] of fixedParts(layout.title, asOf)) zip.addBuffer(Buffer.from(xml), name, options);
  let written = 0;
  async function* sheet(): AsyncGenerator<string> {
    yield sheetBeginning(layout);
    for await (const some of rows) yield some.map((row) => rowXml(row, written++, layout)).join('');
    yield sheetEnd(written, layout);
  }
  zip.addReadStream(Readable.from(sheet(), { objectMode: false }), 'xl/worksheets/sheet1.xml', options);
  addWhenReached(zip, 'xl/workbook.xml', { options, xml: () => workbookXml(sheetName, layout, written) });
  zip.end();
  for await (const packed of output) await target.writeFile(packed as Buffer);
  return written;
}

interface LatePart {
  readonly options: { readonly mtime: Date };
  readonly xml: () => string;
}

/** Parts are packed one after the other: behind the sheet, its length is known. */
const addWhenReached = (zip: ZipFile, name: string, { options, xml }: LatePart): void =>
  zip.addReadStreamLazy(name, options, (give) => give(null, Readable.from([xml()], { objectMode: false })));

const officeNamespace = 'http://schemas.openxmlformats.org/officeDocument/2006';
const packageNamespace = 'http://schemas.openxmlformats.org/package/2006';
const spreadsheetType = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

function fixedParts(title: string, asOf: Instant): readonly (readonly [string, string])[] {
  const parts = [
    ['/xl/workbook.xml', `${spreadsheetType}.sheet.main+xml`],
    ['/xl/worksheets/sheet1.xml', `${spreadsheetType}.worksheet+xml`],
    ['/xl/styles.xml', `${spreadsheetType}.styles+xml`],
    ['/docProps/core.xml', 'application/vnd.openxmlformats-package.core-properties+xml'],
  ] as const;
  const overrides = parts.map(([name, type]) => `<Override PartName="${name}" ContentType="${type}"/>`).join('');
  return [
    [
      '[Content_Types].xml',
      xmlDocument(
        `<Types xmlns="${packageNamespace}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${overrides}</Types>`,
      ),
    ],
    [
      '_rels/.rels',
      relationsXml(
        [`${officeNamespace}/relationships/officeDocument`, 'xl/workbook.xml'],
        [`${packageNamespace}/relationships/metadata/core-properties`, 'docProps/core.xml'],
      ),
    ],
    [
      'xl/_rels/workbook.xml.rels',
      relationsXml([`${officeNamespace}/relationships/worksheet`, 'worksheets/sheet1.xml'], [`${officeNamespace}/relationships/styles`, 'styles.xml']),
    ],
    ['xl/styles.xml', stylesXml()],
    ['docProps/core.xml', propertiesXml(title, asOf)],
  ];
}

const relationsXml = (...relations: readonly (readonly [type: string, target: string])[]): string =>
  xmlDocument(
    `<Relationships xmlns="${packageNamespace}/relationships">${relations.map(([type, target], index) => `<Relationship Id="rId${index + 1}" Type="${type}" Target="${target}"/>`).join('')}</Relationships>`,
  );

const propertiesXml = (title: string, asOf: Instant): string =>
  xmlDocument(
    `<cp:coreProperties xmlns:cp="${packageNamespace}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${xmlText(title)}</dc:title><dc:creator>duban 督办</dc:creator><dcterms:created xsi:type="dcterms:W3CDTF">${asOf}</dcterms:created></cp:coreProperties>`,
  );

function workbookXml<Row extends SheetRow>(sheetName: string, layout: SheetLayout<Row>, rows: number): string {
  const sheet = `'${sheetName}'`;
  const titles = printTitles(layout);
  const names = [
    ...(layout.hasFilter ? [`<definedName name="_xlnm._FilterDatabase" localSheetId="0" hidden="1">${sheet}!${filterRange(rows, layout)}</definedName>`] : []),
    `<definedName name="_xlnm.Print_Titles" localSheetId="0">${sheet}!${titles.columns},${sheet}!${titles.rows}</definedName>`,
  ].join('');
  return xmlDocument(
    `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="${officeNamespace}/relationships"><sheets><sheet name="${sheetName}" sheetId="1" r:id="rId1"/></sheets><definedNames>${names}</definedNames></workbook>`,
  );
}
