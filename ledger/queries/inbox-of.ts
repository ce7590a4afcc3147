import { sql } from 'kysely';
import { seated } from '../../domain/authority.ts';
import type { CommandType } from '../../domain/command-shapes.ts';
import { compareTexts, dateOf } from '../../domain/dates.ts';
import type { Duty, DutyKind } from '../../domain/duties.ts';
import { dutiesOf, dutyNames, paperDuties } from '../../domain/duties.ts';
import type { Light } from '../../domain/lights.ts';
import { lightOf } from '../../domain/lights.ts';
import type { Offices } from '../../domain/organisation.ts';
import { departmentOf, fillsRole } from '../../domain/organisation.ts';
import type { Task, TaskState } from '../../domain/task.ts';
import { stateNames } from '../../domain/task.ts';
import type { Actor, DateText, Instant, OfficeCode, PersonId, ProgrammeName, TaskNumber } from '../../domain/values.ts';
import { doerFault } from '../../domain/verifying.ts';
import type { Ledger } from '../ledger.ts';
import { readOffices } from '../offices.ts';
import type { Rules } from '../rules.ts';
import { rulesOf } from '../rules.ts';
import { readStandsInFor } from '../standing-in.ts';
import { actorOf } from './actor-of.ts';
import type { SuggestionOnRecord } from './suggestions.ts';
import type { WaitingDocument } from './waiting-documents.ts';
import { documentsFor } from './waiting-documents.ts';
import type { WaitingPeriodical } from './waiting-periodicals.ts';
import { periodicalsFor } from './waiting-periodicals.ts';
import { suggestionsFor } from './waiting-suggestions.ts';

export type InboxOwner = { readonly person: PersonId } | { readonly office: OfficeCode };

export interface InboxItem {
  readonly programme: ProgrammeName;
  readonly number: TaskNumber;
  readonly title: string;
  readonly state: TaskState;
  readonly stateName: string;
  readonly light: Light;
  readonly duty: DutyKind;
  readonly dutyName: string;
  readonly holder: Duty['holder'] & { readonly departmentName: string };
  /** The one person it waits for, where a rule names one. */
  readonly person: PersonId | null;
  /** By the end of this day. */
  readonly by: DateText | null;
  readonly overdue: boolean;
}

export interface Inbox {
  readonly asOf: Instant;
  readonly items: readonly InboxItem[];
  /** Of which a clause still waits to be taken up. */
  readonly documents: readonly WaitingDocument[];
  /** 建议 that wait for an answer. */
  readonly suggestions: readonly SuggestionOnRecord[];
  /** 督查通报, 督查专报 to be signed or sent. */
  readonly periodicals: readonly WaitingPeriodical[];
}

/** What waits for a person, or for anybody in an office; the most pressing first. A person who is unknown has nothing to do. */
export async function inboxOf(ledger: Ledger, owner: InboxOwner, now: Instant): Promise<Inbox> {
  const actor = 'person' in owner ? await actorOf(ledger, owner.person) : null;
  if ('person' in owner && !actor) return { asOf: now, items: [], documents: [], suggestions: [], periodicals: [] };
  const office = 'office' in owner ? owner.office : (actor?.office ?? '');
  const standsInFor = actor ? await readStandsInFor(ledger.db, actor.person, dateOf(now)) : [];
  const desk = { office, actors: actor ? [actor, ...standsInFor] : [], now };
  const tasks = await candidates(ledger, office);
  const offices = await readOffices(ledger.db, {
    offices: [office],
    departments: [...new Set(tasks.flatMap(({ assignment }) => [assignment.lead, ...assignment.participants]))],
  });
  const items: InboxItem[] = [];
  for (const task of tasks) {
    const rules = await rulesOf(ledger, task);
    const matter = { task, offices, rules, now, standsInFor };
    const duties = [...dutiesOf(task, offices, dateOf(now)), ...paperDuties(task, { offices, now, ...rules })].filter((duty) =>
      actor ? isFor(actor, duty, matter) : duty.holder.office === office,
    );
    items.push(...duties.map((duty) => itemOf(duty, matter)));
  }
  return {
    asOf: now,
    items: items.toSorted((a, b) => compareTexts(a.by ?? '9999', b.by ?? '9999')),
    documents: await documentsFor(ledger, desk),
    suggestions: await suggestionsFor(ledger, desk),
    periodicals: await periodicalsFor(ledger, desk),
  };
}

