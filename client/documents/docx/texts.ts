import { Paragraph, TextRun } from 'docx';
import type { Text } from '../../../domain/document.ts';
import { lightColours, runsOf } from '../text-runs.ts';

export const styled = (style: string, text: Text): Paragraph => new Paragraph({ style, children: textRuns(text) });

/** A line break within a text stays one. */
export const textRuns = (text: Text): TextRun[] =>
  runsOf(text).flatMap(({ text: whole, isStrong, light }) =>
    whole.split('\n').map(
      (line, place) =>
        new TextRun({
          text: line,
          ...(place > 0 && { break: 1 }),
          ...(isStrong && { bold: true }),
          ...(light && { color: lightColours[light] }),
        }),
    ),
  );
