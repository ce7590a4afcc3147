import { nameKey } from './clean-text.ts';

const mostSuggestions = 3;
/** A longer text is a sentence, not a name that somebody got slightly wrong. */
const longestName = 30;

/** What may have been meant: the names that contain these characters in their order (案管办 → 案件管理办公室), or differ in few of them; only the nearest. */
export function nearMisses(value: string, names: Iterable<string>): readonly string[] {
  const written = nameKey(value);
  if (written.length < 2 || written.length > longestName) return [];
  const distances = new Map<string, number>();
  for (const name of names) {
    const distance = distanceOf(written, nameKey(name));
    if (distance !== null) distances.set(name, distance);
  }
  const nearest = Math.min(...distances.values());
  return [...distances]
    .filter(([, distance]) => distance === nearest)
    .map(([name]) => name)
    .toSorted()
    .slice(0, mostSuggestions);
}

/** Null where nobody could have meant that name. */
function distanceOf(written: string, name: string): number | null {
  if (isWithin(written, name) || isWithin(name, written)) return Math.abs(name.length - written.length);
  const most = Math.max(1, Math.floor(written.length / 2));
  if (Math.abs(name.length - written.length) > most) return null;
  const edits = editsBetween(written, name);
  return edits <= most ? edits : null;
}

/** The one as part of the other, or with characters left out but for the first. */
function isWithin(short: string, long: string): boolean {
  if (short.length < 2) return false;
  if (long.includes(short)) return true;
  if (short[0] !== long[0]) return false;
  let place = 0;
  for (const character of long) if (character === short[place]) place += 1;
  return place === short.length;
}

/** Levenshtein's distance: characters to be added, left out or replaced. */
function editsBetween(a: string, b: string): number {
  let before = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [row, character] of Array.from(a).entries()) {
    let left = row + 1;
    let aboveLeft = row;
    before = before.map((above, column) => {
      if (column === 0) return left;
      left = Math.min(aboveLeft + (character === b[column - 1] ? 0 : 1), above + 1, left + 1);
      aboveLeft = above;
      return left;
    });
  }
  return Math.max(...before.slice(-1));
}
