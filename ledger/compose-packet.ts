import { packetOf } from '../domain/composing-packet.ts';
import { dateOf } from '../domain/dates.ts';
import type { NumberedPacket } from '../domain/packet-document.ts';
import type { ComposePacket, PacketDecision } from '../domain/packet-editions.ts';
import { decidePacket } from '../domain/packet-editions.ts';
import type { PacketComposed } from '../domain/packet-events.ts';
import { refusal } from '../domain/refusals.ts';
import type { Instant, OfficeCode, PersonId } from '../domain/values.ts';
import { actorById } from './actor-by-id.ts';
import { canonicalJson, sm3Hex } from './digest.ts';
import { appendToStream, factOf, lockStream } from './journal.ts';
import type { Ledger } from './ledger.ts';
import { packetFacts } from './packet-facts.ts';
import { packetAt, packetsStream, projectPacket } from './packets.ts';
import type { OfficeCycle } from './queries/cycles.ts';
import { cycleOf } from './queries/cycles.ts';
import type { PacketOnRecord } from './queries/packets.ts';
import { packetEditions } from './queries/packets.ts';
import { readStandsInFor } from './standing-in.ts';
import type { StreamOutcome } from './stream-commands.ts';
import { firstOutcome, rememberOutcome } from './stream-commands.ts';

export interface PacketCall {
  readonly office: OfficeCode;
  /** The request id: the same acts once. */
  readonly id: string;
  readonly actor: PersonId | 'clock';
  readonly ranBy: string;
  readonly command: ComposePacket;
  readonly now: Instant;
}

export interface PacketOutcome extends StreamOutcome {
  /** The edition that was composed, or stands; null where the command was refused. */
  readonly packet: NumberedPacket | null;
}

/**
 * 汇总汇报材料, in one transaction: read, composed, numbered and journalled. Whoever comes second, be it the same worker after a fall, finds the edition
 * that stands. The packets of an office are a stream of their own, beside that of its meetings, which is folded with every command and should stay short.
 */
export const composePacket = (ledger: Ledger, call: PacketCall): Promise<PacketOutcome> =>
  ledger.db.transaction().execute(async (queries) => {
    const { office } = call;
    const command = { ...call, stream: packetsStream(office) };
    await lockStream(queries, command.stream);
    const first = await firstOutcome(queries, command);
    if (first) return { ...first, packet: await packetAt(queries, office, first.seqs[0] ?? 0) };
    const view = { ...ledger, db: queries };
    const decision = await decideNow(view, call);
    if ('refusal' in decision) {
      await rememberOutcome(queries, command, { seqs: [], refusal: decision.refusal });
      return { seqs: [], refusal: decision.refusal, repeated: false, packet: null };
    }
    const seq = 'stands' in decision ? decision.stands.seq : await record(view, call, decision);
    await rememberOutcome(queries, command, { seqs: [seq], refusal: null });
    return { seqs: [seq], refusal: null, repeated: 'stands' in decision, packet: await packetAt(queries, office, seq) };
  });

/** At the cut-off, as often as it is called: the number of the edition that stands, and nothing of what it says, which has no place in a workflow's history. */
export async function composePacketByClock(
  ledger: Ledger,
  { office, cycle, now }: { readonly office: OfficeCode; readonly cycle: string; readonly now: Instant },
): Promise<number | null> {
  const command = { type: 'composePacket', cycle, correction: null } as const;
  const { packet } = await composePacket(ledger, { office, id: `clock:packet:${cycle}`, actor: 'clock', ranBy: 'workflow', command, now });
  return packet?.edition ?? null;
}

type Decision = PacketDecision<PacketOnRecord, OfficeCycle>;

async function decideNow(ledger: Ledger, { office, actor: person, command, now }: PacketCall): Promise<Decision> {
  const actor = person === 'clock' ? person : await actorById(ledger.db, person);
  if (!actor) return { refusal: refusal('PERSON_NOT_FOUND', { person }) };
  const standsInFor = person === 'clock' ? [] : await readStandsInFor(ledger.db, person, dateOf(now));
  const editions = await packetEditions(ledger, office, command.cycle);
  return decidePacket(command, { now, actor, standsInFor, office, cycle: await cycleOf(ledger, office, command.cycle), latest: editions.at(-1) ?? null });
}

/** Gives its place in the journal. */
async function record(ledger: Ledger, { office, id, ranBy }: PacketCall, { compose, of }: Extract<Decision, { readonly compose: unknown }>): Promise<number> {
  const { db } = ledger;
  const packet = packetOf(await packetFacts(ledger, of));
  const event: PacketComposed = { ...compose, sm3: sm3Hex(canonicalJson(packet)), packet };
  const [row] = await appendToStream(db, { stream: packetsStream(office), ranBy, commandId: id }, [factOf(event)]);
  const seq = row?.seq ?? 0;
  await projectPacket(db, { office, seq, event });
  return seq;
}
