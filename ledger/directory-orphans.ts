import { sql } from 'kysely';
import type { DateText } from '../domain/values.ts';
import type { DirectoryTableRow, DirectoryTables, PartDiff } from './directory-diff.ts';
import { byKey } from './directory-diff.ts';
import type { RowFault } from './directory-faults.ts';
import type { DirectoryPart } from './directory-rows.ts';
import { fileNames } from './directory-rows.ts';
import type { Queries } from './ledger.ts';

/** What an import would leave without a holder (R32): a task nobody could do or supervise is refused, a stand-in that exists is only warned of. */
export interface Orphans {
  readonly faults: readonly RowFault[];
  readonly warnings: readonly RowFault[];
}

export interface DirectoryMove {
  readonly diffs: readonly PartDiff[];
  readonly present: DirectoryTables;
  readonly wanted: DirectoryTables;
  readonly today: DateText;
}

interface OpenTask {
  readonly number: string;
  readonly lead: string;
  readonly office: string;
  readonly participants: readonly string[];
  readonly responsible: string | null;
  readonly leader: string | null;
}

export async function orphansOf(queries: Queries, move: DirectoryMove): Promise<Orphans> {
  if (move.diffs.every(({ changed, removed }) => changed.length + removed.length === 0)) return { faults: [], warnings: [] };
  const tasks = await openTasks(queries);
  const place = placeOf(move);
  return {
    faults: [...unitFaults(tasks, place), ...responsibleFaults(tasks, place), ...supervisorFaults(tasks, place)],
    warnings: [...responsibleMoved(tasks, place), ...leadersGone(tasks, place), ...rolesVacated(tasks, place), ...(await deputiesGone(queries, place))],
  };
}

/** A command that is under way has locked the head of its task first: it is waited for, and the next one sees the new directory. SELECT is let through. */
async function openTasks(queries: Queries): Promise<readonly OpenTask[]> {
  await sql`LOCK TABLE tasks IN EXCLUSIVE MODE`.execute(queries);
  const { rows } = await sql<OpenTask>`
    SELECT programme || '/' || number AS number, lead, supervising_office AS office, task -> 'assignment' -> 'participants' AS participants,
      task -> 'assignment' ->> 'responsible' AS responsible, task -> 'assignment' ->> 'leader' AS leader
    FROM tasks WHERE state NOT IN ('struckOff', 'terminated', 'merged') ORDER BY programme, sort_key`.execute(queries);
  return rows;
}

type Person = { readonly office: string; readonly department: string; readonly roles: readonly string[] };

interface Place {
  readonly removed: (part: DirectoryPart, key: string | null) => boolean;
  readonly before: Look;
  readonly after: Look;
  readonly today: DateText;
}

/** One side of the import: who sits where, who holds which department. */
interface Look {
  readonly person: (id: string | null) => Person | undefined;
  readonly leaderOf: (department: string) => string | undefined;
  /** Whether anybody of the office, or of the department, has one of the roles. */
  readonly isHeld: (kind: 'office' | 'department', code: string, roles: readonly string[]) => boolean;
}

function placeOf({ diffs, present, wanted, today }: DirectoryMove): Place {
  const gone = new Map(diffs.map(({ part, removed }) => [part, new Set(removed)]));
  return { removed: (part, key) => key !== null && (gone.get(part)?.has(key) ?? false), before: lookOf(present), after: lookOf(wanted), today };
}

function lookOf({ persons, portfolios }: DirectoryTables): Look {
  const personById = byKey('persons', persons) as ReadonlyMap<string, DirectoryTableRow & Person>;
  const portfolio = byKey('portfolios', portfolios);
  const held = new Set(
    [...personById.values()].flatMap(({ office, department, roles }) =>
      roles.flatMap((role) => [`office ${office} ${role}`, `department ${department} ${role}`]),
    ),
  );
  return {
    person: (id) => personById.get(id ?? ''),
    leaderOf: (department) => portfolio.get(department)?.['leader'] as string | undefined,
    isHeld: (kind, code, roles) => roles.some((role) => held.has(`${kind} ${code} ${role}`)),
  };
}

const unitFaults = (tasks: readonly OpenTask[], { removed }: Place): readonly RowFault[] => [
  ...perHolder(tasks, ({ lead, participants }) => [lead, ...participants].filter((code) => removed('departments', code))).map(([value, numbers]) =>
    found(departmentColumn, {
      value,
      code: 'DEPARTMENT_IN_USE',
      message: `部门“${value}”不能删除：尚有未办结任务 ${numbers}。${handOver(`--from ${value} --to 承接部门 --responsible 责任人`)}`,
    }),
  ),
  ...perHolder(tasks, ({ office }) => [office].filter((code) => removed('offices', code))).map(([value, numbers]) =>
    found(officeColumn, { value, code: 'OFFICE_IN_USE', message: `单位“${value}”不能删除：由它交办而尚未办结的任务有 ${numbers}` }),
  ),
];

const responsibleFaults = (tasks: readonly OpenTask[], { removed }: Place): readonly RowFault[] =>
  perHolder(tasks, ({ responsible }) => present(responsible).filter((id) => removed('persons', id))).map(([value, numbers]) =>
    found(personColumn, {
      value,
      code: 'PERSON_IN_USE',
      message: `人员“${value}”不能删除：仍是未办结任务 ${numbers} 的责任人。${handOver(`--from-person ${value} --to-person 承接人`)}`,
    }),
  );

