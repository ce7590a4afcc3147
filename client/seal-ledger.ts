import type { DateText, Instant } from '../domain/values.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Seal } from '../ledger/seals.ts';
import { sealDay } from '../ledger/seals.ts';
import { writeSealFile } from './seal-files.ts';

export interface SealedLedger extends Seal {
  readonly day: DateText;
  /** False: this day had its seal already. */
  readonly created: boolean;
  readonly file: string;
}

/** The seal of the day, in the ledger and as a file; repeated, it writes what is missing. */
export async function sealLedger(ledger: Ledger, { folder, now }: { readonly folder: string; readonly now: Instant }): Promise<SealedLedger> {
  const { seal, created } = await sealDay(ledger, now);
  return { ...seal, created, file: await writeSealFile(folder, ledger, seal) };
}
