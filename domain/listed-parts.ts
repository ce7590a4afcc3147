import type { Cell, Reading } from './cell-faults.ts';
import { cellFault, readWith } from './cell-faults.ts';
import { halfWidth } from './clean-text.ts';

/** Between several names in one cell, as duban writes them. */
const separator = '、';

/** The names in one cell, whatever stands between them: 、 ， ； a line break, or a space where that parts a name from others. */
export function listedParts({ column, value }: Cell, isName: (part: string) => boolean): Reading<readonly Cell[]> {
  const parts = value
    .split(/[、，,；;\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .flatMap((part) => namesIn(part, isName));
  const cells = parts.map((part) => ({ column, value: halfWidth(part) }));
  const read = parts.join(separator);
  return read === value ? readWith(cells) : readWith(cells, cellFault('LIST_READ_AS', { column, value }, { read }));
}

function namesIn(part: string, isName: (part: string) => boolean): readonly string[] {
  const words = part.split(/\s+/);
  return !isName(part) && words.some(isName) ? words : [part];
}
