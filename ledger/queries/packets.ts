import type { PacketEdition } from '../../domain/packet-editions.ts';
import type { OfficeCode, ProgrammeName, TaskNumber } from '../../domain/values.ts';
import type { Ledger } from '../ledger.ts';
import type { OfficeCycle } from './cycles.ts';

export interface PacketOnRecord extends PacketEdition {
  /** Its place in the stream of the office's packets. */
  readonly seq: number;
}

/** The editions of the packet of a cycle, the one that stands last. */
export const packetEditions = ({ db }: Ledger, office: OfficeCode, cycle: string): Promise<readonly PacketOnRecord[]> =>
  db
    .selectFrom('packets')
    .select(['cycle', 'edition', 'seq', 'composed_at as composedAt', 'by', 'reason', 'sm3'])
    .where('office', '=', office)
    .where('cycle', '=', cycle)
    .orderBy('edition')
    .execute();

/** The packet of a cycle as it stands, and what was entered since that belongs into it; null before it was composed. */
export interface StandingPacket extends PacketOnRecord {
  readonly enteredSince: readonly EnteredReport[];
}

export interface EnteredReport {
  readonly programme: ProgrammeName;
  readonly number: TaskNumber;
}

export async function standingPacket(ledger: Ledger, cycle: OfficeCycle): Promise<StandingPacket | null> {
  const latest = (await packetEditions(ledger, cycle.office, cycle.cycle)).at(-1);
  return latest ? { ...latest, enteredSince: await enteredSince(ledger, cycle, latest) } : null;
}

/** Tasks of which a report that was received before the cut-off was entered after an edition was composed: it says that they are missing, or less than they reported. */
export const enteredSince = (
  { db }: Ledger,
  { office, cycle, cutOff }: Pick<OfficeCycle, 'office' | 'cycle' | 'cutOff'>,
  { composedAt }: Pick<PacketEdition, 'composedAt'>,
): Promise<readonly EnteredReport[]> =>
  db
    .selectFrom('reports')
    .innerJoin('tasks', (join) => join.onRef('tasks.programme', '=', 'reports.programme').onRef('tasks.number', '=', 'reports.number'))
    .select(['reports.programme', 'reports.number'])
    .distinct()
    .where('tasks.supervising_office', '=', office)
    .where('reports.cycle', '=', cycle)
    .where('reports.counts_on', '<=', cutOff)
    .where('reports.at', '>', composedAt)
    .orderBy('reports.programme')
    .orderBy('reports.number')
    .execute();
