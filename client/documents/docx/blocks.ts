import type { FileChild } from 'docx';
import { AlignmentType, BorderStyle, HeadingLevel, PageBreak, Paragraph, TabStopType } from 'docx';
import type { Block, Cover, Heading, Masthead, Paragraph as ParagraphBlock } from '../../../domain/document.ts';
import { textWidthMm } from '../page.ts';
import { officialRed } from '../text-runs.ts';
import { twips } from './styles.ts';
import { factsTable, figuresTable, tableOf } from './tables.ts';
import { styled, textRuns } from './texts.ts';

export function blocksOf(block: Block): readonly FileChild[] {
  switch (block.kind) {
    case 'cover':
      return coverOf(block);
    case 'masthead':
      return mastheadOf(block);
    case 'heading':
      return [headingOf(block)];
    case 'paragraph':
      return [paragraphOf(block)];
    case 'figures':
      return [figuresTable(block), gap()];
    case 'table':
      return [tableOf(block), gap()];
    case 'pageBreak':
      return [new Paragraph({ children: [new PageBreak()] })];
  }
}

const coverOf = ({ above, title, subtitle, facts, foot }: Cover): readonly FileChild[] => [
  styled('coverAbove', above),
  styled('coverTitle', title),
  styled('coverSubtitle', subtitle),
  factsTable(facts),
  new Paragraph({ spacing: { before: twips(30) } }),
  ...foot.map((line) => styled('coverFoot', line)),
  new Paragraph({ children: [new PageBreak()] }),
];

const mastheadOf = ({ name, note, issue, issuer, date }: Masthead): readonly FileChild[] => [
  styled('line', note),
  styled('mastheadName', name),
  new Paragraph({ style: 'line', alignment: AlignmentType.CENTER, children: textRuns(issue) }),
  new Paragraph({
    style: 'line',
    tabStops: [{ type: TabStopType.RIGHT, position: twips(textWidthMm) }],
    border: { bottom: { style: BorderStyle.SINGLE, size: 18, color: officialRed, space: 4 } },
    spacing: { after: 360 },
    children: textRuns(`${issuer}\t${date}`),
  }),
];

const headingLevels = [HeadingLevel.TITLE, HeadingLevel.HEADING_1, HeadingLevel.HEADING_2, HeadingLevel.HEADING_3] as const;

const headingOf = ({ level, text }: Heading): Paragraph => new Paragraph({ heading: headingLevels[level], children: textRuns(text) });

const alignments = { left: AlignmentType.LEFT, center: AlignmentType.CENTER, right: AlignmentType.RIGHT } as const;

function paragraphOf({ text, align, isNote }: ParagraphBlock): Paragraph {
  if (isNote) return styled('note', text);
  if (align === undefined) return styled('body', text);
  return new Paragraph({ style: 'line', alignment: alignments[align], children: textRuns(text) });
}

/** Word joins tables that touch. */
const gap = (): Paragraph => new Paragraph({ spacing: { line: 200, before: 0, after: 0 } });
