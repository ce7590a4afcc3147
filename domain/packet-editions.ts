import { endOf } from './dates.ts';
import { bare } from './empty-phrases.ts';
import type { EventActor } from './events.ts';
import type { PacketComposed } from './packet-events.ts';
import { nameOf } from './record.ts';
import type { Refusal } from './refusals.ts';
import { refusal } from './refusals.ts';
import type { Actor, DateText, Instant, OfficeCode, PersonId } from './values.ts';

/** 汇总汇报材料: once for a cycle, at its cut-off; a correction is another edition, with a number and a reason. */

export interface ComposePacket {
  readonly type: 'composePacket';
  readonly cycle: string;
  /** Null: the edition that stands, or the first. */
  readonly correction: { readonly reason: string } | null;
}

/** As the ledger lists it, without what it says. */
export interface PacketEdition extends Pick<PacketComposed, 'cycle' | 'edition' | 'reason' | 'sm3' | 'by'> {
  readonly composedAt: Instant;
}

/** Edition and cycle as whoever asks has them: the decision gives them back. */
export interface PacketEditionFacts<Edition, Cycle> {
  readonly now: Instant;
  readonly actor: Actor | 'clock';
  /** 代行: the absent for whom the actor stands in today. */
  readonly standsInFor: readonly Actor[];
  readonly office: OfficeCode;
  /** Null where there is no such cycle. */
  readonly cycle: Cycle | null;
  /** The edition that stands; null before the first. */
  readonly latest: Edition | null;
}

/** What the event will say beside the packet itself. */
export type EditionOrder = Omit<PacketComposed, 'sm3' | 'packet'>;

export type PacketDecision<Edition, Cycle> =
  | { readonly compose: EditionOrder; readonly of: Cycle }
  | { readonly stands: Edition }
  | { readonly refusal: Refusal };

export function decidePacket<Edition extends Pick<PacketEdition, 'edition'>, Cycle extends { readonly cutOff: DateText }>(
  { cycle: month, correction }: ComposePacket,
  facts: PacketEditionFacts<Edition, Cycle>,
): PacketDecision<Edition, Cycle> {
  const { now, actor, office, cycle, latest } = facts;
  const hand = handOf(facts);
  if (!hand) return refuse('NOT_ENTITLED', { person: nameOf(actor), act: '汇总汇报材料', who: '开会单位督查部门' });
  if (cycle === null) return refuse('CYCLE_NOT_FOUND', { office, cycle: month });
  if (now < endOf(cycle.cutOff)) return refuse('PACKET_BEFORE_CUT_OFF', { cycle: month, date: cycle.cutOff });
  if (latest && !correction) return { stands: latest };
  if (correction && !latest) return refuse('PACKET_NOT_COMPOSED', { cycle: month });
  if (correction && bare(correction.reason) === '') return refuse('REASON_MISSING');
  const edition = (latest?.edition ?? 0) + 1;
  return { compose: { type: 'packetComposed', at: now, ...hand, cycle: month, edition, reason: correction?.reason ?? null }, of: cycle };
}

type Who = Pick<PacketEditionFacts<unknown, unknown>, 'actor' | 'standsInFor' | 'office'>;

/** The office's supervision unit, which prepares its meetings, or a deputy in its place; at the cut-off, the clock. */
function handOf({ actor, standsInFor, office }: Who): { readonly by: EventActor; readonly onBehalfOf?: PersonId } | null {
  if (actor === 'clock') return { by: actor };
  const entitled = [actor, ...standsInFor].find((person) => person.office === office && person.roles.includes('supervisor'));
  if (!entitled) return null;
  return { by: actor.person, ...(entitled !== actor && { onBehalfOf: entitled.person }) };
}

const refuse = (...[code, details]: Parameters<typeof refusal>): { readonly refusal: Refusal } => ({ refusal: refusal(code, details) });
