import { dateOf } from './dates.ts';
import type { Refusal } from './refusals.ts';
import { refusal } from './refusals.ts';
import type { DateText, Instant, OfficeCode } from './values.ts';

/** A document as the ledger knows it. */
export interface SourceRecord {
  readonly name: string;
  /** 收到日期: periods are measured from it; null where nobody has said. */
  readonly received: DateText | null;
  /** The office that it came to; null where nobody has said. */
  readonly office: OfficeCode | null;
}

/** What an import says of the documents in it, beside their clauses. */
export type SourceReceipt = Omit<SourceRecord, 'name'>;

/** Not in the future, and what was once said is not said otherwise: working days are measured from it. */
export function receiptOfSourcesFault(known: readonly SourceRecord[], given: SourceReceipt, now: Instant): Refusal | null {
  if (given.received !== null && given.received > dateOf(now)) return refusal('RECEIVED_IN_FUTURE', { date: given.received });
  for (const { name, received, office } of known) {
    if (differs(received, given.received)) return refusal('SOURCE_DIFFERS', { source: name, known: `收到日期 ${received}`, given: String(given.received) });
    if (differs(office, given.office)) return refusal('SOURCE_DIFFERS', { source: name, known: `收文单位 ${office}`, given: String(given.office) });
  }
  return null;
}

/** The documents on record of which the import says something new. */
export const sourcesToComplete = (known: readonly SourceRecord[], given: SourceReceipt): readonly string[] =>
  known.filter(({ received, office }) => adds(received, given.received) || adds(office, given.office)).map(({ name }) => name);

const differs = (known: string | null, given: string | null): boolean => known !== null && given !== null && known !== given;
const adds = (known: string | null, given: string | null): boolean => known === null && given !== null;
