import type { Archive } from './archive.ts';
import { parsePart } from './parse-part.ts';

/** The cell styles (by their place, as cells name them) whose number is shown as a day. */
export async function dateStyles(archive: Archive, part: string | null): Promise<ReadonlySet<number>> {
  const formats = new Map<number, string>();
  const formatByStyle: number[] = [];
  let isInCellStyles = false;
  if (part !== null)
    await parsePart(archive, part, {
      open: (name, { numFmtId = '0', formatCode = '' }) => {
        if (name === 'numFmt') formats.set(Number(numFmtId), formatCode);
        if (name === 'cellXfs') isInCellStyles = true;
        if (name === 'xf' && isInCellStyles) formatByStyle.push(Number(numFmtId));
      },
      close: (name) => {
        if (name === 'cellXfs') isInCellStyles = false;
      },
    });
  return new Set(formatByStyle.flatMap((format, style) => (isDateFormat(format, formats.get(format)) ? [style] : [])));
}

/** The numbered formats of ECMA-376 18.8.30 that show a day, those of East Asia among them; a code of the file's own goes before. */
function isDateFormat(format: number, code: string | undefined): boolean {
  if (code !== undefined) return showsDay(code);
  return (format >= 14 && format <= 17) || format === 22 || (format >= 27 && format <= 31) || format === 36 || (format >= 50 && format <= 58);
}

/** A code with a day or year in it, outside of quoted text, colours and locales; `h:mm` alone is a duration or a time. */
function showsDay(code: string): boolean {
  const [positive = ''] = code.split(';');
  const letters = positive.replaceAll(/"[^"]*"|\\.|_.|\*.|\[(?!h|m|s)[^\]]*\]/gi, '').replaceAll(/general/gi, '');
  return /[yd]/i.test(letters) || /m/i.test(letters.replaceAll(/h[^a-z]*m+|m+[^a-z]*s/gi, ''));
}
