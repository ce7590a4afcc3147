import { clockTextOf } from '../../domain/dates.ts';
import type { LedgerCell } from '../../domain/ledger-cells.ts';
import { guarded } from '../formula-text.ts';

/** So that office programs know it for UTF-8. */
export const byteOrderMark = '\uFEFF';

/** One record of RFC 4180. */
export const csvLine = (cells: readonly LedgerCell[]): string => `${cells.map((cell) => quoted(textOf(cell))).join(',')}\r\n`;

function textOf(cell: LedgerCell): string {
  if (typeof cell === 'string') return guarded(cell);
  if ('count' in cell) return String(cell.count);
  if ('date' in cell) return cell.date;
  return clockTextOf(cell.at);
}

const quoted = (text: string): string => (/[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
