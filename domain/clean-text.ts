import type { Cell, Reading } from './cell-faults.ts';
import { cellFault, readWith } from './cell-faults.ts';

/** What people never meant to type, and what two programs write differently. */

/** Zero-width spaces and joiners, soft hyphens, marks of writing direction, byte order marks. */
const invisible = /[\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2064\uFEFF]/g;
const hardSpace = /[\u00A0\u2007\u202F]/g;

/** The text of a cell without what nobody sees; a line break is `\n`. Words and punctuation stay as they are. */
export function cleaned({ column, value }: Cell): Reading<string> {
  const visible = value.replaceAll(invisible, '').replaceAll(hardSpace, ' ');
  const unified = visible.replaceAll(/\r\n?/g, '\n');
  const text = unified.trim();
  const cell = { column, value };
  return readWith(
    text,
    ...(visible === value ? [] : [cellFault('INVISIBLE_REMOVED', cell)]),
    ...(unified === visible ? [] : [cellFault('LINE_BREAKS_UNIFIED', cell)]),
    ...(text === unified ? [] : [cellFault('SPACES_REMOVED', cell)]),
    ...(text.startsWith('=') ? [cellFault('FORMULA_IS_TEXT', cell)] : []),
  );
}

/** Full-width letters, digits and signs as the keyboard has them: `工－０１` → `工-01`. For numbers, days and words of a list, never for texts. */
export const halfWidth = (text: string): string =>
  text
    .replaceAll(/[！-～]/g, (character) => String.fromCharCode(character.charCodeAt(0) - 0xfee0))
    .replaceAll('　', ' ')
    .replaceAll(/[‐-―−]/g, '-');

/** As names and headings are compared: no spaces, no line breaks, half width. */
export const nameKey = (name: string): string => halfWidth(name).replaceAll(invisible, '').replaceAll(/\s/g, '');

/** A value that comes from a list or is written in digits, with what was made of it. */
export function halfWidthCell({ column, value }: Cell): Reading<string> {
  const read = halfWidth(value);
  return read === value ? readWith(read) : readWith(read, cellFault('VALUE_READ_AS', { column, value }, { read }));
}