/** Without a supervisor nobody could act for the supervising side, and what a vacant role should get would reach nobody. */
const supervisorFaults = (tasks: readonly OpenTask[], place: Place): readonly RowFault[] =>
  perHolder(tasks, ({ office }) => [office].filter((code) => !place.removed('offices', code) && isVacated(place, ['supervisor'], { office: code }))).map(
    ([value, numbers]) =>
      found(rolesColumn, { value, code: 'SUPERVISOR_VACATED', message: `单位“${value}”将没有督查人员（supervisor），而它交办的任务 ${numbers} 尚未办结` }),
  );

/** A person moved stays responsible until the task is handed over; so does the task with its department. */
const responsibleMoved = (tasks: readonly OpenTask[], { before, after }: Place): readonly RowFault[] =>
  perHolder(tasks, ({ responsible, lead }) =>
    present(responsible).filter((id) => before.person(id)?.department === lead && after.person(id) !== undefined && after.person(id)?.department !== lead),
  ).map(([value, numbers]) =>
    found(personColumn, {
      value,
      code: 'RESPONSIBLE_MOVED',
      message: `人员“${value}”调离牵头部门，仍是未办结任务 ${numbers} 的责任人。${handOver(`--from-person ${value} --to-person 承接人`)}`,
    }),
  );

/** Who may sign is computed from the portfolios; on record the former leader stays until the task is handed over. */
const leadersGone = (tasks: readonly OpenTask[], { removed, before, after }: Place): readonly RowFault[] =>
  perHolder(tasks, ({ leader, lead }) =>
    present(leader).filter((id) => removed('persons', id) || (before.leaderOf(lead) === id && after.leaderOf(lead) !== id)),
  ).map(([value, numbers]) =>
    found(personColumn, {
      value,
      code: 'LEADER_CHANGED',
      message: `“${value}”不再分管，未办结任务 ${numbers} 记载的责任领导仍是此人。${handOver(`--from-person ${value}`, '导入后')}`,
    }),
  );

const rolesVacated = (tasks: readonly OpenTask[], place: Place): readonly RowFault[] => [
  ...officeRoles.flatMap((role) =>
    perHolder(tasks, ({ office }) => [office].filter((code) => isVacated(place, [role], { office: code }))).map(([value, numbers]) =>
      found(rolesColumn, { value, code: 'ROLE_VACATED', message: `单位“${value}”将无人担任 ${role}，而它交办的任务 ${numbers} 尚未办结` }),
    ),
  ),
  ...perHolder(tasks, ({ lead, participants }) =>
    [lead, ...participants].filter((code) => !place.removed('departments', code) && isVacated(place, unitRoles, { department: code })),
  ).map(([value, numbers]) =>
    found(rolesColumn, { value, code: 'ROLE_VACATED', message: `部门“${value}”将没有联络人和负责人，而它承办的任务 ${numbers} 尚未办结` }),
  ),
];

const officeRoles = ['reviewer', 'party_group_secretary'];
const unitRoles = ['lead_contact', 'department_head'];

async function deputiesGone(queries: Queries, { removed, today }: Place): Promise<readonly RowFault[]> {
  const rows = await queries.selectFrom('absences').select(['id', 'person', 'deputy']).where('to_day', '>=', today).orderBy('id').execute();
  return rows
    .filter(({ person, deputy }) => removed('persons', deputy) && !removed('persons', person))
    .map(({ id, person, deputy }) =>
      found(personColumn, { value: deputy, code: 'DEPUTY_GONE', message: `“${deputy}”正为“${person}”代行（第 ${id} 号离岗登记），请另定代行人` }),
    );
}

function isVacated({ before, after }: Place, roles: readonly string[], unit: { readonly office: string } | { readonly department: string }): boolean {
  const [kind, code] = 'office' in unit ? (['office', unit.office] as const) : (['department', unit.department] as const);
  return before.isHeld(kind, code, roles) && !after.isHeld(kind, code, roles);
}

const present = (value: string | null): readonly string[] => (value === null ? [] : [value]);

const numbersShown = 5;

/** Each holder once, with the numbers of his tasks as a sentence takes them. */
function perHolder(tasks: readonly OpenTask[], holdersOf: (task: OpenTask) => readonly string[]): readonly (readonly [string, string])[] {
  const numbersOf = new Map<string, string[]>();
  for (const task of tasks) for (const holder of holdersOf(task)) numbersOf.set(holder, [...(numbersOf.get(holder) ?? []), task.number]);
  const listed = (numbers: readonly string[]): string =>
    `${numbers.slice(0, numbersShown).join('、')}${numbers.length > numbersShown ? ` 等 ${numbers.length} 项` : ''}`;
  return [...numbersOf].map(([holder, numbers]) => [holder, listed(numbers)] as const).toSorted(([a], [b]) => (a < b ? -1 : 1));
}

/** What to do about it; a successor who is not in the directory yet is imported first, beside the predecessor. */
const handOver = (flags: string, when = '请先'): string => `${when}移交：duban directory hand-over ${flags} --reason 理由 --as 督查人员（--dry-run 试运行）`;

const departmentColumn = { file: fileNames.departments, column: 'department_code' };
const officeColumn = { file: fileNames.offices, column: 'code' };
const personColumn = { file: fileNames.persons, column: 'id' };
const rolesColumn = { file: fileNames.persons, column: 'roles' };

/** Of what is no longer in the file there is no row. */
const found = (place: Pick<RowFault, 'file' | 'column'>, what: Pick<RowFault, 'value' | 'code' | 'message'>): RowFault => ({ ...place, row: 0, ...what });
