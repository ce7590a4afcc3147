import type { Archive } from './archive.ts';
import { parsePart } from './parse-part.ts';

/** Texts that cells name by their place. */
export async function sharedStrings(archive: Archive, part: string | null): Promise<readonly string[]> {
  const strings: string[] = [];
  if (part === null) return strings;
  const gathered = richText();
  await parsePart(archive, part, {
    open: gathered.open,
    text: gathered.text,
    close: (name) => {
      gathered.close(name);
      if (name === 'si') strings.push(gathered.take());
    },
  });
  return strings;
}

/** The words of a text, whatever they look like: `<t>` of all runs, without the reading aids (`<rPh>`) of East Asian texts. */
export function richText() {
  let text = '';
  let isInText = false;
  let isInReadingAid = false;
  return {
    open: (name: string): void => {
      if (name === 'rPh') isInReadingAid = true;
      if (name === 't') isInText = !isInReadingAid;
    },
    text: (piece: string): void => {
      if (isInText) text += piece;
    },
    close: (name: string): void => {
      if (name === 'rPh') isInReadingAid = false;
      if (name === 't') isInText = false;
    },
    take: (): string => {
      const taken = unescaped(text);
      text = '';
      return taken;
    },
  };
}

/** `_x000D_` is how a workbook writes characters that XML would change or not allow. */
export const unescaped = (text: string): string =>
  text.includes('_x') ? text.replaceAll(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))) : text;
