import type { MeetingType } from '../../domain/meeting-commands.ts';
import type { Meeting } from '../../domain/meetings.ts';
import type { DateText, DepartmentCode, OfficeCode, PersonId, ProgrammeName, TaskNumber } from '../../domain/values.ts';
import type { Ledger } from '../ledger.ts';

export interface MeetingOnRecord {
  readonly id: string;
  readonly office: OfficeCode;
  readonly date: DateText;
  readonly meetingType: MeetingType;
  readonly topic: string;
  /** Of the reports that it hears; null where it was called too late to set one. */
  readonly cutOff: DateText | null;
  readonly state: Meeting['state'];
  readonly movedCount: number;
  readonly attendance: readonly PersonId[];
  readonly heard: readonly DepartmentCode[];
}

/** The meetings of an office, the earliest first; of a year, where one is named. */
export const meetingsOf = ({ db }: Ledger, office: OfficeCode, year?: number): Promise<readonly MeetingOnRecord[]> =>
  db
    .selectFrom('meetings')
    .select(columns)
    .where('office', '=', office)
    .$if(year !== undefined, (some) => some.where('date', '>=', `${year}-01-01`).where('date', '<=', `${year}-12-31`))
    .orderBy('date')
    .orderBy('id')
    .execute();

/** Null where there is none of that name. */
export const meetingById = async ({ db }: Ledger, id: string): Promise<MeetingOnRecord | null> =>
  (await db.selectFrom('meetings').select(columns).where('id', '=', id).executeTakeFirst()) ?? null;

const columns = [
  'id',
  'office',
  'date',
  'meeting_type as meetingType',
  'topic',
  'cut_off as cutOff',
  'state',
  'moved_count as movedCount',
  'attendance',
  'heard',
] as const;

export interface OriginatedTask {
  readonly programme: ProgrammeName;
  readonly number: TaskNumber;
  readonly title: string;
}

/** What a meeting decided: tasks that name it as their origin, and those of programmes that do (R1). */
export async function tasksOfMeeting({ db }: Ledger, id: string): Promise<readonly OriginatedTask[]> {
  const rows = await db
    .selectFrom('tasks')
    .leftJoin('programmes', 'programmes.name', 'tasks.programme')
    .select(['tasks.programme', 'tasks.number', 'tasks.task'])
    .where((is) => is.or([is(is.ref('tasks.task', '->').key('origin').key('meeting'), '=', JSON.stringify(id)), is('programmes.meeting', '=', id)]))
    .orderBy('tasks.programme')
    .orderBy('tasks.sort_key')
    .execute();
  return rows.map(({ programme, number, task }) => ({ programme, number, title: task.assignment.title }));
}

/** Of whose meetings anything stands: a run is open for each. */
export const officesThatMeet = async ({ db }: Ledger): Promise<readonly OfficeCode[]> =>
  (await db.selectFrom('meeting_runs').select('office').orderBy('office').execute()).map(({ office }) => office);
