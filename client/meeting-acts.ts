import { randomUUID } from 'node:crypto';
import { dateOf } from '../domain/dates.ts';
import type { MeetingCommand, MeetingCommandType } from '../domain/meeting-commands.ts';
import type { MeetingWarning } from '../domain/meeting-decision.ts';
import type { HumanMeetingCommandType } from '../domain/meeting-shapes.ts';
import { meetingShapeFaults } from '../domain/meeting-shapes.ts';
import { refusal } from '../domain/refusals.ts';
import type { OfficeCode } from '../domain/values.ts';
import { nowOf, readClock } from '../ledger/clock.ts';
import { meetingById } from '../ledger/queries/meetings.ts';
import { malformed, refusedBy } from './answers.ts';
import type { CommandDesk } from './command-order.ts';
import { refuseUnknownOffice } from './department-lookup.ts';
import { saidPlainly } from './failures.ts';
import { inParallel } from './in-parallel.ts';
import { meetingQueries } from './meeting-queries.ts';
import type { By } from './task-acts.ts';

export interface MeetingAnswer {
  readonly office: OfficeCode;
  /** The meeting that it was about; null of a gate hearing. */
  readonly meeting: string | null;
  /** Places in the journal of the office's meetings. */
  readonly seqs: readonly number[];
  /** The same request id had been carried out before: this is its first outcome. */
  readonly repeated: boolean;
  readonly warnings: readonly MeetingWarning[];
}

type CommandOf<Type extends MeetingCommandType> = Extract<MeetingCommand, { type: Type }>;
type Content<Type extends MeetingCommandType> = Omit<CommandOf<Type>, 'type'>;

/** One method per command on the meetings of an office. */
export function meetingActs(desk: CommandDesk) {
  const ofOffice =
    <Type extends HumanMeetingCommandType>(type: Type) =>
    (office: OfficeCode, by: By, content: Content<Type>): Promise<MeetingAnswer> =>
      send(desk, { office, by, command: { ...content, type } as unknown as MeetingCommand });
  /** The name of a meeting says whose it is. */
  const ofMeeting =
    <Type extends 'moveMeeting' | 'cancelMeeting' | 'holdMeeting'>(type: Type) =>
    async (by: By, content: Content<Type>): Promise<MeetingAnswer> => {
      const { meeting } = content;
      const found = await saidPlainly(() => meetingById(desk.ledger, meeting));
      if (!found) throw refusedBy(refusal('MEETING_NOT_FOUND', { meeting }));
      return send(desk, { office: found.office, by, command: { ...content, type } as unknown as MeetingCommand });
    };
  return {
    confirmPlan: (year: number, office: OfficeCode | null, by: By) => confirmPlan(desk, { year, office, by }),
    scheduleMeeting: ofOffice('scheduleMeeting'),
    moveMeeting: ofMeeting('moveMeeting'),
    cancelMeeting: ofMeeting('cancelMeeting'),
    holdMeeting: ofMeeting('holdMeeting'),
    openGate: ofOffice('openGate'),
    endGateEvent: ofOffice('endGateEvent'),
  };
}

interface PlanOrder {
  readonly year: number;
  readonly office: OfficeCode | null;
  readonly by: By;
}

/** What was proposed for months that have no meeting yet and are not over; each under the request id of the whole and its month. */
async function confirmPlan(desk: CommandDesk, { year, office, by: { actor, requestId = randomUUID() } }: PlanOrder): Promise<readonly MeetingAnswer[]> {
  const { plannedMeetings } = meetingQueries(desk);
  const planned = await plannedMeetings(year, office);
  const today = dateOf(nowOf(await readClock(desk.ledger)));
  const wanted = planned.proposals.filter(({ date, meetings }) => date >= today && meetings.length === 0);
  return inParallel(wanted, 1, ({ month, date }) =>
    send(desk, {
      office: planned.office,
      by: { actor, requestId: `${requestId}/${month}` },
      command: { type: 'scheduleMeeting', date, meetingType: '党组会', topic: usualTopic },
    }),
  );
}

/** 每月初第一次党组会，听取机关各部门重点工作汇报 (R7, R8). */
export const usualTopic = '听取机关各部门重点工作汇报';

interface MeetingOrder {
  readonly office: OfficeCode;
  readonly by: By;
  readonly command: MeetingCommand;
}

async function send(desk: CommandDesk, { office, by: { actor, requestId: id = randomUUID() }, command }: MeetingOrder): Promise<MeetingAnswer> {
  const faults = meetingShapeFaults(command);
  if (faults.length > 0) throw malformed(faults);
  const { ledger, ranBy } = desk;
  const { meeting, seqs, repeated, warnings } = await saidPlainly(async () => {
    await refuseUnknownOffice(ledger, office);
    const { sendMeetingCommand } = await import('./send-meeting-command.ts');
    return sendMeetingCommand(desk, office, { id, actor, ranBy, command });
  }, id);
  return { office, meeting, seqs, repeated, warnings };
}
