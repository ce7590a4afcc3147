import { AlignmentType, BorderStyle, Paragraph, ShadingType, Table, TableCell, TableLayoutType, TableRow, VerticalAlignTable, WidthType } from 'docx';
import type { Cover, Figures, Table as TableBlock, TableRow as RowBlock } from '../../../domain/document.ts';
import { textWidthMm } from '../page.ts';
import { runsOf } from '../text-runs.ts';
import { twips } from './styles.ts';
import { styled, textRuns } from './texts.ts';

const frame = { style: BorderStyle.SINGLE, size: 4, color: '595959' } as const;
const frames = { top: frame, bottom: frame, left: frame, right: frame, insideHorizontal: frame, insideVertical: frame };
const none = { style: BorderStyle.NONE, size: 0, color: 'auto' } as const;
const noFrames = { top: none, bottom: none, left: none, right: none, insideHorizontal: none, insideVertical: none };
const shade = (fill: string) => ({ type: ShadingType.CLEAR, color: 'auto', fill });
const cellMargins = { left: 90, right: 90, top: 20, bottom: 20 };

export function tableOf({ columns, rows }: TableBlock): Table {
  const widths = widthsOf(columns.map(({ share }) => share));
  return new Table({
    ...laidOut(widths),
    borders: frames,
    margins: cellMargins,
    rows: [headRow(columns, widths), ...rows.map((row) => rowOf(row, columns, widths))],
  });
}

const headRow = (columns: TableBlock['columns'], widths: readonly number[]): TableRow =>
  new TableRow({
    tableHeader: true,
    cantSplit: true,
    children: columns.map(
      ({ heading }, place) =>
        new TableCell({ width: dxa(widths[place] ?? 0), shading: shade('D9D9D9'), verticalAlign: middle, children: [styled('cellHead', heading)] }),
    ),
  });

function rowOf({ cells, isHead }: RowBlock, columns: TableBlock['columns'], widths: readonly number[]): TableRow {
  let column = 0;
  const children = cells.map(({ text, span = 1 }) => {
    const first = column;
    column += span;
    return new TableCell({
      width: dxa(widths.slice(first, column).reduce((sum, width) => sum + width, 0)),
      ...(span > 1 && { columnSpan: span }),
      ...(isHead && { shading: shade('F2F2F2') }),
      verticalAlign: middle,
      children: [
        new Paragraph({
          style: 'cell',
          ...(isHead && { keepNext: true }),
          ...(columns[first]?.align === 'center' && { alignment: AlignmentType.CENTER }),
          children: textRuns(text),
        }),
      ],
    });
  });
  return new TableRow({ cantSplit: isHead === true || isShort(cells), children });
}

/** What fills less than half a page is not parted by its end. */
const isShort = (cells: RowBlock['cells']): boolean => cells.every(({ text }) => runsOf(text).reduce((length, run) => length + run.text.length, 0) < 600);

/** Numbers beside each other, what they count below. */
export function figuresTable({ items }: Figures): Table {
  const widths = widthsOf(items.map(({ isMain }) => (isMain ? 2 : 1)));
  const cells = items.map(
    ({ value, label, isMain }, place) =>
      new TableCell({
        width: dxa(widths[place] ?? 0),
        verticalAlign: VerticalAlignTable.BOTTOM,
        children: [styled(isMain ? 'mainFigure' : 'figure', value), styled('figureLabel', label)],
      }),
  );
  return new Table({ ...laidOut(widths), borders: { ...noFrames, top: frame, bottom: frame }, rows: [new TableRow({ cantSplit: true, children: cells })] });
}

/** Of a cover: label and text, in the middle of the page. */
export function factsTable(facts: Cover['facts']): Table {
  const widths = [twips(38), twips(84)];
  const rows = facts.map(
    (fact) => new TableRow({ children: fact.map((text, place) => new TableCell({ width: dxa(widths[place] ?? 0), children: [styled('coverFact', text)] })) }),
  );
  return new Table({ ...laidOut(widths), alignment: AlignmentType.CENTER, borders: noFrames, rows });
}

const middle = VerticalAlignTable.CENTER;
const dxa = (size: number) => ({ size, type: WidthType.DXA });

const laidOut = (widths: readonly number[]) => ({
  width: dxa(widths.reduce((sum, width) => sum + width, 0)),
  columnWidths: widths,
  layout: TableLayoutType.FIXED,
});

function widthsOf(shares: readonly number[]): readonly number[] {
  const all = shares.reduce((sum, share) => sum + share, 0);
  return shares.map((share) => Math.floor((twips(textWidthMm) * share) / all));
}
