import { xmlDocument } from './xml.ts';

/** How cells look. A cell names its look by the place in this list. */
const looks = {
  plain: {},
  title: { font: 'title' },
  subtitle: { font: 'body' },
  heading: { font: 'heading', fill: 'heading', isFramed: true, align: 'center' },
  sentence: { font: 'body', isFramed: true, align: 'left' },
  word: { font: 'body', isFramed: true, align: 'center' },
  /** Text that a spreadsheet would take for a formula once somebody edits the cell. */
  quotedSentence: { font: 'body', isFramed: true, align: 'left', isQuoted: true },
  quotedWord: { font: 'body', isFramed: true, align: 'center', isQuoted: true },
  count: { font: 'body', isFramed: true, align: 'center', format: 'count' },
  overdue: { font: 'overdue', isFramed: true, align: 'center', format: 'count' },
  date: { font: 'body', isFramed: true, align: 'center', format: 'date' },
  grey: { font: 'body', fill: 'grey', isFramed: true, align: 'center' },
  green: { font: 'body', fill: 'green', isFramed: true, align: 'center' },
  yellow: { font: 'body', fill: 'yellow', isFramed: true, align: 'center' },
  red: { font: 'light', fill: 'red', isFramed: true, align: 'center' },
  /** Of a form: what was filled in beforehand, and what is to be. Whatever is typed there stays text. */
  context: { font: 'body', fill: 'context', isFramed: true, align: 'left', format: 'text' },
  answer: { font: 'body', isFramed: true, align: 'left', format: 'text' },
} as const satisfies Readonly<Record<string, LookParts>>;

export type Look = keyof typeof looks;

/** The same with a mark that keeps text what it is. */
export const quotedLook: Partial<Readonly<Record<Look, Look>>> = { sentence: 'quotedSentence', word: 'quotedWord' };

const lookNames = Object.keys(looks) as readonly Look[];
export const styleOf = Object.fromEntries(lookNames.map((look, place) => [look, place])) as Readonly<Record<Look, number>>;

interface LookParts {
  readonly font?: keyof typeof fonts;
  readonly fill?: keyof typeof fills;
  readonly format?: keyof typeof formats;
  readonly align?: 'left' | 'center';
  readonly isFramed?: boolean;
  readonly isQuoted?: boolean;
}

const font = (name: string, size: number, more = ''): string => `<font>${more}<sz val="${size}"/><name val="${name}"/><charset val="134"/></font>`;

const fonts = {
  body: font('宋体', 10),
  title: font('黑体', 18),
  heading: font('黑体', 10),
  overdue: `<font><b/><sz val="10"/><color rgb="FFC00000"/><name val="宋体"/><charset val="134"/></font>`,
  light: `<font><b/><sz val="10"/><color rgb="FFFFFFFF"/><name val="宋体"/><charset val="134"/></font>`,
};

const fill = (colour: string): string => `<fill><patternFill patternType="solid"><fgColor rgb="FF${colour}"/><bgColor indexed="64"/></patternFill></fill>`;

/** The first two are the format's own. */
const fills = {
  none: '<fill><patternFill patternType="none"/></fill>',
  dotted: '<fill><patternFill patternType="gray125"/></fill>',
  heading: fill('DDE6F0'),
  grey: fill('D9D9D9'),
  green: fill('A9D18E'),
  yellow: fill('FFE066'),
  red: fill('C00000'),
  context: fill('EDEDED'),
};

const formats = { general: 0, count: 1, text: 49, date: 164 };

const side = (name: string): string => `<${name} style="thin"><color rgb="FF8C8C8C"/></${name}>`;
const borders = [
  '<border><left/><right/><top/><bottom/><diagonal/></border>',
  `<border>${['left', 'right', 'top', 'bottom'].map(side).join('')}<diagonal/></border>`,
];

function lookXml(name: Look): string {
  const look: LookParts = looks[name];
  const ids = `numFmtId="${formats[look.format ?? 'general']}" fontId="${placeOf(fonts, look.font ?? 'body')}" fillId="${placeOf(fills, look.fill ?? 'none')}" borderId="${look.isFramed ? 1 : 0}" xfId="0"`;
  const applied = 'applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"';
  const quoted = look.isQuoted ? ' quotePrefix="1"' : '';
  return `<xf ${ids} ${applied}${quoted}>${alignmentXml(look)}</xf>`;
}

const alignmentXml = ({ align, isFramed = false }: LookParts): string =>
  `<alignment horizontal="${align ?? 'general'}" vertical="center"${isFramed ? ' wrapText="1"' : ''}/>`;

const placeOf = (table: object, name: string): number => Object.keys(table).indexOf(name);

const counted = (tag: string, items: readonly string[]): string => `<${tag} count="${items.length}">${items.join('')}</${tag}>`;

export const stylesXml = (): string =>
  xmlDocument(
    `<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">${[
      counted('numFmts', ['<numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/>']),
      counted('fonts', Object.values(fonts)),
      counted('fills', Object.values(fills)),
      counted('borders', borders),
      counted('cellStyleXfs', ['<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>']),
      counted('cellXfs', lookNames.map(lookXml)),
      counted('cellStyles', ['<cellStyle name="常规" xfId="0" builtinId="0"/>']),
    ].join('')}</styleSheet>`,
  );
