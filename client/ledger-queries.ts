import type { SupposedExtension } from '../domain/extension-forecast.ts';
import { refusal } from '../domain/refusals.ts';
import type { DateText, Instant, DepartmentCode, OfficeCode, ProgrammeName } from '../domain/values.ts';
import { nowOf, readClock } from '../ledger/clock.ts';
import { actorOf } from '../ledger/queries/actor-of.ts';
import { decompositionOf } from '../ledger/queries/decomposition-of.ts';
import { evidenceOf } from '../ledger/queries/evidence-of.ts';
import { historyOf } from '../ledger/queries/history-of.ts';
import type { InboxOwner } from '../ledger/queries/inbox-of.ts';
import { inboxOf } from '../ledger/queries/inbox-of.ts';
import { knownClauses } from '../ledger/queries/known-clauses.ts';
import type { LedgerFilter } from '../ledger/queries/ledger-row.ts';
import { ledgerRows } from '../ledger/queries/ledger-rows.ts';
import type { NoticeFilter } from '../ledger/queries/list-notices.ts';
import { listNotices } from '../ledger/queries/list-notices.ts';
import { listProgrammes } from '../ledger/queries/programmes.ts';
import { sourceList } from '../ledger/queries/source-list.ts';
import { taskByNumber } from '../ledger/queries/task-by-number.ts';
import { refusedBy } from './answers.ts';
import type { CommandDesk, TaskKey } from './command-order.ts';
import { deadlinesAhead } from './deadlines-ahead.ts';
import type { WantedDeadlines } from './deadlines-ahead.ts';
import type { NamedHolders } from './department-lookup.ts';
import { departmentLookup, holdersCalled, refuseUnknownOffice } from './department-lookup.ts';
import { saidPlainly } from './failures.ts';
import { formerDepartment, formerPerson } from './former-holder.ts';
import type { SheetOrder } from './ledger-sheet/write-ledger-sheet.ts';
import { writeLedgerSheet } from './ledger-sheet/write-ledger-sheet.ts';
import { ledgerDay, pastLedger } from './past-ledger.ts';
import { referredCalled } from './referral.ts';
import type { KeptFolders } from './verify-everything.ts';
import { verifyEverything } from './verify-everything.ts';
import { whatIfExtended } from './what-if.ts';

/** One method per query. All of them ask the ledger: Temporal need not be there. */
export function ledgerQueries({ ledger }: CommandDesk) {
  const asOfNow = <Result>(ask: (now: Instant) => Promise<Result>): Promise<Result> => saidPlainly(async () => ask(nowOf(await readClock(ledger))));
  const inbox = async (owner: InboxOwner, now: Instant) => {
    await refuseUnknownOwner(ledger, owner);
    return inboxOf(ledger, owner, now);
  };
  return {
    programmes: () => saidPlainly(() => listProgrammes(ledger)),
    /** Every clause that a task may name. */
    clauses: () => saidPlainly(() => knownClauses(ledger)),
    sources: () => asOfNow((now) => sourceList(ledger, now)),
    /** How far a programme is decomposed; null where there is none. */
    decomposition: (programme: ProgrammeName) => saidPlainly(() => decompositionOf(ledger, programme)),
    task: (task: TaskKey) => asOfNow((now) => taskByNumber(ledger, task, now)),
    history: (task: TaskKey) => saidPlainly(() => historyOf(ledger, task)),
    /** Every file that was handed in; null where there is no task. */
    evidence: (task: TaskKey) => saidPlainly(() => evidenceOf(ledger, task)),
    ledgerRows: (filter: LedgerFilter = {}) => asOfNow((now) => ledgerRows(ledger, filter, now)),
    /** As the journal had it at the end of that day. */
    ledgerAsOf: (date: DateText, filter: LedgerFilter = {}) => asOfNow((now) => pastLedger(ledger, filter, ledgerDay(date, now))),
    /** Into a file; as of a day, where one is named. */
    writeLedgerSheet: ({ date, ...order }: Omit<SheetOrder, 'day'> & { readonly date?: DateText | undefined }) =>
      asOfNow((now) => writeLedgerSheet(ledger, { ...order, day: date === undefined ? null : ledgerDay(date, now) }, now)),
    notices: (filter: NoticeFilter = {}) => saidPlainly(() => listNotices(ledger, filter)),
    inbox: (owner: InboxOwner) => asOfNow((now) => inbox(owner, now)),
    deadlines: (wanted: WantedDeadlines) => asOfNow((now) => deadlinesAhead(ledger, wanted, now)),
    whatIfExtended: (task: TaskKey, supposed: SupposedExtension) => asOfNow((now) => whatIfExtended(ledger, { task, supposed }, now)),
    verify: (folders: KeptFolders) => saidPlainly(() => verifyEverything(ledger, folders)),
    /** A department by its name as an office writes it, or by its code; null: as the national office writes it. */
    /** Somebody of a department, or of any, by id or by a name that only one has. */
    person: (name: string, department: DepartmentCode | null) => saidPlainly(async () => (await departmentLookup(ledger, null)).person(name, department)),
    referred: (name: string) => saidPlainly(() => referredCalled(ledger, name)),
    formerDepartment: (name: string, office: OfficeCode | null) => saidPlainly(() => formerDepartment(ledger, name, office)),
    formerPerson: (name: string) => saidPlainly(() => formerPerson(ledger, name)),
    department: (name: string, office: OfficeCode | null) => saidPlainly(async () => (await departmentLookup(ledger, office)).department(name)),
    holders: (office: OfficeCode, named: NamedHolders) => saidPlainly(() => holdersCalled(ledger, office, named)),
  };
}

async function refuseUnknownOwner(ledger: CommandDesk['ledger'], owner: InboxOwner): Promise<void> {
  if ('office' in owner) return refuseUnknownOffice(ledger, owner.office);
  if (!(await actorOf(ledger, owner.person))) throw refusedBy(refusal('PERSON_NOT_FOUND', { person: owner.person }));
}
