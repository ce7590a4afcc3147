import { dateOf } from '../domain/dates.ts';
import { decideOnMeetings } from '../domain/deciding-meetings.ts';
import type { MeetingCommand } from '../domain/meeting-commands.ts';
import type { MeetingDecision, MeetingFacts } from '../domain/meeting-decision.ts';
import type { MeetingsCall, MeetingsCarriedOut, MeetingsStanding } from '../domain/meeting-envelope.ts';
import { standingOf } from '../domain/meeting-envelope.ts';
import type { MeetingEvent } from '../domain/meeting-events.ts';
import type { OfficeMeetings } from '../domain/meetings.ts';
import { evolveMeetings } from '../domain/meetings.ts';
import type { Refusal } from '../domain/refusals.ts';
import { refusal } from '../domain/refusals.ts';
import type { OfficeCode } from '../domain/values.ts';
import { actorById } from './actor-by-id.ts';
import { versionFor, versionsInForce } from './calendars.ts';
import { laterOf } from './carry-out.ts';
import { appendToStream, factOf, lockStream } from './journal.ts';
import type { Ledger, Queries } from './ledger.ts';
import { meetingsStream, projectMeetings, readMeetings } from './meetings.ts';
import { rulesOf } from './rules.ts';
import { readStandsInFor } from './standing-in.ts';
import type { StreamCommand } from './stream-commands.ts';
import { firstOutcome, rememberOutcome } from './stream-commands.ts';

/** A command on the meetings of an office: decided on what is committed and recorded in one transaction, like those on tasks. */
export const carryOutOnMeetings = (ledger: Ledger, call: MeetingsCall): Promise<MeetingsCarriedOut> =>
  ledger.db.transaction().execute(async (queries) => {
    const { office } = call;
    const command = { ...call, stream: meetingsStream(office) };
    await lockStream(queries, command.stream);
    const { meetings, at } = await readMeetings(queries, office);
    const first = await firstOutcome(queries, command);
    if (first) return { ...first, warnings: [], meeting: await meetingOfSeqs(queries, command, first.seqs), standing: standingOf(meetings) };
    return carryOutUnderLock({ ledger, queries, call: { ...call, now: laterOf(call.now, at) }, command, meetings });
  });

/** Where they stand, for a run that begins. */
export const meetingsStanding = async ({ db }: Ledger, office: OfficeCode): Promise<MeetingsStanding> => standingOf((await readMeetings(db, office)).meetings);

interface MeetingWork {
  readonly ledger: Ledger;
  readonly queries: Queries;
  readonly call: MeetingsCall;
  readonly command: StreamCommand;
  readonly meetings: OfficeMeetings;
}

async function carryOutUnderLock(work: MeetingWork): Promise<MeetingsCarriedOut> {
  const { queries, command, meetings } = work;
  const decision = await decideNow(work);
  if ('refusal' in decision) {
    await rememberOutcome(queries, command, { seqs: [], refusal: decision.refusal });
    return refused(decision.refusal, standingOf(meetings));
  }
  const { events, warnings } = decision;
  // Nothing to record: nothing to remember either, so that the same cut-off can still be recorded later.
  if (events.length === 0) return { seqs: [], refusal: null, repeated: false, warnings, meeting: null, standing: standingOf(meetings) };
  const { seqs, after } = await record(work, events);
  await rememberOutcome(queries, command, { seqs, refusal: null });
  return { seqs, refusal: null, repeated: false, warnings, meeting: meetingIn(events), standing: standingOf(after) };
}

async function decideNow(work: MeetingWork): Promise<MeetingDecision> {
  const { queries, call, meetings } = work;
  const { actor: person, command, now } = call;
  const actor = person === 'clock' ? person : await actorById(queries, person);
  if (!actor) return { refusal: refusal('PERSON_NOT_FOUND', { person }) };
  const standsInFor = person === 'clock' ? [] : await readStandsInFor(queries, person, dateOf(now));
  return decideOnMeetings(meetings, command, { now, actor, standsInFor, ...(await newestRulesHere(work)), unknown: await unknownIn(queries, command) });
}

/** Of the office, and in force today: a meeting is prepared by the rules of its day. */
async function newestRulesHere({ ledger, queries, call: { office } }: MeetingWork): Promise<Pick<MeetingFacts, 'calendar' | 'policy'>> {
  const calendarVersion = versionFor(await versionsInForce(queries), office);
  const { version } = await queries.selectFrom('policies').select('version').orderBy('seq', 'desc').limit(1).executeTakeFirstOrThrow();
  return rulesOf(ledger, { calendarVersion, policyVersion: version }, queries);
}

async function unknownIn(queries: Queries, command: MeetingCommand): Promise<MeetingFacts['unknown']> {
  const { attendance = [], heard = [] } = command.type === 'holdMeeting' ? command : {};
  const programmes = command.type === 'openGate' ? [command.programme] : [];
  return {
    persons: await missingFrom(attendance, (some) => queries.selectFrom('persons').select('id as key').where('id', 'in', some).execute()),
    departments: await missingFrom(heard, (some) => queries.selectFrom('departments').select('code as key').where('code', 'in', some).execute()),
    programmes: await missingFrom(programmes, (some) => queries.selectFrom('programmes').select('name as key').where('name', 'in', some).execute()),
  };
}

async function missingFrom(
  named: readonly string[],
  known: (some: readonly string[]) => Promise<readonly { readonly key: string }[]>,
): Promise<readonly string[]> {
  if (named.length === 0) return [];
  const found = (await known(named)).map(({ key }) => key);
  return named.filter((name) => !found.includes(name));
}

async function record({ queries, call, command, meetings }: MeetingWork, events: readonly MeetingEvent[]) {
  const rows = await appendToStream(queries, { stream: command.stream, ranBy: call.ranBy, commandId: call.id }, events.map(factOf));
  const after = events.reduce(evolveMeetings, meetings);
  await projectMeetings(queries, after);
  return { seqs: rows.map(({ seq }) => seq), after };
}

async function meetingOfSeqs(queries: Queries, { stream }: StreamCommand, seqs: readonly number[]): Promise<string | null> {
  if (seqs.length === 0) return null;
  const rows = await queries.selectFrom('journal').select('data').where('stream', '=', stream).where('seq', 'in', seqs).execute();
  return rows.map(({ data }) => data['meeting']).find((meeting) => typeof meeting === 'string') ?? null;
}

const meetingIn = (events: readonly MeetingEvent[]): string | null => events.flatMap((event) => ('meeting' in event ? [event.meeting] : []))[0] ?? null;

const refused = (reason: Refusal, standing: MeetingsStanding): MeetingsCarriedOut => ({
  seqs: [],
  refusal: reason,
  repeated: false,
  warnings: [],
  meeting: null,
  standing,
});
