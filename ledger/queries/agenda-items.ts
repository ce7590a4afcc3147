import type { DateText, Instant, OfficeCode, PersonId, ProgrammeName, TaskNumber } from '../../domain/values.ts';
import type { Ledger } from '../ledger.ts';

export interface AgendaItem {
  readonly programme: ProgrammeName;
  readonly number: TaskNumber;
  readonly title: string;
  /** Since when it is proposed. */
  readonly since: DateText;
  /** Taken onto the agenda by people, at which meeting if they said; null while it is proposed only. */
  readonly accepted: { readonly by: PersonId; readonly at: Instant; readonly meeting: string | null } | null;
}

/** What the ladders of an office's tasks propose for the agenda of its Party group; the longest waiting first. */
export async function agendaItems({ db }: Ledger, office: OfficeCode): Promise<readonly AgendaItem[]> {
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
