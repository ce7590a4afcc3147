import { isArranged } from '../../domain/arrangements.ts';
import type { TaskState } from '../../domain/task.ts';
import type { Category, DateText, DepartmentCode, OfficeCode, ProgrammeName, TaskNumber } from '../../domain/values.ts';
import type { Ledger } from '../ledger.ts';
import { departmentName } from './department-name.ts';

export interface GateOnRecord {
  readonly office: OfficeCode;
  /** What it waits for: 全国两会. */
  readonly event: string;
  readonly programme: ProgrammeName;
  readonly category: Category;
  /** Null until somebody has said that the event is over. */
  readonly endedOn: DateText | null;
  readonly cutOff: DateText | null;
  readonly passed: boolean;
}

/** The gate hearings of an office; of one event, where it is named. */
export const gatesOf = ({ db }: Ledger, office: OfficeCode, event?: string): Promise<readonly GateOnRecord[]> =>
  db
    .selectFrom('gates')
    .select(['office', 'event', 'programme', 'category', 'ended_on as endedOn', 'cut_off as cutOff', 'passed'])
    .where('office', '=', office)
    .$if(event !== undefined, (some) => some.where('event', '=', event ?? ''))
    .orderBy('event')
    .execute();

export interface GateTask {
  readonly programme: ProgrammeName;
  readonly number: TaskNumber;
  readonly title: string;
  readonly lead: DepartmentCode;
  readonly leadName: string;
  readonly state: TaskState;
  /** 实施安排已就绪. */
  readonly ready: boolean;
}

/** Every task of which the hearing asks, in the order of its programme. */
export async function tasksAtGate({ db }: Ledger, { programme, category }: Pick<GateOnRecord, 'programme' | 'category'>): Promise<readonly GateTask[]> {
  const rows = await db
    .selectFrom('tasks')
    .select(['programme', 'number', 'task', 'lead', 'state', departmentName('tasks.lead').as('leadName')])
    .where('programme', '=', programme)
    .where('category', '=', category)
    .orderBy('sort_key')
    .execute();
  return rows.flatMap(({ task, state, ...row }) => {
    const ready = isArranged(state);
    return ready === null ? [] : [{ ...row, state, title: task.assignment.title, ready }];
  });
}
