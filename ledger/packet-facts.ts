import type { OpenSuggestion, OwedReport, PacketEntry, PacketFacts, PassedGate } from '../domain/composing-packet.ts';
import { endOf } from '../domain/dates.ts';
import type { Packet, PacketReport } from '../domain/packet.ts';
import type { OfficeCode, ProgrammeName } from '../domain/values.ts';
import type { Ledger } from './ledger.ts';
import type { OfficeCycle } from './queries/cycles.ts';
import { reportsDue } from './queries/cycles.ts';
import { demonstrationMark } from './queries/demonstration-mark.ts';
import { gatesOf } from './queries/gates.ts';
import { pastEntries } from './queries/ledger-entries.ts';
import { readNames } from './queries/ledger-names.ts';
import { countOf, totalsOf } from './queries/ledger-row.ts';
import { meetingById } from './queries/meetings.ts';
import { listProgrammes } from './queries/programmes.ts';
import type { SuggestionOnRecord } from './queries/suggestions.ts';
import { suggestionsOf } from './queries/suggestions.ts';

/**
 * What a packet is composed from: the ledger of the end of the day of the cut-off, folded from the journal, so that its sums are those of
 * `ledger --as-of`; the reports of the cycle as they are known now, since what was received in time may have been entered later.
 */
export async function packetFacts(ledger: Ledger, cycle: OfficeCycle): Promise<PacketFacts> {
  const { office, cutOff, previousCutOff } = cycle;
  const entries = await entriesOf(ledger, cycle);
  return {
    ...(await addresses(ledger, office)),
    cycle: cycle.cycle,
    cutOff,
    previousCutOff,
    meeting: await meetingOf(ledger, cycle),
    mark: await demonstrationMark(ledger),
    programmes: await programmesOf(ledger, entries),
    totals: totalsOf(entries.map(countOf)),
    entries,
    owed: await owedReports(ledger, cycle),
    gates: await gatesBy(ledger, cycle),
    suggestions: (await suggestionsOf(ledger, office, { day: cutOff, answered: false })).map(openSuggestion),
  };
}

const openSuggestion = (found: SuggestionOnRecord): OpenSuggestion => {
  const { answer: _, cycle: _cycle, lead: _lead, ...suggestion } = found;
  return suggestion;
};

async function addresses({ db }: Ledger, office: OfficeCode): Promise<Pick<Packet, 'office' | 'unit'>> {
  const { name } = await db.selectFrom('offices').select('name').where('code', '=', office).executeTakeFirstOrThrow();
  const unit = await db.selectFrom('departments').select('name').where('office', '=', office).where('kind', '=', 'supervision').executeTakeFirst();
  return { office: { code: office, name }, unit: name + (unit?.name ?? '') };
}

async function meetingOf(ledger: Ledger, { meeting }: OfficeCycle): Promise<Packet['meeting']> {
  const found = meeting === null ? null : await meetingById(ledger, meeting);
  return found && { id: found.id, date: found.date, meetingType: found.meetingType };
}

/** Of every programme that has tasks of this office, in the order of the ledger. */
async function entriesOf(ledger: Ledger, { office, cutOff }: OfficeCycle): Promise<readonly PacketEntry[]> {
  const { bookOf } = await readNames(ledger, endOf(cutOff));
  const entries: PacketEntry[] = [];
  for (const programme of await programmesWithTasks(ledger, office))
    for await (const some of pastEntries(ledger, { programme }, cutOff))
      for (const entry of some)
        if (entry.task.supervisingOffice === office) entries.push({ ...entry, leadName: bookOf(programme).writtenName(entry.task.assignment.lead) });
  return entries;
}

async function programmesWithTasks({ db }: Ledger, office: OfficeCode): Promise<readonly ProgrammeName[]> {
  const rows = await db.selectFrom('tasks').select('programme').distinct().where('supervising_office', '=', office).orderBy('programme').execute();
  return rows.map(({ programme }) => programme);
}

async function programmesOf(ledger: Ledger, entries: readonly PacketEntry[]): Promise<Packet['programmes']> {
  const named = await listProgrammes(ledger);
  return named.flatMap(({ name, title }) => {
    const own = entries.filter(({ task }) => task.programme === name);
    return own.length === 0 ? [] : [{ name, title, totals: totalsOf(own.map(countOf)) }];
  });
}

/** The cut-off has gone by, whether it is recorded yet or not: whoever has not reported is missing. */
async function owedReports(ledger: Ledger, cycle: OfficeCycle): Promise<readonly OwedReport[]> {
  const texts = await reportTexts(ledger, cycle);
  const due = await reportsDue(ledger, { ...cycle, passed: true });
  return due.map(({ programme, number, standing, report }) => ({
    programme,
    number,
    standing,
    report: (report && texts.get(keyOf({ programme, number, seq: report.seq }))) ?? null,
  }));
}

/** By their days alone, as with reports: a cut-off of that very day may not be recorded yet, and none is set back into the past. */
async function gatesBy(ledger: Ledger, { office, cutOff: day }: OfficeCycle): Promise<readonly PassedGate[]> {
  const gates = await gatesOf(ledger, office);
  return gates.flatMap(({ event, programme, category, cutOff }) => (cutOff !== null && cutOff <= day ? [{ event, programme, category, cutOff }] : []));
}

interface ReportKey {
  readonly programme: string;
  readonly number: string;
  readonly seq: number;
}

const keyOf = ({ programme, number, seq }: ReportKey): string => `${programme}/${number}/${seq}`;

async function reportTexts({ db }: Ledger, { office, cycle }: OfficeCycle): Promise<ReadonlyMap<string, PacketReport>> {
  const rows = await db
    .selectFrom('reports')
    .innerJoin('tasks', (join) => join.onRef('tasks.programme', '=', 'reports.programme').onRef('tasks.number', '=', 'reports.number'))
    .select(['reports.programme', 'reports.number', 'reports.seq', 'counts_on as countsOn', 'progress', 'intention', 'problems', 'suggestions'])
    .where('tasks.supervising_office', '=', office)
    .where('reports.cycle', '=', cycle)
    .execute();
  return new Map(rows.map(({ programme, number, seq, ...report }) => [keyOf({ programme, number, seq }), report]));
}