interface Matter {
  readonly task: Task;
  readonly offices: Offices;
  readonly rules: Rules;
  readonly now: Instant;
  /** The absent whose duties fall to the owner today; deputies are of the same office. */
  readonly standsInFor: readonly Actor[];
}

/** Open tasks that the office leads, or supervises in a state in which something waits for the supervising side, or whose lead has asked one of its departments, or whose ladder has reached it. */
async function candidates({ db }: Ledger, office: OfficeCode): Promise<readonly Task[]> {
  const { rows } = await sql<{ task: Task }>`
    SELECT task FROM tasks
    WHERE (lead IN (SELECT code FROM departments WHERE office = ${office}) AND state IN ('issued', 'received', 'inProgress', 'closureReview', 'verifying'))
      OR (state IN ('received', 'inProgress') AND jsonb_path_exists(task, '$.requests[*]') AND EXISTS (
        SELECT FROM jsonb_array_elements(task->'requests') request JOIN departments ON code = request->>'participant' WHERE office = ${office}))
      OR (escalation_level > 0 AND jsonb_path_exists(task, '$.ladder.told[last].to[*] ? (@.office == $office)', jsonb_build_object('office', ${office}::text)))
      OR (supervising_office = ${office} AND (state IN ('registered', 'received', 'closureReview', 'verifying') OR paper_on IS NOT NULL
        OR jsonb_path_exists(task, '$.pendingExtension.decideBy')))
    ORDER BY programme, sort_key`.execute(db);
  return rows.map(({ task }) => task);
}

/** The act that does the duty; whoever may do it has it in the inbox. */
const actOf: Readonly<Record<DutyKind, CommandType>> = {
  complete: 'amend',
  consentToIssue: 'consent',
  issue: 'issue',
  reissue: 'reissue',
  receive: 'receive',
  submitMeasures: 'submitMeasures',
  approveMeasures: 'approveMeasures',
  work: 'report',
  resubmit: 'applyForClosure',
  consentToStrikeOff: 'consent',
  review: 'strikeOff',
  recordVerification: 'recordVerification',
  reviewExtension: 'reviewExtension',
  decideExtension: 'decideExtension',
  report: 'report',
  answerUrge: 'answerUrge',
  contribute: 'contribute',
  acknowledge: 'acknowledge',
  signPaper: 'signPaper',
  releasePaper: 'releasePaper',
};

function isFor(actor: Actor, duty: Duty, { task, offices, rules, now, standsInFor }: Matter): boolean {
  const seat = seated(actOf[duty.kind], task, { actor, standsInFor, offices, now, ...rules });
  if ('refusal' in seat) return false;
  const { actor: entitled } = seat.facts;
  if (typeof entitled === 'string') return false;
  if (duty.person !== null && duty.person !== entitled.person) return false;
  if (duty.kind === 'acknowledge') return fillsRole(entitled, duty.holder, offices);
  if (duty.kind === 'contribute' && duty.holder.department !== entitled.department) return false;
  const judges = duty.kind === 'review' || duty.kind === 'recordVerification';
  return !(judges && 'application' in task && doerFault(task, seat.facts) !== null);
}

function itemOf({ kind, holder, person, by }: Duty, { task, offices, rules, now }: Matter): InboxItem {
  const today = dateOf(now);
  return {
    programme: task.programme,
    number: task.number,
    title: task.assignment.title,
    state: task.state,
    stateName: stateNames[task.state],
    light: lightOf(task, { today, ...rules }),
    duty: kind,
    dutyName: dutyNames[kind],
    holder: { ...holder, departmentName: departmentOf(offices, holder.department)?.name ?? holder.department },
    person,
    by,
    overdue: by !== null && by < today,
  };
}
