import type { Face } from '../page.ts';
import { faces, pageMm, sizePt } from '../page.ts';
import { lightColours, officialRed } from '../text-runs.ts';

/** For print as the .docx file is: A4, the margins and faces of 公文, page numbers outside, the mark at the head of each page. */
export const styleSheet = (mark: string): string => [pageRules(mark), textRules(), frontRules(), tableRules(), screenRules()].join('\n');

const pageRules = (mark: string): string =>
  `
@page { size: A4; margin: ${pageMm.top}mm ${pageMm.right}mm ${pageMm.bottom}mm ${pageMm.left}mm; @top-right { content: ${cssText(mark)}; font: ${sizePt.small}pt ${family('heading')}; color: #${officialRed}; } }
@page :right { @bottom-right { content: "— " counter(page) " —"; font: 14pt ${family('number')}; padding-right: 5mm; } }
@page :left { @bottom-left { content: "— " counter(page) " —"; font: 14pt ${family('number')}; padding-left: 5mm; } }
@page :first { @bottom-right { content: none; } }
`.trim();

const textRules = (): string =>
  `
* { box-sizing: border-box; }
body { margin: 0; color: #000; font: ${sizePt.body}pt/28.5pt ${family('body')}; line-break: strict; }
p, h1, h2, h3, h4, dl, dd { margin: 0; font-weight: normal; font-size: inherit; }
.body { text-indent: 2em; text-align: justify; }
.center { text-align: center; } .right { text-align: right; }
.note { font-size: ${sizePt.small}pt; line-height: 1.5; color: #595959; margin: 3pt 0 8pt; }
.title { font: ${sizePt.title}pt/1.4 ${family('title')}; text-align: center; margin-bottom: 14pt; break-after: avoid; }
h2 { font-family: ${family('heading')}; text-indent: 2em; margin-top: 8pt; break-after: avoid; }
h3 { font-family: ${family('subheading')}; text-indent: 2em; margin: 6pt 0 2pt; break-after: avoid; }
h4 { font-weight: bold; text-indent: 2em; break-after: avoid; }
`.trim();

/** Of covers and mastheads. */
const frontRules = (): string =>
  `
.mark { display: none; }
.cover { break-after: page; text-align: center; display: flex; flex-direction: column; min-height: 220mm; }
.above { font-size: 18pt; margin-top: 34mm; }
.cover-title { font: 36pt/1.4 ${family('title')}; margin: 24pt 0 12pt; }
.subtitle { font: 20pt/1.4 ${family('subheading')}; }
.cover dl { display: grid; grid-template-columns: 38mm 84mm; justify-content: center; text-align: left; margin-top: 26mm; line-height: 1.7; }
.cover footer { margin-top: auto; line-height: 1.7; }
.masthead { margin-bottom: 18pt; }
.masthead-name { font: 42pt/1.4 ${family('title')}; letter-spacing: 6pt; text-align: center; color: #${officialRed}; }
.issue { text-align: center; }
.issuer { display: flex; justify-content: space-between; border-bottom: 2.25pt solid #${officialRed}; padding-bottom: 4pt; }
`.trim();

const tableRules = (): string =>
  `
.figures { display: flex; align-items: end; border-top: 0.5pt solid #595959; border-bottom: 0.5pt solid #595959; margin: 6pt 0 10pt; padding: 4pt 0; text-align: center; break-inside: avoid; }
.figures > div { flex: 1; } .figures > .main { flex: 2; }
.figure { font: bold ${sizePt.figure}pt/1.2 ${family('number')}; }
.main .figure { font-size: ${sizePt.mainFigure}pt; color: #${officialRed}; }
.label { font-size: 12pt; line-height: 1.5; }
table { width: 100%; table-layout: fixed; border-collapse: collapse; font-size: ${sizePt.table}pt; line-height: 1.45; margin: 2pt 0 10pt; }
th, td { border: 0.5pt solid #595959; padding: 2.5pt 4.5pt; text-align: left; overflow-wrap: anywhere; }
th { background: #d9d9d9; font-family: ${family('heading')}; font-weight: normal; text-align: center; }
thead { display: table-header-group; }
.centre { text-align: center; }
tr { break-inside: avoid; }
tr.head { background: #f2f2f2; break-after: avoid; }
.page-break { break-after: page; }
${Object.entries(lightColours)
  .map(([light, colour]) => `.${light} { color: #${colour}; white-space: nowrap; }`)
  .join(' ')}
`.trim();

/** A sheet of paper on a desk; on a telephone, the text alone. */
const screenRules = (): string =>
  `
@media print { body { print-color-adjust: exact; -webkit-print-color-adjust: exact; } }
@media screen {
  body { background: #e8e8e8; }
  main { max-width: ${pageMm.width}mm; margin: 8mm auto; padding: 25mm ${pageMm.right}mm 25mm ${pageMm.left}mm; background: #fff; box-shadow: 0 1mm 4mm #0003; position: relative; }
  .mark { display: block; position: absolute; top: 8mm; right: ${pageMm.right}mm; font: ${sizePt.small}pt ${family('heading')}; color: #${officialRed}; }
}
@media screen and (max-width: 700px) { main { margin: 0; padding: 16px; } body { font-size: 13pt; line-height: 1.7; } .cover dl { grid-template-columns: 1fr 2fr; } }
`.trim();

const family = (face: Face): string => ["'Times New Roman'", ...[faces[face].name, ...faces[face].others].map((name) => `'${name}'`), 'serif'].join(', ');

/** A text in a style sheet, which stands within a tag: neither a quotation mark nor an end tag may get out of it. */
const cssText = (text: string): string => `"${text.replaceAll(/[\\"<\n]/g, (character) => `\\${character.charCodeAt(0).toString(16)} `)}"`;
