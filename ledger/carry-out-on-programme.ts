import { dateOf } from '../domain/dates.ts';
import type { ProgrammeDecision } from '../domain/decomposition.ts';
import { decideOnProgramme } from '../domain/decomposition.ts';
import type { ProgrammeCommand } from '../domain/programme-commands.ts';
import type { Refusal } from '../domain/refusals.ts';
import { refusal } from '../domain/refusals.ts';
import type { Instant, PersonId, ProgrammeName } from '../domain/values.ts';
import { actorById } from './actor-by-id.ts';
import { appendToStream, factOf, lockStream } from './journal.ts';
import type { Ledger, Queries } from './ledger.ts';
import { projectProgrammeEvent } from './project-programme.ts';
import { coverageOnRecord } from './queries/decomposition-of.ts';
import { readStandsInFor } from './standing-in.ts';
import type { StreamOutcome } from './stream-commands.ts';
import { firstOutcome, rememberOutcome } from './stream-commands.ts';

export interface ProgrammeCall {
  readonly programme: ProgrammeName;
  /** The request id: the same acts once. */
  readonly id: string;
  readonly actor: PersonId;
  readonly ranBy: string;
  readonly command: ProgrammeCommand;
  readonly now: Instant;
}

/** A command on a programme as a whole: decided on what is committed and recorded in one transaction, like those on its tasks. */
export const carryOutOnProgramme = (ledger: Ledger, call: ProgrammeCall): Promise<StreamOutcome> =>
  ledger.db.transaction().execute(async (queries) => {
    const { programme } = call;
    const known = await queries.selectFrom('programmes').select('name').where('name', '=', programme).executeTakeFirst();
    if (!known) return { seqs: [], refusal: refusal('PROGRAMME_NOT_FOUND', { programme }), repeated: false };
    await lockStream(queries, streamOf(call));
    const command = { ...call, stream: streamOf(call) };
    const first = await firstOutcome(queries, command);
    if (first) return first;
    const decision = await decideNow(queries, call);
    const outcome = 'refusal' in decision ? { seqs: [], refusal: decision.refusal } : { seqs: await record(queries, call, decision), refusal: null };
    await rememberOutcome(queries, command, outcome);
    return { ...outcome, repeated: false };
  });

const streamOf = ({ programme }: ProgrammeCall): string => `programme:${programme}`;

async function decideNow(queries: Queries, { programme, actor: person, command, now }: ProgrammeCall): Promise<ProgrammeDecision | { refusal: Refusal }> {
  const actor = await actorById(queries, person);
  if (!actor) return { refusal: refusal('PERSON_NOT_FOUND', { person }) };
  const { office, completion } = await queries
    .selectFrom('programmes')
    .select(['office', 'completion'])
    .where('name', '=', programme)
    .executeTakeFirstOrThrow();
  const standsInFor = await readStandsInFor(queries, person, dateOf(now));
  return decideOnProgramme(command, { now, actor, standsInFor, office, coverage: await coverageOnRecord(queries, { programme, completion }) });
}

async function record(queries: Queries, call: ProgrammeCall, { events }: Extract<ProgrammeDecision, { readonly events: unknown }>): Promise<readonly number[]> {
  const rows = await appendToStream(queries, { stream: streamOf(call), ranBy: call.ranBy, commandId: call.id }, events.map(factOf));
  for (const event of events) await projectProgrammeEvent(queries, call.programme, event);
  return rows.map(({ seq }) => seq);
}
