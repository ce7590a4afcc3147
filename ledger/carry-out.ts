import { dateOf } from '../domain/dates.ts';
import { nextDeadline } from '../domain/deadlines.ts';
import { decide } from '../domain/decide.ts';
import type { Decision } from '../domain/decision.ts';
import type { CarriedOut, CarryOutCall, StandingEvent } from '../domain/envelope.ts';
import { lightOf } from '../domain/lights.ts';
import type { Offices } from '../domain/organisation.ts';
import { departmentOf, regionOf } from '../domain/organisation.ts';
import type { Refusal } from '../domain/refusals.ts';
import { refusal } from '../domain/refusals.ts';
import type { Task } from '../domain/task.ts';
import { fullNumberOf } from '../domain/task.ts';
import type { Instant } from '../domain/values.ts';
import { digestOf } from './digest.ts';
import { LedgerError } from './ledger-error.ts';
import type { Ledger } from './ledger.ts';
import type { Outcome } from './outcome.ts';
import type { Recorded, Work } from './record.ts';
import { record, remember } from './record.ts';
import { calendarOf, rulesOf } from './rules.ts';
import type { Rules } from './rules.ts';
import type { Surroundings, TaskHead } from './surroundings.ts';
import { lockHead, readSurroundings } from './surroundings.ts';
import { deliveriesOf } from './telling.ts';
import { undeliveredNotices } from './undelivered.ts';

/**
 * A command, from its first look at the journal to its answer, in one transaction: it decides on what is committed and records what it decided.
 * Refusals are answers; what cannot be carried out now is thrown, never remembered.
 */
export const carryOut = (ledger: Ledger, call: CarryOutCall): Promise<CarriedOut> =>
  ledger.db.transaction().execute(async (queries) => {
    const work = await takeUp({ ledger, queries, call });
    return work ? carryOutUnderLock(work) : taskNotFound(call);
  });

/** What a command would come to at this moment: decided on the same facts as if it were carried out, and nothing is recorded. */
export const foresee = (ledger: Ledger, call: CarryOutCall): Promise<Decision> =>
  ledger.db.transaction().execute(async (queries) => {
    const work = await takeUp({ ledger, queries, call });
    return work ? decideOn(work) : { refusal: noSuchTask(call) };
  });

/** Null where there is no task that the command could be for. */
async function takeUp({ ledger, queries, call }: Pick<Work, 'ledger' | 'queries' | 'call'>): Promise<Work | null> {
  assertSameTask(call);
  const head = await lockHead(queries, call);
  if (head.seq < call.known.seq) throw ledgerBehind(call, head);
  if (!head.task && call.envelope.command.type !== 'register') return null;
  const now = laterOf(call.now, head.at);
  const surroundings = await readSurroundings(queries, { ...call, now }, head);
  const rules = await rulesOf(ledger, versionsFor(head, surroundings), queries);
  const calendarInForce = await calendarOf(ledger, surroundings.calendarInForce, queries);
  return { ledger, queries, call, head, surroundings, rules, calendarInForce, now };
}

/** The command id is looked up before anything is decided: a repeat gets what came of the first. */
async function carryOutUnderLock(work: Work): Promise<CarriedOut> {
  const { call, head, surroundings } = work;
  const { envelope } = call;
  const { first } = surroundings;
  if (first && first.digest !== digestOf(envelope)) return answer(work, { refusal: refusal('REQUEST_ID_REUSED', { id: envelope.id }) });
  if (first) return answer(work, { ...first.outcome, repeated: true });
  const decision = decideOn(work);
  if ('refusal' in decision) {
    await remember(work, { seqs: [], refusal: decision.refusal });
    return answer(work, decision);
  }
  // Nothing to record, as when a timer fires for what was settled: nothing to remember either, so that the same deadline can still be recorded later.
  if (decision.events.length === 0) return answer(work, {});
  const recorded = await record(work, decision.events);
  return answer({ ...work, head: { ...head, task: recorded.task }, rules: recorded.rules }, { seqs: recorded.seqs, recorded });
}

