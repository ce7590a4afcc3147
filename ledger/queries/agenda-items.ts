import { unarrangedStates } from '../../domain/arrangements.ts';
import { compareTexts } from '../../domain/dates.ts';
import type { GateItem } from '../../domain/gate-items.ts';
import { gateItemOf } from '../../domain/gate-items.ts';
import type { DateText, Instant, OfficeCode, PersonId, ProgrammeName, TaskNumber } from '../../domain/values.ts';
import type { Ledger } from '../ledger.ts';

export interface AgendaItem {
  readonly programme: ProgrammeName;
  readonly number: TaskNumber;
  readonly title: string;
  /** Since when it is proposed. */
  readonly since: DateText;
  /** The gate hearing before which its arrangements were not ready (实施安排未就绪); absent where the ladder proposes it. */
  readonly gate?: string;
  /** Left off by people, which only an item after a gate hearing outlasts; what the ladder proposed is then off the list. */
  readonly declined?: { readonly by: PersonId; readonly at: Instant; readonly reason: string };
  /** Taken onto the agenda by people, at which meeting if they said; null while it is proposed only. */
  readonly accepted: { readonly by: PersonId; readonly at: Instant; readonly meeting: string | null } | null;
}

/** What the ladders of an office's tasks propose for the agenda of its Party group, and what was not ready for its gate hearings; the longest waiting first. */
export async function agendaItems(ledger: Ledger, office: OfficeCode): Promise<readonly AgendaItem[]> {
  const late = await lateItems(ledger, office);
  const unready = await unreadyItems(ledger, office);
  const others = unready.filter(({ programme, number }) => !late.some((item) => item.programme === programme && item.number === number));
  return [...late, ...others].toSorted((a, b) => compareTexts(a.since, b.since));
}

/** From the cut-off on, until its measures are approved. */
async function unreadyItems({ db }: Ledger, office: OfficeCode): Promise<readonly AgendaItem[]> {
  const rows = await db
    .selectFrom('gates')
    .innerJoin('tasks', (join) => join.onRef('tasks.programme', '=', 'gates.programme').onRef('tasks.category', '=', 'gates.category'))
    .select(['tasks.programme', 'tasks.number', 'tasks.task', 'gates.event', 'gates.cut_off'])
    .where('gates.office', '=', office)
    .whereRef('tasks.supervising_office', '=', 'gates.office')
    .where('gates.passed', '=', true)
    .where('tasks.state', 'in', unarrangedStates)
    .orderBy('tasks.programme')
    .orderBy('tasks.sort_key')
    .execute();
  return rows.map(({ programme, number, task, event, cut_off: since }) => ({
    programme,
    number,
    title: task.assignment.title,
    since: since ?? '',
    gate: event,
    ...saidOf(gateItemOf(task, event)),
  }));
}

function saidOf(item: GateItem | undefined): Pick<AgendaItem, 'accepted' | 'declined'> {
  if (!item) return { accepted: null };
  const { by, at } = item;
  return item.standing === 'accepted' ? { accepted: { by, at, meeting: item.meeting } } : { accepted: null, declined: { by, at, reason: item.reason } };
}

async function lateItems({ db }: Ledger, office: OfficeCode): Promise<readonly AgendaItem[]> {
  const rows = await db
    .selectFrom('tasks')
    .select(['programme', 'number', 'task', 'agenda_since'])
    .where('supervising_office', '=', office)
    .where('agenda_since', 'is not', null)
    .orderBy('agenda_since')
    .orderBy('programme')
    .orderBy('sort_key')
    .$narrowType<{ agenda_since: DateText }>()
    .execute();
  return rows.map(({ programme, number, task, agenda_since: since }) => ({
    programme,
    number,
    title: task.assignment.title,
    since,
    accepted: task.ladder?.agendaAccepted ?? null,
  }));
}
