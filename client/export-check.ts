import type { Hash } from 'node:crypto';
import { createHash } from 'node:crypto';
import type { Head, JournalRow } from '../ledger/journal.ts';
import { emptyHead } from '../ledger/journal.ts';
import type { Seal, SealedHead } from '../ledger/seals.ts';
import { headLine } from '../ledger/seals.ts';
import { brokenChain, sealBreak } from '../ledger/verify-seals.ts';
import type { Break, BreakReason } from '../ledger/verify.ts';
import { breakOf, reasonAgainst } from '../ledger/verify.ts';
import type { EndLine, ExportCounts, RowLine, SealLine } from './export-format.ts';

export type FileBreak = Break & { readonly line: number };

/** What has been read of an export, line by line; of a long stream only its head is kept. */
export class ExportCheck {
  readonly counts: { -readonly [Count in keyof ExportCounts]: number } = { rows: 0, streams: 0, tasks: 0, seals: 0 };
  /** The first that was found. */
  broken: FileBreak | null = null;
  end: EndLine['end'] | null = null;
  #line = 0;
  #stream = '';
  #head: Head = emptyHead;
  #lastSealed: SealedHead | null = null;
  readonly #seals: Seal[] = [];
  readonly #lines = createHash('sm3');
  readonly #heads = createHash('sm3');
  readonly #moved = new Map<number, Hash>();

  take(text: string): void {
    this.#line++;
    const line = lineOf(text);
    if (line && 'end' in line) {
      this.end = line.end;
      return;
    }
    this.#lines.update(text).update('\n');
    if (this.#line === 1) return;
    if (line === null || this.end) this.#note(breakOf(this.#stream, this.#head.seq, 'LINE_UNREADABLE'));
    else if ('row' in line) this.#takeRow(line);
    else if ('seal' in line) this.#takeSeal(line);
  }

  /** After the last line. */
  finish(): void {
    this.#closeStream();
    if (this.end) this.#compareWith(this.end);
  }

  #takeRow({ row, sealedBy }: RowLine): void {
    this.counts.rows++;
    if (row.stream !== this.#stream) this.#beginStream(row);
    const reason = reasonAgainst(row, this.#head);
    if (reason) this.#note(breakOf(row.stream, row.seq, reason));
    this.#head = { seq: row.seq, hash: row.hash };
    if (sealedBy === undefined) return;
    this.#lastSealed = { stream: row.stream, seq: row.seq, hash: row.hash };
    const moved = this.#moved.get(sealedBy) ?? createHash('sm3');
    this.#moved.set(sealedBy, moved.update(headLine(this.#lastSealed)));
  }

  #beginStream({ stream, seq }: JournalRow): void {
    this.#closeStream();
    if (this.#stream !== '' && Buffer.compare(Buffer.from(this.#stream), Buffer.from(stream)) > 0) this.#note(breakOf(stream, seq, 'CHAIN_BROKEN'));
    this.#stream = stream;
    this.#head = emptyHead;
    this.counts.streams++;
    this.counts.tasks += stream.startsWith('task:') ? 1 : 0;
  }

  #closeStream(): void {
    if (this.#lastSealed) this.#heads.update(headLine(this.#lastSealed));
    this.#lastSealed = null;
  }

  #takeSeal({ seal }: SealLine): void {
    this.counts.seals++;
    this.#seals.push(seal);
    const moved = this.#moved.get(seal.seq) ?? createHash('sm3');
    if (moved.digest('hex') !== seal.movedSm3) this.#note(sealBreak(seal.seq, 'SEAL_BROKEN'));
  }

  #compareWith({ sm3, ...counts }: EndLine['end']): void {
    const chain = brokenChain(this.#seals);
    if (chain) this.#note(chain);
    const last = this.#seals.at(-1);
    if (last && this.#heads.digest('hex') !== last.headsSm3) this.#note(sealBreak(last.seq, 'SEAL_BROKEN'));
    const { rows, streams, tasks, seals } = this.counts;
    if (rows !== counts.rows || streams !== counts.streams || tasks !== counts.tasks || seals !== counts.seals) this.#note(ofFile('LINES_MISSING'));
    if (this.#lines.digest('hex') !== sm3) this.#note(ofFile('FILE_CHANGED'));
  }

  #note(found: Break): void {
    this.broken ??= { ...found, line: this.#line };
  }
}

const ofFile = (reason: BreakReason): Break => breakOf('export', 0, reason);

function lineOf(text: string): RowLine | SealLine | EndLine | null {
  try {
    const line = JSON.parse(text) as Partial<RowLine & SealLine & EndLine> | null;
    if (line && typeof line === 'object' && (isRow(line.row) || line.seal || line.end)) return line as RowLine | SealLine | EndLine;
  } catch {
    // Told by the caller, with the number of the line.
  }
  return null;
}

const isRow = (row: Partial<JournalRow> | undefined): boolean => row !== undefined && typeof row?.stream === 'string' && typeof row.seq === 'number';
