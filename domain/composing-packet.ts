import { isArranged } from './arrangements.ts';
import type { ReportStanding } from './cycles.ts';
import { reportStandings } from './cycles.ts';
import { compareTexts, dateOf } from './dates.ts';
import { gateItemOf } from './gate-items.ts';
import type { LedgerEntry } from './ledger-cells.ts';
import type {
  AgendaLine,
  ClosureLine,
  ExtensionLine,
  GateLine,
  GatePart,
  MissingDepartment,
  Packet,
  PacketDepartment,
  PacketLine,
  PacketReport,
  PacketTotals,
  StruckOffLine,
  SuggestionLine,
} from './packet.ts';
import { currentDueOf, isSupervised } from './task.ts';
import type { Category, ProgrammeName, TaskNumber } from './values.ts';

export interface PacketEntry extends LedgerEntry {
  readonly leadName: string;
}

/** A task that owed a report for the cycle, and the one that counts. */
export interface OwedReport {
  readonly programme: ProgrammeName;
  readonly number: TaskNumber;
  readonly standing: ReportStanding;
  readonly report: PacketReport | null;
}

/** 建议 without an answer, with the packets in which it stood before this one (R43). */
export interface OpenSuggestion extends Omit<SuggestionLine, 'timesListed'> {
  readonly packets: number;
}

/** A gate hearing (R27) whose cut-off has gone by, with what it asks of. */
export interface PassedGate extends Pick<GatePart, 'event' | 'cutOff'> {
  readonly programme: ProgrammeName;
  readonly category: Category;
}

/** What the ledger says. Entries, programmes and suggestions are those of the end of the day of the cut-off. */
export interface PacketFacts extends Pick<Packet, 'office' | 'unit' | 'cycle' | 'cutOff' | 'previousCutOff' | 'meeting' | 'mark' | 'programmes'> {
  readonly entries: readonly PacketEntry[];
  readonly owed: readonly OwedReport[];
  readonly gates: readonly PassedGate[];
  readonly suggestions: readonly OpenSuggestion[];
  readonly totals: PacketTotals;
}

export function packetOf({ entries, owed, gates, suggestions, ...facts }: PacketFacts): Packet {
  const { totals, previousCutOff } = facts;
  const supervised = entries.filter(({ task }) => isSupervised(task));
  const lines = supervised.map(lineOf);
  const departments = departmentsOf(entries, owed);
  return {
    ...facts,
    headline: { struckOffWithResult: totals.struckOffWithResult, due: totals.due },
    reports: countReports(owed),
    departments,
    missing: missingAmong(departments),
    red: lines.filter(({ light }) => light === 'red').toSorted((a, b) => b.overdueWorkingDays - a.overdueWorkingDays),
    yellow: lines.filter(({ light }) => light === 'yellow').toSorted(byDue),
    agenda: supervised.flatMap(agendaLine).toSorted((a, b) => compareTexts(a.since, b.since)),
    gates: gates.map((gate) => gatePart(gate, entries)).filter(({ notReady }) => notReady.length > 0),
    extensions: supervised.flatMap(extensionLine).toSorted((a, b) => compareTexts(a.decideBy, b.decideBy)),
    closures: supervised.flatMap(closureLine).toSorted((a, b) => compareTexts(a.reviewBy, b.reviewBy)),
    suggestions: suggestions.map(({ packets, ...suggestion }) => ({ ...suggestion, timesListed: packets + 1 })),
    struckOff: entries.flatMap(struckOffLine).filter(({ struckOffOn }) => struckOffOn > previousCutOff),
  };
}

const lineOf = ({ task, light, overdueWorkingDays, leadName }: PacketEntry): PacketLine => ({
  programme: task.programme,
  number: task.number,
  title: task.assignment.title,
  lead: task.assignment.lead,
  leadName,
  state: task.state,
  light,
  currentDue: currentDueOf(task),
  overdueWorkingDays,
});

/** Those that have a duty, or owed a report, by departments in the order in which the ledger comes to them. */
function departmentsOf(entries: readonly PacketEntry[], owed: readonly OwedReport[]): readonly PacketDepartment[] {
  const reports = new Map(owed.map((report) => [keyOf(report), report]));
  const tasks = entries.flatMap((entry) => {
    const due = reports.get(keyOf(entry.task));
    return due || isSupervised(entry.task) ? [{ ...lineOf(entry), standing: due?.standing ?? null, report: due?.report ?? null }] : [];
  });
  const names = new Map(tasks.map(({ lead, leadName }) => [lead, leadName]));
  return [...names].map(([department, name]) => ({ department, name, tasks: tasks.filter(({ lead }) => lead === department) }));
}

const keyOf = ({ programme, number }: { readonly programme: ProgrammeName; readonly number: TaskNumber }): string => `${programme}/${number}`;

/** By name (R8): whoever owed a report and has sent none. */
function missingAmong(departments: readonly PacketDepartment[]): readonly MissingDepartment[] {
  const silent = departments.map(({ department, name, tasks }) => ({
    department,
    name,
    tasks: tasks.filter(({ standing }) => standing === 'missing').map(({ programme, number, title }) => ({ programme, number, title })),
  }));
  return silent.filter(({ tasks }) => tasks.length > 0);
}

function countReports(owed: readonly OwedReport[]): Packet['reports'] {
  const standings = Object.keys(reportStandings) as readonly ReportStanding[];
  const counted = standings.map((standing) => [standing, owed.filter((one) => one.standing === standing).length] as const);
  return { due: owed.length, ...(Object.fromEntries(counted) as Record<ReportStanding, number>) };
}

const byDue = (a: PacketLine, b: PacketLine): number => compareTexts(String(a.currentDue), String(b.currentDue));

function agendaLine(entry: PacketEntry): readonly AgendaLine[] {
  const { agendaSince = null, agendaAccepted } = entry.task.ladder ?? {};
  return agendaSince === null ? [] : [{ ...lineOf(entry), since: agendaSince, accepted: Boolean(agendaAccepted) }];
}

/** As the ledger stands, whatever it was on the day of the hearing's own cut-off. */
function gatePart({ event, cutOff, programme, category }: PassedGate, entries: readonly PacketEntry[]): GatePart {
  const asked = entries.filter(({ task }) => task.programme === programme && task.assignment.category === category);
  return { event, cutOff, notReady: asked.filter(({ task }) => isArranged(task.state) === false).map(lineAt(event)) };
}

const lineAt =
  (event: string) =>
  (entry: PacketEntry): GateLine => ({ ...lineOf(entry), standing: gateItemOf(entry.task, event)?.standing ?? null });

function extensionLine(entry: PacketEntry): readonly ExtensionLine[] {
  const pending = 'pendingExtension' in entry.task ? entry.task.pendingExtension : null;
  if (!pending) return [];
  const { to, reason, decideBy, review } = pending;
  return [{ ...lineOf(entry), to, reason, decideBy, supports: review?.supports ?? null }];
}

function closureLine(entry: PacketEntry): readonly ClosureLine[] {
  const { task } = entry;
  if (task.state !== 'closureReview' && task.state !== 'verifying') return [];
  const reviewBy = task.state === 'verifying' ? task.verifyBy : task.reviewBy;
  return [{ ...lineOf(entry), appliedOn: task.application.countsOn, result: task.application.result, reviewBy }];
}

function struckOffLine(entry: PacketEntry): readonly StruckOffLine[] {
  const { task } = entry;
  return task.state === 'struckOff' ? [{ ...lineOf(entry), struckOffOn: dateOf(task.struckOffAt), result: task.application.result }] : [];
}
