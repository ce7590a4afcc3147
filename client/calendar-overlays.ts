import type { DateText, Instant, OfficeCode, ProgrammeName } from '../domain/values.ts';
import { nowOf, readClock } from '../ledger/clock.ts';
import type { OverlayPlan, OverlayToAdd } from '../ledger/overlays.ts';
import { addOverlay, planOverlay } from '../ledger/overlays.ts';
import type { TaskForeseen } from '../ledger/queries/tasks-under-calendars.ts';
import { tasksForeseen, tasksToReproject } from '../ledger/queries/tasks-under-calendars.ts';
import type { CommandDesk } from './command-order.ts';
import { saidPlainly } from './failures.ts';
import type { OverlayFile } from './import/read-overlay.ts';
import { refuseUnknownProgramme } from './known-programme.ts';
import type { Reprojection } from './reproject.ts';
import { reprojectTasks } from './reproject.ts';

/** Other programs read this shape: fields may be added, none renamed. */
export interface OverlayAdded {
  readonly name: string;
  /** False: it stands already, or it says nothing that the calendar does not say. */
  readonly added: boolean;
  readonly offices: readonly OfficeCode[] | null;
  readonly year: number | null;
  /** Worked from now on and not before, or the other way round. */
  readonly days: readonly DateText[];
  /** How many tasks have dates that `calendar reproject` would move. */
  readonly moving: number;
  /** What is in force by it, and for whom; null: for all other offices. */
  readonly calendars: readonly { readonly version: string; readonly offices: readonly OfficeCode[] | null }[];
}

export interface OverlayForeseen extends Omit<OverlayAdded, 'added' | 'moving'> {
  readonly changesNothing: boolean;
  /** Every task to which anything would happen on another day; `dates` is what `calendar reproject` would move. */
  readonly tasks: readonly TaskForeseen[];
}

export function calendarOverlays(desk: CommandDesk) {
  const { ledger, ranBy } = desk;
  const read = async (file: OverlayFile): Promise<OverlayToAdd> => (await import('./import/read-overlay.ts')).readOverlay(file);
  const now = async (): Promise<Instant> => nowOf(await readClock(ledger));
  return {
    addOverlay: async (file: OverlayFile): Promise<OverlayAdded> => {
      const overlay = await read(file);
      return saidPlainly(async () => {
        const plan = await addOverlay(ledger, overlay, { now: await now(), ranBy });
        const moving = await tasksToReproject(ledger, { inForce: plan.after, now: await now() });
        return { ...contentOf(overlay, plan), added: !plan.changesNothing, moving: moving.length };
      });
    },
    /** 推演: the same question to the same rules, with nothing written. */
    whatIfOverlay: async (file: OverlayFile, programme?: ProgrammeName): Promise<OverlayForeseen> => {
      const overlay = await read(file);
      return saidPlainly(async () => {
        if (programme !== undefined) await refuseUnknownProgramme(ledger, programme);
        const plan = await planOverlay(ledger.db, overlay);
        const tasks = await tasksForeseen(ledger, { inForce: plan.after, programme, now: await now() });
        return { ...contentOf(overlay, plan), changesNothing: plan.changesNothing, tasks };
      });
    },
    reprojectTasks: (order: Reprojection) => reprojectTasks(desk, order),
  };
}

function contentOf({ name, offices, year }: OverlayToAdd, { changesNothing, before, after, days }: OverlayPlan) {
  const known = before.map(({ calendar }) => calendar.version);
  const calendars = after.filter(({ calendar }) => !changesNothing && !known.includes(calendar.version));
  return { name, offices, year, days, calendars: calendars.map((inForce) => ({ version: inForce.calendar.version, offices: inForce.offices })) };
}
