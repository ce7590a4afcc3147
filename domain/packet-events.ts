import type { Fact } from './events.ts';
import type { Packet } from './packet.ts';

/** An edition of the packet of a cycle, whole: what the Party group was given is part of the record. */
export interface PacketComposed extends Fact<'packetComposed'> {
  readonly cycle: string;
  /** From 1; a correction has the next. */
  readonly edition: number;
  /** Why there is another edition; null for the first. */
  readonly reason: string | null;
  /** Of the canonical JSON of the packet. */
  readonly sm3: string;
  readonly packet: Packet;
}
