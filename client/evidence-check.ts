import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Ledger } from '../ledger/ledger.ts';
import type { EvidenceOnRecord } from '../ledger/queries/evidence-on-record.ts';
import { evidenceOnRecord } from '../ledger/queries/evidence-on-record.ts';
import type { Break } from '../ledger/verify.ts';
import { breakOf } from '../ledger/verify.ts';

export interface EvidenceChecked {
  /** Files that the journal names. */
  readonly files: number;
  readonly broken: (Break & { readonly file: string }) | null;
}

/** Whether every file that the journal names is there and has the content that it had when it was handed in. */
export async function checkEvidence(ledger: Ledger, folder: string): Promise<EvidenceChecked> {
  const named = await evidenceOnRecord(ledger);
  const [first] = named;
  if (first && !existsSync(folder)) return { files: named.length, broken: { ...breakOf(first.stream, first.seq, 'EVIDENCE_FOLDER_MISSING'), file: folder } };
  for (const evidence of named) {
    const broken = await fault(folder, evidence);
    if (broken) return { files: named.length, broken };
  }
  return { files: named.length, broken: null };
}

async function fault(folder: string, { stream, seq, sm3 }: EvidenceOnRecord): Promise<EvidenceChecked['broken']> {
  const file = join(folder, sm3);
  if (!existsSync(file)) return { ...breakOf(stream, seq, 'EVIDENCE_MISSING'), file };
  const hash = createHash('sm3');
  for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) hash.update(chunk);
  return hash.digest('hex') === sm3 ? null : { ...breakOf(stream, seq, 'EVIDENCE_CHANGED'), file };
}
