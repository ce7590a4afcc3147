import type { IStylesOptions } from 'docx';
import { AlignmentType, LineRuleType } from 'docx';
import type { Face } from '../page.ts';
import { faces, sizePt } from '../page.ts';
import { officialRed } from '../text-runs.ts';

export const twips = (mm: number): number => Math.round((mm / 25.4) * 1440);
export const halfPoints = (points: number): number => points * 2;
export const twentiethPoints = (points: number): number => points * 20;

/** Chinese in the face, figures and Latin letters in the face of 公文 for them. */
export const fontOf = (face: Face) => ({ eastAsia: faces[face].name, ascii: latinFace, hAnsi: latinFace, cs: latinFace });
const latinFace = 'Times New Roman';

/** 22 lines a page: the fixed distance of lines in 公文. */
const fixedLine = (points: number) => ({ line: twentiethPoints(points), lineRule: LineRuleType.EXACT });
const bodyLine = fixedLine(28.5);

const run = (face: Face, points: number) => ({ font: fontOf(face), size: halfPoints(points) });
const twoCharacters = { firstLine: twentiethPoints(2 * sizePt.body) };
const tableSpacing = { before: 30, after: 30, line: 276 };

export const styles: IStylesOptions = {
  default: {
    document: { run: { ...run('body', sizePt.body), language: { eastAsia: 'zh-CN' } } },
    title: {
      run: run('title', sizePt.title),
      paragraph: { alignment: AlignmentType.CENTER, spacing: { after: twentiethPoints(14), line: 400 }, keepNext: true },
    },
    heading1: {
      run: { ...run('heading', sizePt.body), bold: false, color: '000000' },
      paragraph: { indent: twoCharacters, spacing: { ...bodyLine, before: twentiethPoints(8), after: twentiethPoints(2) }, keepNext: true },
    },
    heading2: {
      run: { ...run('subheading', sizePt.body), bold: false, color: '000000' },
      paragraph: { indent: twoCharacters, spacing: { ...bodyLine, before: twentiethPoints(6), after: twentiethPoints(2) }, keepNext: true },
    },
    heading3: {
      run: { ...run('body', sizePt.body), bold: true, color: '000000' },
      paragraph: { indent: twoCharacters, spacing: bodyLine, keepNext: true },
    },
  },
  paragraphStyles: [
    { id: 'body', name: '正文', paragraph: { indent: twoCharacters, spacing: bodyLine, alignment: AlignmentType.BOTH } },
    { id: 'line', name: '独行', paragraph: { spacing: bodyLine } },
    { id: 'note', name: '说明', run: { ...run('body', sizePt.small), color: '595959' }, paragraph: { spacing: { before: 60, after: 120, line: 276 } } },
    { id: 'cell', name: '表格', run: run('body', sizePt.table), paragraph: { spacing: tableSpacing } },
    { id: 'cellHead', name: '表头', run: run('heading', sizePt.table), paragraph: { spacing: tableSpacing, alignment: AlignmentType.CENTER } },
    { id: 'mark', name: '标记', run: { ...run('heading', sizePt.small), color: officialRed }, paragraph: { alignment: AlignmentType.RIGHT } },
    { id: 'coverAbove', name: '封面题上', run: run('body', 18), paragraph: { alignment: AlignmentType.CENTER, spacing: { before: twentiethPoints(96) } } },
    { id: 'coverTitle', name: '封面题名', run: run('title', 36), paragraph: { alignment: AlignmentType.CENTER, spacing: { before: 480, after: 360 } } },
    {
      id: 'coverSubtitle',
      name: '封面副题',
      run: run('subheading', 20),
      paragraph: { alignment: AlignmentType.CENTER, spacing: { after: twentiethPoints(72) } },
    },
    { id: 'coverFact', name: '封面事项', run: run('body', sizePt.body), paragraph: { spacing: { before: 60, after: 60, line: 320 } } },
    { id: 'coverFoot', name: '封面落款', run: run('body', sizePt.body), paragraph: { alignment: AlignmentType.CENTER, spacing: { before: 60, line: 320 } } },
    {
      id: 'mastheadName',
      name: '版头',
      run: { ...run('title', 42), color: officialRed, characterSpacing: 120 },
      paragraph: { alignment: AlignmentType.CENTER, spacing: { before: 240, after: 120 } },
    },
    { id: 'figure', name: '数字', run: { ...run('number', sizePt.figure), bold: true }, paragraph: { alignment: AlignmentType.CENTER, keepNext: true } },
    {
      id: 'mainFigure',
      name: '首要数字',
      run: { ...run('number', sizePt.mainFigure), bold: true, color: officialRed },
      paragraph: { alignment: AlignmentType.CENTER, keepNext: true },
    },
    { id: 'figureLabel', name: '数字说明', run: run('body', 12), paragraph: { alignment: AlignmentType.CENTER, spacing: { after: 60 } } },
  ],
};
