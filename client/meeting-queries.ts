import { monthOf } from '../domain/dates.ts';
import { proposedMeetings } from '../domain/meeting-plan.ts';
import type { MeetingProposal } from '../domain/meeting-plan.ts';
import { refusal } from '../domain/refusals.ts';
import type { OfficeCode, PersonId } from '../domain/values.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { actorOf } from '../ledger/queries/actor-of.ts';
import type { OfficeCycle, ReportDue } from '../ledger/queries/cycles.ts';
import { cycleOf, cyclesOf, missingOf } from '../ledger/queries/cycles.ts';
import type { GateOnRecord, GateTask } from '../ledger/queries/gates.ts';
import { gatesOf, tasksAtGate } from '../ledger/queries/gates.ts';
import type { MeetingOnRecord, OriginatedTask } from '../ledger/queries/meetings.ts';
import { meetingById, meetingsOf, tasksOfMeeting } from '../ledger/queries/meetings.ts';
import { namesOf } from '../ledger/queries/names-of.ts';
import type { StandingPacket } from '../ledger/queries/packets.ts';
import { standingPacket } from '../ledger/queries/packets.ts';
import type { SaidAtMeeting } from '../ledger/queries/said-at-meeting.ts';
import { saidAtMeeting } from '../ledger/queries/said-at-meeting.ts';
import { newestRules } from '../ledger/rules.ts';
import { refusedBy } from './answers.ts';
import type { CommandDesk } from './command-order.ts';
import { officeMeant } from './department-lookup.ts';
import { saidPlainly } from './failures.ts';
import { inParallel } from './in-parallel.ts';

export interface PlannedYear {
  readonly office: OfficeCode;
  readonly year: number;
  /** With the meetings that stand in each month already. */
  readonly proposals: readonly (MeetingProposal & { readonly meetings: readonly string[] })[];
}

export interface MeetingShown extends MeetingOnRecord {
  /** The cycle of reports that it hears; null where no meeting sets one. */
  readonly cycle: OfficeCycle | null;
  /** 汇报材料 of that cycle; null before it was composed. */
  readonly packet: StandingPacket | null;
  readonly names: Readonly<Record<string, string>>;
  readonly tasks: readonly OriginatedTask[];
  /** Instructions on tasks, and answers to suggestions. */
  readonly said: readonly SaidAtMeeting[];
}

export interface MeetingList {
  readonly office: OfficeCode;
  readonly meetings: readonly MeetingOnRecord[];
  readonly cycles: readonly OfficeCycle[];
}

export interface MissingList {
  readonly office: OfficeCode;
  readonly cycle: OfficeCycle;
  /** 缺报: no report at all. */
  readonly missing: readonly ReportDue[];
  /** 迟报: one came after the cut-off. */
  readonly late: readonly ReportDue[];
  /** The departments of those that are missing, each once. */
  readonly departments: readonly { readonly department: string; readonly name: string; readonly tasks: number }[];
}

export interface GateShown extends GateOnRecord {
  readonly ready: number;
  readonly notReady: number;
  readonly tasks: readonly GateTask[];
}

/** Office null: the national one. */
export function meetingQueries({ ledger }: CommandDesk) {
  const ofOffice = <Result>(office: OfficeCode | null, ask: (office: OfficeCode) => Promise<Result>): Promise<Result> =>
    saidPlainly(async () => ask(await officeMeant(ledger, office)));
  return {
    plannedMeetings: (year: number, office: OfficeCode | null) => ofOffice(office, (code) => plannedYear(ledger, code, year)),
    meetings: (office: OfficeCode | null, year?: number) =>
      ofOffice(office, async (code): Promise<MeetingList> => {
        const cycles = await cyclesOf(ledger, code);
        const shown = year === undefined ? cycles : cycles.filter(({ cycle }) => cycle.startsWith(`${year}-`));
        return { office: code, meetings: await meetingsOf(ledger, code, year), cycles: shown };
      }),
    /** Null where the directory does not have that person. */
    officeOf: (person: PersonId) => saidPlainly(async () => (await actorOf(ledger, person))?.office ?? null),
    meeting: (id: string) => saidPlainly(() => meetingShown(ledger, id)),
    /** The gate hearings of an office, each with its tasks; of one event, where it is named. */
    gates: (office: OfficeCode | null, event?: string) => ofOffice(office, (code) => gatesShown(ledger, code, event)),
    missingReports: (cycle: string, office: OfficeCode | null) => ofOffice(office, (code) => missingList(ledger, code, cycle)),
  };
}

async function plannedYear(ledger: Ledger, office: OfficeCode, year: number): Promise<PlannedYear> {
  const standing = (await meetingsOf(ledger, office, year)).filter(({ state }) => state !== 'cancelled');
  const proposals = proposedMeetings(year, await newestRules(ledger, office)).map((proposal) => ({
    ...proposal,
    meetings: standing.filter(({ date }) => monthOf(date) === proposal.month).map(({ id }) => id),
  }));
  return { office, year, proposals };
}

async function meetingShown(ledger: Ledger, id: string): Promise<MeetingShown> {
  const found = await meetingById(ledger, id);
  if (!found) throw refusedBy(refusal('MEETING_NOT_FOUND', { meeting: id }));
  const cycle = await cycleOf(ledger, found.office, monthOf(found.date));
  const names = await namesOf(ledger, [...found.attendance, ...found.heard]);
  return {
    ...found,
    cycle,
    packet: cycle && (await standingPacket(ledger, cycle)),
    names,
    tasks: await tasksOfMeeting(ledger, id),
    said: await saidAtMeeting(ledger, id),
  };
}

async function gatesShown(ledger: Ledger, office: OfficeCode, event?: string): Promise<readonly GateShown[]> {
  const gates = await gatesOf(ledger, office, event);
  if (event !== undefined && gates.length === 0) throw refusedBy(refusal('GATE_NOT_FOUND', { event }));
  return inParallel(gates, 1, async (gate) => {
    const tasks = await tasksAtGate(ledger, gate);
    const ready = tasks.filter((task) => task.ready).length;
    return { ...gate, ready, notReady: tasks.length - ready, tasks };
  });
}

async function missingList(ledger: Ledger, office: OfficeCode, month: string): Promise<MissingList> {
  const cycle = await cycleOf(ledger, office, month);
  if (!cycle) throw refusedBy(refusal('CYCLE_NOT_FOUND', { office, cycle: month }));
  const due = await missingOf(ledger, cycle);
  const missing = due.filter(({ report }) => report === null);
  const departments = [...new Map(missing.map(({ lead, leadName }) => [lead, leadName]))].map(([department, name]) => ({
    department,
    name,
    tasks: missing.filter(({ lead }) => lead === department).length,
  }));
  return { office, cycle, missing, late: due.filter(({ report }) => report !== null), departments };
}
