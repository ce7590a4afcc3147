import { randomUUID } from 'node:crypto';
import type { NumberedPacket } from '../domain/packet-document.ts';
import { packetDocument } from '../domain/packet-document.ts';
import type { PacketEdition } from '../domain/packet-editions.ts';
import type { OfficeCode } from '../domain/values.ts';
import { nowOf, readClock } from '../ledger/clock.ts';
import { composePacket } from '../ledger/compose-packet.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { EnteredReport } from '../ledger/queries/packets.ts';
import { enteredSince, packetEditions } from '../ledger/queries/packets.ts';
import { refusedBy } from './answers.ts';
import type { CommandDesk } from './command-order.ts';
import { refuseUnknownOffice } from './department-lookup.ts';
import { saidPlainly } from './failures.ts';
import { makeOutputFolder } from './output-folder.ts';
import type { By } from './task-acts.ts';

export interface PacketOrder {
  readonly office: OfficeCode;
  readonly cycle: string;
  /** A new edition; null: the one that stands, or the first. */
  readonly correction: { readonly reason: string } | null;
  readonly folder: string;
}

export interface PacketAnswer {
  readonly office: OfficeCode;
  readonly packet: NumberedPacket;
  /** It stood already. */
  readonly repeated: boolean;
  readonly files: readonly string[];
  /** All of this cycle, the one that stands last. */
  readonly editions: readonly PacketEdition[];
  /** Tasks of which a report that came in time was entered after the packet was composed: it needs a new edition. */
  readonly enteredSince: readonly EnteredReport[];
}

/** 汇报材料: composed where it is not yet, and written as .docx, .html and .json. */
export const meetingPacket = (desk: CommandDesk) => ({
  meetingPacket: (order: PacketOrder, by: By): Promise<PacketAnswer> => packetOf(desk, order, by),
});

async function packetOf({ ledger, ranBy }: CommandDesk, order: PacketOrder, { actor, requestId: id = randomUUID() }: By): Promise<PacketAnswer> {
  const { office, cycle, correction } = order;
  await makeOutputFolder(order.folder);
  const { refusal, packet, repeated } = await saidPlainly(async () => {
    await refuseUnknownOffice(ledger, office);
    const command = { type: 'composePacket', cycle, correction } as const;
    return composePacket(ledger, { office, id, actor, ranBy, command, now: nowOf(await readClock(ledger)) });
  }, id);
  if (refusal) throw refusedBy(refusal);
  if (!packet) throw new Error(`the packet of ${cycle} was composed and is not in the journal of ${office}`);
  const files = await write(packet, order);
  return { office, packet, repeated, files, ...(await saidPlainly(() => standing(ledger, office, packet))) };
}

async function write(packet: NumberedPacket, { office, cycle, folder }: PacketOrder): Promise<readonly string[]> {
  const { writeDocument } = await import('./documents/write-document.ts');
  return writeDocument({ folder, name: `汇报材料-${office}-${cycle}-第${packet.edition}版`, document: packetDocument(packet), content: packet });
}

async function standing(ledger: Ledger, office: OfficeCode, packet: NumberedPacket): Promise<Pick<PacketAnswer, 'editions' | 'enteredSince'>> {
  const editions = await packetEditions(ledger, office, packet.cycle);
  return {
    editions: editions.map(({ seq: _, ...edition }) => edition),
    enteredSince: await enteredSince(ledger, { office, cycle: packet.cycle, cutOff: packet.cutOff }, packet),
  };
}
