import type { BulkActType } from '../domain/bulk-acts.ts';
import { placeInBulk } from '../domain/bulk-acts.ts';
import type { CommandOf } from '../domain/commands.ts';
import { refusal } from '../domain/refusals.ts';
import type { Task } from '../domain/task.ts';
import { fullNumberOf } from '../domain/task.ts';
import type { DepartmentCode, OfficeCode, PersonId, ProgrammeName } from '../domain/values.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { actorOf } from '../ledger/queries/actor-of.ts';
import { cycleOf, missingOf } from '../ledger/queries/cycles.ts';
import { tasksCalled, tasksLedBy } from '../ledger/queries/tasks-led.ts';
import { refusedBy } from './answers.ts';
import type { RefusedNumber } from './bulk-act.ts';
import { answerWithinBulk, bulkLanes, tellProgrammes, withFullNumber } from './bulk-act.ts';
import type { CommandDesk } from './command-order.ts';
import { officeMeant } from './department-lookup.ts';
import { saidPlainly } from './failures.ts';
import { inParallel } from './in-parallel.ts';
import { refuseUnknownProgramme } from './known-programme.ts';

/** 签收 or 催办 of all that a department leads, or of all whose report is missing: one command for each task, one notice per department. Repeated, it finishes what is left. */

export interface ActOnMany {
  readonly actor: PersonId;
  readonly requestId: string;
  /** Only tasks of this programme; null: of all. */
  readonly programme: ProgrammeName | null;
  readonly which: ManyTasks;
  readonly command: CommandOf<BulkActType>;
}

/** What a department leads, or what is missing (缺报); with both, what of the department is missing. */
export interface ManyTasks {
  readonly lead: DepartmentCode | null;
  readonly missing: MissingReports | null;
}

export interface MissingReports {
  readonly cycle: string;
  /** Null: that of whoever acts. */
  readonly office: OfficeCode | null;
}

/** Full numbers: a department may have tasks of several programmes. */
export interface ActedOnMany {
  readonly done: readonly string[];
  /** Before, by this request or otherwise. */
  readonly already: readonly string[];
  readonly refused: readonly RefusedNumber[];
  /** How many notices told of it; null while they are on their way. */
  readonly notices: number | null;
}

export async function actOnMany(desk: CommandDesk, order: ActOnMany): Promise<ActedOnMany> {
  const tasks = await saidPlainly(() => tasksOf(desk, order));
  const outcomes = await inParallel(tasks, bulkLanes, (task) => actOnOne(desk, order, task));
  const numbersThat = (came: Outcome): string[] => tasks.filter((_, position) => outcomes[position] === came).map(fullNumberOf);
  return {
    done: numbersThat('done'),
    already: numbersThat('already'),
    refused: outcomes.filter((outcome) => typeof outcome === 'object'),
    notices: await tellProgrammes(desk, order, [...new Set(tasks.map(({ programme }) => programme))]),
  };
}

type Outcome = 'done' | 'already' | RefusedNumber;

async function tasksOf({ ledger }: CommandDesk, { actor, programme, which, command }: ActOnMany): Promise<readonly Task[]> {
  const person = await actorOf(ledger, actor);
  if (!person) throw refusedBy(refusal('PERSON_NOT_FOUND', { person: actor }));
  if (programme !== null) await refuseUnknownProgramme(ledger, programme);
  const tasks = await tasksMeant(ledger, which, person.office);
  return tasks.filter((task) => (programme === null || task.programme === programme) && placeInBulk(command.type, task) !== 'passedOver');
}

async function tasksMeant(ledger: Ledger, { lead, missing }: ManyTasks, ownOffice: OfficeCode): Promise<readonly Task[]> {
  if (!missing) return lead === null ? [] : tasksLedBy(ledger, lead);
  const office = await officeMeant(ledger, missing.office ?? ownOffice);
  const cycle = await cycleOf(ledger, office, missing.cycle);
  if (!cycle) throw refusedBy(refusal('CYCLE_NOT_FOUND', { office, cycle: missing.cycle }));
  // Who reported late has reported.
  const owed = (await missingOf(ledger, cycle)).filter((due) => due.report === null && (lead === null || due.lead === lead));
  return tasksCalled(ledger, owed);
}

async function actOnOne(desk: CommandDesk, order: ActOnMany, task: Task): Promise<Outcome> {
  const { command } = order;
  if (placeInBulk(command.type, task) === 'already') return 'already';
  const answer = await answerWithinBulk(desk, order, { task, command });
  const [refused] = 'code' in answer ? withFullNumber(task, answer) : [];
  if (refused) return refused;
  return 'repeated' in answer && answer.repeated ? 'already' : 'done';
}
