import type { CommandType } from '../../domain/command-shapes.ts';
import type { CommandOf, TaskCommand } from '../../domain/commands.ts';
import type { CarriedOut, CommandEnvelope, KnownTask } from '../../domain/envelope.ts';
import type { TaskState } from '../../domain/task.ts';
import type { Instant, TaskNumber } from '../../domain/values.ts';
import { carryOut } from '../../ledger/carry-out.ts';
import type { DirectoryFiles, PersonRow } from '../../ledger/directory-rows.ts';
import { importDirectory } from '../../ledger/directory.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { addPolicy } from '../../ledger/policies.ts';
import { createProgramme } from '../../ledger/programmes.ts';
import { aCommand, entitled, secondPolicy } from './commands.ts';
import type { TestDatabase } from './database.ts';
import { aDatabase, aLedgerOn } from './database.ts';
import { offices, secretary } from './offices.ts';

/** Ledgers on a real PostgreSQL, with the small directory of offices.ts and a programme that SPP issued. */

export const morningOfIssue: Instant = '2019-02-12T01:00:00.000Z';
export const entry = { now: morningOfIssue, ranBy: 'tester' };
export const programme2019 = { name: '2019', office: 'SPP', issuedOn: '2019-02-12', title: '2019 年任务台账（演示数据）', meeting: null };

/** Every department has a contact and a head, every supervision unit also a supervisor and a reviewer, every office its leaders. */
export function aDirectory(): DirectoryFiles {
  const departments = offices.flatMap(({ code: office, departments: some }) => some.map((department) => ({ office, ...department })));
  return {
    offices: offices.map(({ code, name, level, parent }) => ({ code, name, level, parent })),
    departments: departments.map(({ code, office, name, lines, kind }) => ({ code, office, name, lines, kind })),
    persons: [
      ...departments.flatMap(({ office, code, kind }) => [
        aPerson(`lead_contact of ${code}`, { office, department: code, roles: ['lead_contact'] }),
        aPerson(`department_head of ${code}`, { office, department: code, roles: ['department_head'] }),
        ...(kind === 'supervision' ? ['supervisor', 'reviewer'].map((role) => aPerson(`${role} of ${code}`, { office, department: code, roles: [role] })) : []),
      ]),
      ...departments.flatMap(({ office, leader }) =>
        leader === null ? [] : [aPerson(leader, { office, department: `${office}-LD`, roles: ['supervising_leader'] })],
      ),
    ],
    portfolios: departments.flatMap(({ code, leader }) => (leader === null ? [] : [{ department: code, leader }])),
  };
}

export const aPerson = (id: string, parts: Pick<PersonRow, 'office' | 'department' | 'roles'> & Partial<PersonRow>): PersonRow => ({
  id,
  name: `姓名（${id}）`,
  post: '',
  email: `${id.replaceAll(/\W/g, '-')}@example.invalid`,
  phone: '',
  ...parts,
});

/** The one who may end a task without completion. */
export async function addSecretary(ledger: Ledger): Promise<void> {
  const directory = aDirectory();
  const persons = [...directory.persons, aPerson(secretary.person, { office: 'SPP', department: 'SPP-LD', roles: ['party_group_secretary'] })];
  await importDirectory(ledger, { ...directory, persons }, entry);
}

export interface TestLedger {
  readonly ledger: Ledger;
  readonly database: TestDatabase;
}

export async function aLedgerWithProgramme(): Promise<TestLedger> {
  const database = await aDatabase();
  const ledger = aLedgerOn(database.appUrl);
  await importDirectory(ledger, aDirectory(), entry);
  await createProgramme(ledger, programme2019, entry);
  return { ledger, database };
}

/** After those that are registered already. */
export const aSecondPolicy = (ledger: Ledger): Promise<unknown> =>
  ledger.db.transaction().execute((queries) => addPolicy(queries, secondPolicy, { ...entry, actor: 'system' }));

export const nothingKnown = (number: TaskNumber): KnownTask => ({ programme: '2019', number, seq: 0, task: null });

let commandCount = 0;

export interface Circumstances extends Partial<Omit<CommandEnvelope, 'command'>> {
  readonly known?: Partial<KnownTask>;
  readonly now?: Instant;
}

/** By whoever may, under a new request id, by somebody who knows nothing of the task. */
export function act(
  ledger: Ledger,
  number: TaskNumber,
  ...[command, { known = {}, now = morningOfIssue, ...envelope } = {}]: readonly [TaskCommand, Circumstances?]
): Promise<CarriedOut> {
  const actor = entitled[command.type];
  const whole = { id: `r-${++commandCount}`, actor: typeof actor === 'string' ? actor : actor.person, ranBy: 'tester', command, ...envelope };
  return carryOut(ledger, { known: { ...nothingKnown(number), ...known }, envelope: whole, now });
}

export const aRegistration = (number: TaskNumber, parts: Partial<CommandOf<'register'>['assignment']> = {}): CommandOf<'register'> => {
  const command = aCommand('register');
  return { ...command, number, assignment: { ...command.assignment, ...parts } };
};

const pathTo: Partial<Record<TaskState, readonly CommandType[]>> = {
  registered: [],
  issued: ['issue'],
  received: ['issue', 'receive'],
  inProgress: ['issue', 'receive', 'submitMeasures', 'approveMeasures'],
  closureReview: ['issue', 'receive', 'submitMeasures', 'approveMeasures', 'applyForClosure'],
  struckOff: ['issue', 'receive', 'submitMeasures', 'approveMeasures', 'applyForClosure', 'strikeOff'],
};

/** A task that has come as far as this, all on the morning of its issue. */
export async function aTaskIn(state: keyof typeof pathTo, ledger: Ledger, number: TaskNumber = '改-12'): Promise<CarriedOut> {
  let outcome = await act(ledger, number, aRegistration(number));
  for (const type of pathTo[state] ?? []) outcome = await act(ledger, number, aCommand(type));
  if (outcome.refusal) throw new Error(`the task did not come to ${state}: ${JSON.stringify(outcome.refusal)}`);
  return outcome;
}
