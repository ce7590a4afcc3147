import { unzipSync, zipSync } from 'fflate';
import type { Instant } from '../../../domain/values.ts';
import { faces } from '../page.ts';
import { escaped } from '../text-runs.ts';

/** What the library would date with the moment of writing, or leave out. */
export const fixedParts = (properties: { readonly title: string; readonly asOf: Instant }) => [
  { path: 'docProps/core.xml', data: coreProperties(properties) },
  { path: 'word/fontTable.xml', data: fontTable() },
];

/** The zip's own dates are set to the first that it can say: the same parts are the same bytes, at any hour and in any time zone. */
export const sameBytes = (docx: Uint8Array): Buffer => Buffer.from(zipSync(unzipSync(docx), { mtime: new Date(1980, 0, 1) }));

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const schemas = 'http://schemas.openxmlformats.org';

const coreProperties = ({ title, asOf }: { readonly title: string; readonly asOf: Instant }): string =>
  `${declaration}<cp:coreProperties xmlns:cp="${schemas}/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${escaped(title)}</dc:title><dc:creator>duban 督办</dc:creator><dcterms:created xsi:type="dcterms:W3CDTF">${asOf}</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">${asOf}</dcterms:modified></cp:coreProperties>`;

/** Tells Word and LibreOffice what to take for a face that is not installed. */
function fontTable(): string {
  const fonts = Object.values(faces).map(
    ({ name, others }) => `<w:font w:name="${name}"><w:altName w:val="${others.join(',')}"/><w:charset w:val="86"/><w:family w:val="roman"/></w:font>`,
  );
  return `${declaration}<w:fonts xmlns:w="${schemas}/wordprocessingml/2006/main">${fonts.join('')}</w:fonts>`;
}
