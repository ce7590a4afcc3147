import type { DateText, OfficeCode } from '../domain/values.ts';
import { nowOf, readClock } from '../ledger/clock.ts';
import type { OverlayPlan, OverlayToAdd } from '../ledger/overlays.ts';
import { addOverlay } from '../ledger/overlays.ts';
import type { CommandDesk } from './command-order.ts';
import { saidPlainly } from './failures.ts';
import type { OverlayFile } from './import/read-overlay.ts';

/** Other programs read this shape: fields may be added, none renamed. */
export interface OverlayAdded {
  readonly name: string;
  /** False: it stands already, or it says nothing that the calendar does not say. */
  readonly added: boolean;
  readonly offices: readonly OfficeCode[] | null;
  readonly year: number | null;
  /** Worked from now on and not before, or the other way round. */
  readonly days: readonly DateText[];
  /** What is in force by it, and for whom; null: for all other offices. */
  readonly calendars: readonly { readonly version: string; readonly offices: readonly OfficeCode[] | null }[];
}

export function calendarOverlays({ ledger, ranBy }: CommandDesk) {
  return {
    addOverlay: async (file: OverlayFile): Promise<OverlayAdded> => {
      const { readOverlay } = await import('./import/read-overlay.ts');
      const overlay = await readOverlay(file);
      return saidPlainly(async () => addedBy(overlay, await addOverlay(ledger, overlay, { now: nowOf(await readClock(ledger)), ranBy })));
    },
  };
}

function addedBy({ name, offices, year }: OverlayToAdd, { changesNothing, before, after, days }: OverlayPlan): OverlayAdded {
  const known = before.map(({ calendar }) => calendar.version);
  const calendars = after.filter(({ calendar }) => !known.includes(calendar.version));
  return {
    name,
    added: !changesNothing,
    offices,
    year,
    days,
    calendars: changesNothing ? [] : calendars.map((inForce) => ({ version: inForce.calendar.version, offices: inForce.offices })),
  };
}
