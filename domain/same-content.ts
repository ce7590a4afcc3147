/** Whether two values of plain JSON say the same, whatever the order of their keys: what comes back from the journal is sorted, what a person types is not. */
export function isSameContent(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const other = new Map(Object.entries(b));
  const entries = Object.entries(a);
  return entries.length === other.size && entries.every(([key, value]) => other.has(key) && isSameContent(value, other.get(key)));
}
