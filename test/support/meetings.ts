import type { MeetingCommand } from '../../domain/meeting-commands.ts';
import type { DateText } from '../../domain/values.ts';
import { carryOutOnMeetings } from '../../ledger/carry-out-on-meetings.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { shanghai } from './commands.ts';
import { supervisor } from './offices.ts';

/** Meetings of SPP, scheduled on 2019-02-13 in the ledger itself; nobody waits for their cut-offs. */
export async function meetingsOn(ledger: Ledger, ...dates: readonly DateText[]): Promise<void> {
  for (const date of dates) await say(ledger, date, { type: 'scheduleMeeting', date, meetingType: '党组会', topic: '听取重点工作汇报' });
}

/** A gate hearing of SPP on the 改革 tasks of 2019, whose event is over; likewise nobody waits for its cut-off. */
export async function gateAfter(ledger: Ledger, { event, endedOn }: { readonly event: string; readonly endedOn: DateText }): Promise<void> {
  await say(ledger, `open:${event}`, { type: 'openGate', event, programme: '2019', category: '改革' });
  await say(ledger, `end:${event}`, { type: 'endGateEvent', event, endedOn });
}

async function say(ledger: Ledger, id: string, command: MeetingCommand): Promise<void> {
  await carryOutOnMeetings(ledger, { office: 'SPP', id, actor: supervisor.person, ranBy: 'tester', command, now: shanghai('2019-02-13', '09:00') });
}
