import type { CarriedOut, CarryOutCall } from '../domain/envelope.ts';
import type { Instant } from '../domain/values.ts';
import { carryOut } from '../ledger/carry-out.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { composeBatch } from '../ledger/notices.ts';
import type { Channel } from './channels/channel.ts';
import { deliverNotices } from './deliver-notices.ts';

/** The outside world as workflows see it. Every one may run twice: keys follow from task and event, never from chance. */
export interface Activities {
  /** Local: one transaction of the ledger decides and records. */
  carryOut(call: CarryOutCall): Promise<CarriedOut>;
  /** Groups what a bulk act has to tell into one notice per addressee and kind; the ids of all of them. */
  composeBatch(call: { readonly batch: string; readonly now: Instant }): Promise<readonly string[]>;
  notifyDepartments(noticeIds: readonly string[]): Promise<void>;
  escalateToReviewers(noticeIds: readonly string[]): Promise<void>;
}

export interface OutsideWorld {
  readonly ledger: Ledger;
  readonly channel: Channel;
}

export function createActivities({ ledger, channel }: OutsideWorld): Activities {
  return {
    carryOut: (call) => carryOut(ledger, call),
    composeBatch: (call) => composeBatch(ledger, call),
    notifyDepartments: (noticeIds) => deliverNotices({ ledger, channel }, noticeIds),
    // The same way out, but an activity of its own: an escalation shows by name in the task's history.
    escalateToReviewers: (noticeIds) => deliverNotices({ ledger, channel }, noticeIds),
  };
}
