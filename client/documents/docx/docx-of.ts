import { AlignmentType, Document, Footer, Header, Packer, PageNumber, Paragraph, TextRun } from 'docx';
import type { PaperDocument } from '../../../domain/document.ts';
import { pageMm } from '../page.ts';
import { printable } from '../text-runs.ts';
import { blocksOf } from './blocks.ts';
import { fixedParts, sameBytes } from './fixed-parts.ts';
import { fontOf, halfPoints, styles, twips } from './styles.ts';

/** A paper as a .docx file; the same paper is the same file, byte for byte. */
export async function docxOf(document: PaperDocument): Promise<Buffer> {
  const title = printable(document.title);
  const file = new Document({
    title,
    styles,
    evenAndOddHeaderAndFooters: true,
    sections: [
      {
        properties: { page: { size: pageSize, margin: pageMargin }, titlePage: startsWithCover(document) },
        headers: headersOf(document),
        footers: { default: pageNumberAt(AlignmentType.RIGHT), even: pageNumberAt(AlignmentType.LEFT), first: new Footer({ children: [] }) },
        children: document.blocks.flatMap(blocksOf),
      },
    ],
  });
  return sameBytes(await Packer.toBuffer(file, undefined, fixedParts({ title, asOf: document.asOf })));
}

const pageSize = { width: twips(pageMm.width), height: twips(pageMm.height) };

const pageMargin = {
  top: twips(pageMm.top),
  right: twips(pageMm.right),
  bottom: twips(pageMm.bottom),
  left: twips(pageMm.left),
  header: twips(20),
  footer: twips(pageMm.pageNumberFromEdge),
};

const startsWithCover = ({ blocks }: PaperDocument): boolean => blocks[0]?.kind === 'cover';

function headersOf({ mark }: PaperDocument) {
  const header = () => new Header({ children: [new Paragraph({ style: 'mark', children: [new TextRun(printable(mark))] })] });
  return { default: header(), even: header(), first: header() };
}

/** `— 3 —`: on odd pages at the right, on even ones at the left, one character from the edge (GB/T 9704). */
const pageNumberAt = (alignment: typeof AlignmentType.LEFT | typeof AlignmentType.RIGHT): Footer =>
  new Footer({
    children: [
      new Paragraph({
        alignment,
        indent: { left: twips(5), right: twips(5) },
        children: [new TextRun({ font: fontOf('number'), size: halfPoints(14), children: ['— ', PageNumber.CURRENT, ' —'] })],
      }),
    ],
  });