export function decideOn({ call, head, surroundings, rules, calendarInForce, now }: Work): Decision {
  const { actor, standsInFor, offices, named, programmeExists } = surroundings;
  const { programme } = call.known;
  if (!programmeExists) return { refusal: refusal('PROGRAMME_NOT_FOUND', { programme }) };
  if (actor === null) return { refusal: refusal('PERSON_NOT_FOUND', { person: call.envelope.actor }) };
  const other = calendarInForce.version === rules.calendar.version ? {} : { calendarInForce };
  return decide(head.task, call.envelope.command, { now, actor, standsInFor, offices, otherTask: head.otherTask, ...named, ...rules, ...other });
}

interface Came extends Partial<Outcome> {
  readonly repeated?: boolean;
  readonly recorded?: Recorded;
}

async function answer(work: Work, { seqs = [], refusal: refused = null, repeated = false, recorded }: Came): Promise<CarriedOut> {
  const { head, surroundings, rules, now } = work;
  const { standing, offices } = surroundings;
  const unseen = await noticesOfUnseen(work, [...standing.map(({ seq }) => seq), ...(repeated ? seqs : [])]);
  return {
    standing: [...standing, ...(recorded?.events ?? [])],
    seqs,
    repeated,
    refusal: refused,
    ...shownOf(head.task, { ...rules, offices, now }),
    ...newLead([...standing, ...(recorded?.events ?? [])], head.task, offices),
    deliveries: deliveriesOf([...unseen, ...(recorded?.notices ?? [])], offices),
  };
}

/** After 重新交办 and 移交. */
function newLead(events: readonly StandingEvent[], task: Task | null, offices: Offices): Pick<CarriedOut, 'leadName'> {
  const isNew = events.some(({ event }) => event.type === 'taskReissued' || event.type === 'taskHandedOver');
  const lead = task && isNew ? departmentOf(offices, task.assignment.lead) : undefined;
  return lead ? { leadName: lead.name } : {};
}

/** Events that the caller did not know were recorded by somebody who may not have lived to tell of them: what still waits is told now. */
const noticesOfUnseen = async ({ queries, call }: Work, seqs: readonly StandingEvent['seq'][]) =>
  seqs.length === 0 ? [] : undeliveredNotices(queries, call.known, seqs);

type Shown = Pick<CarriedOut, 'nextDeadline' | 'light' | 'region'>;

function shownOf(task: Task | null, { offices, now, ...rules }: Rules & Pick<Surroundings, 'offices'> & { readonly now: Instant }): Shown {
  if (!task) return { nextDeadline: null, light: 'grey', region: '' };
  return { nextDeadline: nextDeadline(task), light: lightOf(task, { today: dateOf(now), ...rules }), region: regionOf(task.assignment.lead, offices) };
}

/** Nothing is stored for a task that does not exist. */
const taskNotFound = (call: CarryOutCall): CarriedOut => ({
  standing: [],
  seqs: [],
  repeated: false,
  refusal: noSuchTask(call),
  nextDeadline: null,
  light: 'grey',
  region: '',
  deliveries: [],
});

const noSuchTask = ({ known }: CarryOutCall): Refusal => refusal('TASK_NOT_FOUND', { number: fullNumberOf(known) });

export const versionsFor = ({ task }: TaskHead, { calendarInForce, newestPolicy }: Surroundings) =>
  task ?? { calendarVersion: calendarInForce, policyVersion: newestPolicy };

/** A mistake of the caller's code, not of a person: shapes are checked long before. */
function assertSameTask({ known, envelope: { command } }: CarryOutCall): void {
  if (command.type !== 'register' || (command.programme === known.programme && command.number === known.number)) return;
  throw new Error(`a command to register ${fullNumberOf(command)} was sent to ${fullNumberOf(known)}`);
}

export const laterOf = (now: Instant, headAt: Instant | null): Instant => (headAt !== null && headAt > now ? headAt : now);

const ledgerBehind = ({ known }: CarryOutCall, { seq }: TaskHead): LedgerError =>
  new LedgerError(
    'LEDGER_BEHIND',
    `The journal of ${fullNumberOf(known)} ends at ${seq}, but ${known.seq} was acknowledged before. Expected: the ledger never loses what it has committed; was an older backup restored?`,
    {
      programme: known.programme,
      number: known.number,
      acknowledged: known.seq,
      head: seq,
    },
  );
