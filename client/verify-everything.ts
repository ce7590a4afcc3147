import type { Ledger } from '../ledger/ledger.ts';
import { verifySeals } from '../ledger/verify-seals.ts';
import type { Verification } from '../ledger/verify.ts';
import { verifyLedger } from '../ledger/verify.ts';
import { checkEvidence } from './evidence-check.ts';
import { readSealFiles } from './seal-files.ts';

export interface KeptFolders {
  readonly evidence: string;
  readonly seals: string;
}

export interface WholeVerification extends Verification {
  readonly seals: number;
  /** Copies of seals in the folder; null where there is no folder. */
  readonly sealFiles: number | null;
  readonly evidenceFiles: number;
  /** The file that is missing or altered. */
  readonly file?: string;
}

/** The journal with what follows from it, the chain of seals with their copies outside, and the evidence; the first break that is found. */
export async function verifyEverything(ledger: Ledger, folders: KeptFolders): Promise<WholeVerification> {
  const kept = readSealFiles(folders.seals);
  const journal = await verifyLedger(ledger);
  const { seals, broken: brokenSeal } = await verifySeals(ledger, kept ?? []);
  const counted = { ...journal, seals, sealFiles: kept?.length ?? null, evidenceFiles: 0 };
  const broken = journal.broken ?? brokenSeal;
  if (broken) return { ...counted, ok: false, broken };
  const evidence = await checkEvidence(ledger, folders.evidence);
  if (evidence.broken === null) return { ...counted, evidenceFiles: evidence.files };
  const { file, ...brokenEvidence } = evidence.broken;
  return { ...counted, evidenceFiles: evidence.files, ok: false, broken: brokenEvidence, file };
}
