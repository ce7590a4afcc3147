/** What a file may not exceed, so that no file takes the machine (docs/adr/0009-spreadsheets.md). */
export const fileLimits = {
  fileBytes: 50 * 2 ** 20,
  archiveEntries: 2_000,
  unpackedBytes: 600 * 2 ** 20,
  /** Office programs reach 20 to 1; below the size at which it matters, anything goes. */
  unpackedRatio: 200,
  ratioFromBytes: 10 * 2 ** 20,
  rows: 200_000,
  columns: 1_000,
  cells: 2_000_000,
} as const;
